"""Who and where: branches and auditors."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qaudit.core.problems import nearest
from qaudit.core.text import printable, storable
from qaudit.core.visits import Auditor, Branch
from qaudit.errors import UsageError, did_you_mean
from qaudit.speech import N_, _
from qaudit.store.mapping import auditor_of, branch_of
from qaudit.store.rows import AuditorRow, BranchRow

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said about one kind of key; patterns for the reader's language."""

    length: str
    taken: str
    take_another: str
    unknown: str
    known: str


BRANCH = _Said(
    N_("A branch code has 1 to {most} characters"),
    N_("There is a branch {key} already"),
    N_("qaudit branch list shows it; take another code"),
    N_("There is no branch {key}"),
    N_("qaudit branch list shows them, qaudit branch add adds one"),
)
AUDITOR = _Said(
    N_("An alias has 1 to {most} characters"),
    N_("There is an auditor {key} already"),
    N_("qaudit auditor list shows it; take another alias"),
    N_("There is no auditor {key}"),
    N_("qaudit auditor list shows them, qaudit auditor add adds one"),
)


def add_branch(session: Session, branch: Branch) -> None:
    """Raises `UsageError` where the code is taken."""
    code = _checked(branch.code, BRANCH)
    row = BranchRow(
        code=code,
        name=storable(branch.name),
        region=storable(branch.region),
        country=storable(branch.country),
        brand=storable(branch.brand),
        timezone=storable(branch.timezone),
    )
    _add(session, row, code, BRANCH)


def find_branch(session: Session, code: str) -> Branch:
    """Raises `UsageError` where there is none, naming the nearest."""
    row = session.get(BranchRow, storable(code))
    if row is None:
        raise _unknown(BRANCH, code, session.exec(select(BranchRow.code)).all())
    return branch_of(row)


def all_branches(session: Session) -> tuple[Branch, ...]:
    """By code."""
    rows = session.exec(select(BranchRow).order_by(col(BranchRow.code)))
    return tuple(branch_of(row) for row in rows)


def add_auditor(session: Session, auditor: Auditor) -> None:
    """Raises `UsageError` where the alias is taken."""
    alias = _checked(auditor.alias, AUDITOR)
    row = AuditorRow(alias=alias, role=auditor.role.value)
    _add(session, row, alias, AUDITOR)


def find_auditor(session: Session, alias: str) -> Auditor:
    """Raises `UsageError` where there is none, naming the nearest."""
    row = session.get(AuditorRow, storable(alias))
    if row is None:
        raise _unknown(AUDITOR, alias, session.exec(select(AuditorRow.alias)).all())
    return auditor_of(row)


def all_auditors(session: Session) -> tuple[Auditor, ...]:
    """By alias."""
    rows = session.exec(select(AuditorRow).order_by(col(AuditorRow.alias)))
    return tuple(auditor_of(row) for row in rows)


def _add(session: Session, row: BranchRow | AuditorRow, key: str, said: _Said) -> None:
    session.add(row)
    try:
        session.flush()
    except IntegrityError as fault:
        raise UsageError(_(said.taken, key=key), _(said.take_another)) from fault


def _checked(key: str, said: _Said) -> str:
    if not key or len(key) > LONGEST_KEY:
        raise UsageError(_(said.length, most=LONGEST_KEY), _("give a shorter one") if key else "")
    return storable(key)


def _unknown(said: _Said, key: str, known: object) -> UsageError:
    words = [word for word in known if isinstance(word, str)] if isinstance(known, list) else []
    near = nearest(key[:LONGEST_KEY], words)
    shown = printable(key, one_line=True)[:80]
    return UsageError(_(said.unknown, key=shown), did_you_mean(near, _(said.known)))
