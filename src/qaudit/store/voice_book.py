"""What customers say, as the store keeps it: taken in, acknowledged, answered, and asked about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from qaudit.core.visits import VisitKind
from qaudit.core.voices import BesideStandard, Voice
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.store import voice_queries
from qaudit.store.directory import find_branch
from qaudit.store.engine import Database
from qaudit.store.mapping import moment_or_none
from qaudit.store.voice_mapping import acknowledge, columns_of, stored
from qaudit.store.voice_queries import Scope, Span, VoiceFilter
from qaudit.store.voice_rows import VoiceRow, VoiceStandardRow
