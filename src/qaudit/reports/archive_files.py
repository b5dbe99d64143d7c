"""The files inside a report: the data that it was printed from, for programs and for whoever checks it later."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from qaudit.core.standards import Pack
from qaudit.core.visits import Visit
from qaudit.speech import _

SCORECARD, JOURNAL = "scorecard.json", "journal.json"
FORMAT = 1
_END = re.compile(rb"\nstartxref\s+\d+\s+%%EOF\n?")
"""The end of a PDF. `%%EOF` alone may be somebody's words, which the packet of metadata has as they are."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A JSON file inside a report; `at` is the moment it is dated, in UTC."""

    name: str
    about: str
    data: bytes
    at: datetime


def enclosures(
    visit: Visit, scorecard: str | None, entries: int, seal: str | None, design: str | None = None
) -> tuple[Enclosure, ...]:
    """What goes into a visit's report.

    `scorecard` is the scorecard document as the store keeps it, None where the reader may not see the score;
    `entries` and `seal` are those of the journal that the report was made from, without a seal where it has none;
    `design` is the digest of the brand's own design that the pages were made with.
    """
    at = visit.submitted_at or visit.opened_at
    found = []
    if scorecard is not None:
        found.append(Enclosure(SCORECARD, _("The scorecard that this report prints"), scorecard.encode(), at))
    if seal is not None:
        tail: dict[str, Any] = {
            "format": FORMAT,
            "visit": visit.id,
            "entries": entries,
            "seal": seal,
            "made_from": {
                "pack": str(visit.pack),
                "digest": visit.digest,
                "status": visit.status.value,
                "scorecard": None if scorecard is None else digest_of(scorecard.encode()),
            },
        }
        if design is not None:
            tail["made_from"]["design"] = design
        data = json.dumps(tail, ensure_ascii=False, indent=1).encode()
        found.append(Enclosure(JOURNAL, _("The last entry of the visit's journal, by its seal"), data, at))
    return tuple(found)


def without_traps(document: str, pack: Pack) -> str:
    """A kept scorecard document (JSON text) as others may read it; the very same text where the pack has no traps."""
    traps = {standard.code for standard in pack.standards if standard.is_trap}
    if not traps:
        return document
    found = json.loads(document)
    bare = {section.code for section in pack.sections if all(one.is_trap for one in section.standards)}
    found["standards"] = [one for one in found["standards"] if one["code"] not in traps]
    found["reasons"] = [one for one in found["reasons"] if one["code"] not in traps]
    found["sections"] = [
        one for one in found["sections"] if one["code"] not in bare or one["possible"] != "0"
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def first_revision(report: bytes) -> bytes:
    """A PDF as it was before something, such as a signature, was put behind its end."""
    end = _END.search(report)
    return report[: end.end()] if end else report


def digest_of(data: bytes) -> str:
    """How the bytes of an enclosed file are named."""
    return f"sha256:{sha256(data).hexdigest()}"
