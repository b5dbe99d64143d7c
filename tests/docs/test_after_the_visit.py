"""The page about the life of a visit and the core's table say the same."""

from pathlib import Path

from qaudit.core.lifecycle import LIFE, Verb
from qaudit.core.people import Role
from qaudit.core.visits import VisitStatus

PAGE = Path(__file__).parents[2] / "docs" / "after-the-visit.md"
ITS_AUDITOR = frozenset(Role)
Row = tuple[str, frozenset[Role], frozenset[VisitStatus], VisitStatus | None]


def rows_of_page() -> set[Row]:
    table = PAGE.read_text(encoding="utf-8").partition("| verb | who |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    return {
        (
            verb,
            ITS_AUDITOR if who == "its auditor" else frozenset(Role(role) for role in who.split(", ")),
            frozenset(VisitStatus(status) for status in statuses.split(", ")),
            VisitStatus(after) if after else None,
        )
        for verb, who, statuses, after in rows
    }


def test_the_page_has_the_table_of_the_core() -> None:
    found = rows_of_page()
    assert len(found) > 15
    assert found == {
        (verb.value, way.roles, way.after, way.to) for verb, ways in LIFE.items() for way in ways
    }


def test_every_verb_is_in_it() -> None:
    assert {row[0] for row in rows_of_page()} == {verb.value for verb in Verb}
