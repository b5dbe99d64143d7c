"""The values that the journal keeps, as people read them: readings, notes, files, moments."""

import json

from qaudit.core.changes import read_evidence, read_moment
from qaudit.core.journal import Act
from qaudit.core.moments import clock_text, date_text
from qaudit.core.visits import Visit
from qaudit.speech import _, ngettext


def told_value(act: Act, written: str | None, visit: Visit) -> str:
    """A value of the journal as people read it."""
    if written is None:
        return _("nothing")
    if act is Act.NOTE:
        if len(written) <= 60:
            return f'"{written}"'
        return ngettext("({n} character)", "({n} characters)", len(written))
    if act is Act.EVIDENCE:
        return ", ".join(kept.name for kept in read_evidence(written))
    if act is Act.OPENED:
        return str(json.loads(written).get("pack", ""))
    if act in (Act.MARK, Act.LEFT):
        return told_moment(visit, written)
    return written


def told_moment(visit: Visit, written: str) -> str:
    """A moment of the journal on the auditor's clock."""
    moment = read_moment(written)
    return f"{date_text(moment, visit.utc_offset_minutes)} {clock_text(moment, visit.utc_offset_minutes)}"
