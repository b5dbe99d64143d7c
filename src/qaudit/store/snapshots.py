"""Packs as visits used them: kept once, found by digest."""

from collections.abc import Callable

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from qaudit.core.standards import PackRef
from qaudit.core.text import storable
from qaudit.errors import PackNotFound
from qaudit.store.kept import KeptPack
from qaudit.store.mapping import kept_pack_of
from qaudit.store.rows import PackSnapshotRow, VisitRow

_INSERTS: dict[str, Callable[[type], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def keep_pack(session: Session, pack: KeptPack) -> None:
    """Keeps a pack; nothing where it is kept already, or is being kept by another program."""
    insert = _INSERTS[session.get_bind().dialect.name]
    values = {
        "digest": pack.digest,
        "pack": pack.ref.pack,
        "edition": pack.ref.edition,
        "document": storable(pack.document),
        "logo": pack.logo,
        "logo_name": None if pack.logo_name is None else storable(pack.logo_name),
    }
    session.exec(insert(PackSnapshotRow).values(**values).on_conflict_do_nothing())


def find_kept_pack(session: Session, digest: str) -> KeptPack:
    """Raises `PackNotFound`."""
    row = session.get(PackSnapshotRow, storable(digest))
    if row is None:
        raise PackNotFound(digest)
    return kept_pack_of(row)


def find_digest(session: Session, ref: PackRef) -> str | None:
    """The digest that the newest visit of this edition used; None where no visit did."""
    statement = (
        select(VisitRow.digest)
        .where(VisitRow.pack == ref.pack, VisitRow.edition == ref.edition)
        .order_by(col(VisitRow.opened_at).desc())
        .limit(1)
    )
    return session.exec(statement).first()
