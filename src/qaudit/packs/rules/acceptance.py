"""Acceptances: of a warning that there is, with a reason in words."""

from collections.abc import Iterator

from qaudit.core.problems import Severity
from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.acceptance import acceptances_of
from qaudit.packs.catalogue import CATALOGUE
from qaudit.packs.notices import Notice, shown
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.rules.texts import check_words


def check_acceptance(inspection: Inspection) -> Iterator[Notice]:
    """Every `accept` of the file."""
    for path, codes in acceptances_of(inspection.file):
        for code, reason in codes.items():
            where = (*path, "accept", code)
            kind = CATALOGUE.get(code)
            if kind is None or kind.severity is not Severity.WARNING:
                yield Notice(catalogue.NOT_A_WARNING, where, {"code": shown(code)}, at_key=True)
            yield from check_words(where, reason)
