"""A store with a branch, an auditor, a pack and an open visit, and a look behind its door."""

import json
from dataclasses import replace

from sqlalchemy import text

from qaudit.core.visits import Visit
from qaudit.store.store import KeptPack, Store
from tests.builders import a_pack, a_standard, a_visit, duration, moment

PACK = a_pack(
    a_standard("ARR-01", duration("s", at_most=60, events=("arrival", "greeted"))),
    a_standard("ARR-02"),
    facts={"channel": ["desk", "phone"]},
    events=["arrival", "greeted"],
)
DOCUMENT = '{"pack": "harbour-hotels"}'
SCORECARD = json.dumps({"scoring_version": 1, "final_percent": "87.5", "band": "Good"})
LATER = moment("15:30:00.000001")


def stock_visit() -> Visit:
    """The visit that `stock` opens, before it is opened."""
    return a_visit(PACK, facts={"channel": "desk"})


def stock(store: Store, visit: Visit | None = None) -> Visit:
    """Adds who, where and the pack where they are missing, and opens the visit."""
    opened = visit or stock_visit()
    if opened.branch not in store.branches():
        store.add_branch(opened.branch)
    if opened.auditor not in store.auditors():
        store.add_auditor(opened.auditor)
    store.keep_pack(KeptPack(opened.digest, opened.pack, DOCUMENT, b"\x89PNG", "logo.png"))
    return store.open_visit(opened, opened.auditor.alias, opened.opened_at)


def another(visit: Visit, number: int, **changes: object) -> Visit:
    """A visit like this one under another id."""
    plain = replace(visit, version=0, observations=(), marks=())
    return replace(plain, id=f"{visit.id[:-4]}{number:04}", **changes)  # type: ignore[arg-type]


def behind(store: Store, statement: str, **values: object) -> list[tuple[object, ...]]:
    """Runs SQL on the store's own database, past its door; gives the rows where there are some."""
    with store._database.changing_schema() as connection:
        done = connection.execute(text(statement), values)
        return [tuple(row) for row in done] if done.returns_rows else []
