"""What the shell offers when Tab is pressed. A fault here is silence: nobody asked for a message."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from qaudit.wiring import Desk

Offers = list[tuple[str, str]]
"""Each word with its line of help."""


Look = Callable[["Desk"], Iterable[tuple[str, str]]]


def _offered(context: typer.Context, incomplete: str, look: Look, *, in_store: bool = True) -> Offers:
    """What `look` finds; nothing where there is no store yet, for Tab makes none."""
    try:
        from qaudit.wiring import Desk

        db, standards, who = _places(context)
        desk = Desk(db, standards, who=who)
        try:
            found = look(desk) if desk.has_store or not in_store else ()
            return [offer for offer in found if offer[0].startswith(incomplete)]
        finally:
            desk.close()
    except Exception:  # noqa: BLE001 - a message would land in the middle of what is being typed
        return []


def _places(context: Any) -> tuple[str | None, tuple[str, ...], str | None]:
    """`--db`, `--standards` and `--as` as typed so far, the nearest first."""
    db: str | None = None
    who: str | None = None
    standards: tuple[str, ...] = ()
    while context is not None:
        db = db or context.params.get("db")
        who = who or context.params.get("who")
        standards = standards or tuple(context.params.get("standards") or ())
        context = context.parent
    return db, standards, who


def offer_packs(context: typer.Context, incomplete: str) -> Offers:
    """The packs of the library as `pack@edition`."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            (str(entry.ref), str(entry.title)) for entry in desk.authoring.entries() if entry.is_usable
        ],
        in_store=False,
    )


def offer_branches(context: typer.Context, incomplete: str) -> Offers:
    """The codes of the branches."""
    return _offered(
        context,
        incomplete,
        lambda desk: [(branch.code, branch.name) for branch in desk.headquarters.branches()],
    )


def offer_auditors(context: typer.Context, incomplete: str) -> Offers:
    """The auditors' aliases."""
    return _offered(
        context,
        incomplete,
        lambda desk: [(auditor.alias, auditor.role.value) for auditor in desk.headquarters.auditors()],
    )


def offer_people(context: typer.Context, incomplete: str) -> Offers:
    """The aliases of people, and of auditors who are people without being added."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            *((person.alias, person.role.value) for person in desk.people.everyone()),
            *((auditor.alias, auditor.role.value) for auditor in desk.headquarters.auditors()),
        ],
    )


def offer_visits(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the newest visits."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            (visit.id, f"{visit.branch.code} {visit.status.value}")
            for visit in desk.headquarters.visits(limit=50)
        ],
    )


def offer_codes(context: typer.Context, incomplete: str) -> Offers:
    """The standards of the visit that was typed before."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            (standard.code, str(standard.text)) for standard in _typed_visit(desk, context).pack.standards
        ],
    )


def offer_events(context: typer.Context, incomplete: str) -> Offers:
    """The events of the visit that was typed before."""
    return _offered(
        context,
        incomplete,
        lambda desk: [(event.name, str(event.text)) for event in _typed_visit(desk, context).pack.events],
    )


def offer_appeals(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the appeals that the person may see."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            (appeal.id, f"{appeal.code} {appeal.state.value}") for appeal in desk.appeals.appeals(desk.person)
        ],
    )


def offer_actions(context: typer.Context, incomplete: str) -> Offers:
    """The ids of the actions that are not finished."""
    return _offered(
        context,
        incomplete,
        lambda desk: [
            (due.action.id, f"{due.action.due.isoformat()} {due.action.what}")
            for due in desk.mending.actions(desk.person)
        ],
    )


def _typed_visit(desk: "Desk", context: typer.Context) -> Any:
    return desk.fieldwork.walk(context.params["visit_id"])
