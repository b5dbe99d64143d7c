"""A letter that goes with a visit's report, as a draft that mail programs open. Nothing is ever sent."""

from dataclasses import dataclass
from datetime import date
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path

from qaudit.core.findings import findings_of
from qaudit.core.lifecycle import FINISHED, SEEN_BY_BRANCH
from qaudit.core.moments import local
from qaudit.core.text import printable
from qaudit.core.visits import Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.branch_desk import appeal_until
from qaudit.errors import UsageError
from qaudit.speech import _, ngettext
from qaudit.wording.regional import day_words
from qaudit.wording.short import score_words

_MEDIA = {".pdf": ("application", "pdf"), ".html": ("text", "html")}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, in the language that was spoken when it was put together."""

    subject: str
    body: str


def letter_of(walk: Walk, today: date, language: str | None) -> Letter:
    """The letter about a visit: branch, day, score, how much was missed, what to do. `language` is the pack texts'."""
    visit = walk.visit
    place, day = place_words(visit), visit_day_words(visit)
    score = _ordinary(score_words(walk, language))
    missed = len(
        [one for one in findings_of(walk.scorecard(), walk.pack.scoring) if not one.standard.is_trap]
    )
    lines = [
        _("Branch: {place}", place=place),
        _("Day of the visit: {day}", day=day),
        _("Score: {score}", score=score),
        _missed_words(missed),
        "",
        _("The report is attached."),
        "",
        _("What to do:"),
        *(f"- {step}" for step in _steps(walk, missed, today)),
        "",
    ]
    return Letter(_("Visit report: {place}, {day}", place=place, day=day), "\n".join(lines))


def place_words(visit: Visit) -> str:
    """The branch's name with its code."""
    name, code = (printable(words, one_line=True) for words in (visit.branch.name, visit.branch.code))
    return f"{name} ({code})"


def visit_day_words(visit: Visit) -> str:
    """The day of the visit as its report has it: on the auditor's clock."""
    return _ordinary(day_words(local(visit.left_at or visit.opened_at, visit.utc_offset_minutes).date()))


def _missed_words(missed: int) -> str:
    if not missed:
        return _("Nothing was missed.")
    return ngettext(
        "{n} standard was missed or partly met.", "{n} standards were missed or partly met.", missed
    )


def _steps(walk: Walk, missed: int, today: date) -> list[str]:
    visit = walk.visit
    if visit.status is VisitStatus.VOID:
        return [_("Nothing: the visit is void and does not count.")]
    if visit.status not in FINISHED:
        return [_("Nothing yet: the visit is not finished.")]
    if visit.status not in SEEN_BY_BRANCH:
        return [_("Nothing yet: the visit is not published, and its score may change.")]
    if not missed:
        return [_("Tell the team, and thank them.")]
    steps = [
        _("Go through what was missed with the team; the report begins with it."),
        _("Agree who mends what, and until when, and note it as corrective actions."),
    ]
    until = appeal_until(walk)
    if visit.status is VisitStatus.PUBLISHED and until is not None and until >= today:
        day = _ordinary(day_words(until))
        steps.append(_("A verdict that is wrong can be appealed until {day}.", day=day))
    return steps


def draft(letter: Letter, report: Path, to: str) -> bytes:
    """The letter with the report attached, as an `.eml` file. Equal input gives equal bytes.

    `to` is an address, or empty. Raises `OSError` where the report cannot be read.
    """
    data = report.read_bytes()
    mail = EmailMessage(SMTP)
    mail["Subject"] = letter.subject
    if to:
        mail["To"] = to
    # Mail programs open a message that says so as a draft, with the button that sends it.
    mail["X-Unsent"] = "1"
    mail.set_content(letter.body, cte="base64")
    major, minor = _MEDIA[report.suffix]
    mail.add_attachment(data, maintype=major, subtype=minor, filename=report.name)
    # Chance would choose the line between the parts; base64 cannot contain this one.
    mail.set_boundary(f"=_{sha256(data).hexdigest()[:32]}")
    return mail.as_bytes()


def checked_address(written: str) -> str:
    """A mail address as it was typed. Raises `UsageError` where it is none."""
    try:
        found = Address(addr_spec=written.strip())
    except (HeaderParseError, ValueError, IndexError):
        found = Address()
    if not found.username or not found.domain:
        raise UsageError(
            _("'{written}' is no mail address", written=printable(written, one_line=True)[:80]),
            _("write it as name@place.example"),
        )
    return found.addr_spec


def _ordinary(words: str) -> str:
    """With blanks that every mail program shows as such."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")
