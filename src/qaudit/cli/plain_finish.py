"""`:submit` in the plain walk: what is missing, the time of leaving, and the end."""

from qaudit.cli import output
from qaudit.cli.plain import PlainWalk, Request
from qaudit.cli.plain_remarks import unanswered
from qaudit.cli.score_words import score_lines
from qaudit.cli.visit_words import gap_lines
from qaudit.core.moments import clock_text, read_time
from qaudit.desk.fieldwork import default_leaving
from qaudit.errors import UsageError
from qaudit.speech import N_, _


def submit(plain: PlainWalk, rest: str) -> None:
    """Says everything that is missing; else asks for the time of leaving and submits."""
    plain.walk = plain.desk.fieldwork.refresh(plain.walk)
    missing = [*gap_lines(plain.walk), *unanswered(plain)]
    if missing:
        plain.awaits = None
        plain.refused += 1
        output.say(_("Not submitted. Missing:"))
        for line in missing:
            output.say(line)
        return
    if rest:
        _leave(plain, rest)
        return
    last = default_leaving(plain.walk.visit, plain.desk.world.now())
    time = clock_text(last, plain.walk.visit.utc_offset_minutes)
    output.say(_("When did you leave? Write a time such as 16:40, or an empty line for {time}.", time=time))
    plain.awaits = Request(N_("left"), _leave)


def _leave(plain: PlainWalk, written: str) -> None:
    walk = plain.walk
    left_at = None
    if written.strip():
        left_at = read_time(written, plain.desk.world.now(), walk.visit.utc_offset_minutes)
        if left_at is None:
            raise UsageError(
                _("'{written}' is not a time", written=written.strip()),
                _("write {example}, or {other}", example="16:40", other="2026-05-14 16:40"),
            )
    plain.awaits = None
    plain.walk = plain.desk.fieldwork.submit(walk.visit.id, left_at=left_at)
    plain.is_over = True
    output.say(_("The visit is submitted. Thank you."))
    if not plain.is_hidden:
        document = plain.desk.fieldwork.scorecard(plain.walk)
        for line in score_lines(document, plain.walk.pack, plain.walk.scorecard()):
            output.say(line)
