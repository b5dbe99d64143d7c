"""Who and where: branches and auditors."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qaudit.core.problems import nearest
from qaudit.core.text import printable, storable
from qaudit.core.visits import Auditor, Branch
from qaudit.errors import UsageError
from qaudit.store.mapping import auditor_of, branch_of
from qaudit.store.rows import AuditorRow, BranchRow

LONGEST_KEY = 200


def add_branch(session: Session, branch: Branch) -> None:
    """Raises `UsageError` where the code is taken."""
    code = _checked(branch.code, "branch code")
    row = BranchRow(
        code=code,
        name=storable(branch.name),
        region=storable(branch.region),
        country=storable(branch.country),
    )
    _add(session, row, f"There is a branch {code} already", "qaudit branch list shows it; take another code")


def find_branch(session: Session, code: str) -> Branch:
    """Raises `UsageError` where there is none, naming the nearest."""
    row = session.get(BranchRow, storable(code))
    if row is None:
        raise _unknown("branch", code, session.exec(select(BranchRow.code)).all())
    return branch_of(row)


def all_branches(session: Session) -> tuple[Branch, ...]:
    """By code."""
    rows = session.exec(select(BranchRow).order_by(col(BranchRow.code)))
    return tuple(branch_of(row) for row in rows)


def add_auditor(session: Session, auditor: Auditor) -> None:
    """Raises `UsageError` where the alias is taken."""
    alias = _checked(auditor.alias, "alias")
    row = AuditorRow(alias=alias, role=auditor.role.value)
    _add(
        session,
        row,
        f"There is an auditor {alias} already",
        "qaudit auditor list shows it; take another alias",
    )


def find_auditor(session: Session, alias: str) -> Auditor:
    """Raises `UsageError` where there is none, naming the nearest."""
    row = session.get(AuditorRow, storable(alias))
    if row is None:
        raise _unknown("auditor", alias, session.exec(select(AuditorRow.alias)).all())
    return auditor_of(row)


def all_auditors(session: Session) -> tuple[Auditor, ...]:
    """By alias."""
    rows = session.exec(select(AuditorRow).order_by(col(AuditorRow.alias)))
    return tuple(auditor_of(row) for row in rows)


def _add(session: Session, row: BranchRow | AuditorRow, message: str, hint: str) -> None:
    session.add(row)
    try:
        session.flush()
    except IntegrityError as fault:
        raise UsageError(message, hint) from fault


def _checked(key: str, what: str) -> str:
    if not key or len(key) > LONGEST_KEY:
        raise UsageError(f"A {what} has 1 to {LONGEST_KEY} characters", "give a shorter one" if key else "")
    return storable(key)


def _unknown(what: str, key: str, known: object) -> UsageError:
    words = [word for word in known if isinstance(word, str)] if isinstance(known, list) else []
    near = nearest(key[:LONGEST_KEY], words)
    shown = printable(key, one_line=True)[:80]
    hint = (
        f"did you mean {near[0]}?" if near else f"qaudit {what} list shows them, qaudit {what} add adds one"
    )
    return UsageError(f"There is no {what} {shown}", hint)
