"""The pages name things that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINK = re.compile(r"\[[^]]*]\((?!https?:|#)([^)#]+)")
RULE = re.compile(r"^\| (S\d\d) \|", re.MULTILINE)


def words_of(folder: str) -> str:
    """All Python of a folder as one text."""
    sources = sorted((ROOT / folder).rglob("*.py"))
    assert len(sources) > 10
    return "\n".join(path.read_text(encoding="utf-8") for path in sources)


def test_there_are_pages() -> None:
    names = {page.name for page in PAGES}
    assert {"README.md", "CONTRIBUTING.md", "architecture.md", "glossary.md", "security.md"} <= names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def anchors_of(page: Path) -> set[str]:
    """What the headings of a page can be reached by, as forges name them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_links_into_a_page_lead_to_a_heading_of_it() -> None:
    found = [
        (page.name, target, anchor)
        for page in PAGES
        for target, anchor in re.findall(r"\[[^]]*]\(([\w./-]*)#([^)]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert len(found) > 4
    places = {page.name: page for page in PAGES}
    lost = [one for one in found if one[2] not in anchors_of(places[Path(one[1] or one[0]).name])]
    assert lost == []


def test_the_readme_links_to_the_docs() -> None:
    targets = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= set(targets)


def test_the_glossary_names_what_the_code_has() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    table = page.partition("Kept for later")[0]
    rows = [row.split("|") for row in table.splitlines() if row.startswith("| ")]
    names = {name for row in rows if len(row) > 4 for name in re.findall(r"`([A-Z]\w+)`", row[3])}
    assert len(names) > 12
    source = words_of("src")
    assert {
        name for name in names if not re.search(rf"^(class {name}\b|{name} = )", source, re.MULTILINE)
    } == set()


def test_every_scoring_rule_is_cited_by_a_test() -> None:
    rules = RULE.findall((ROOT / "docs" / "scoring.md").read_text(encoding="utf-8"))
    assert len(rules) == 20
    tests = words_of("tests")
    assert [rule for rule in rules if not re.search(rf"\b{rule}\b", tests)] == []


def test_every_room_is_on_the_map() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path for path in (ROOT / "src" / "qaudit").iterdir() if path.suffix == ".py" or path.is_dir()]
    named = [path.name for path in rooms if not path.name.startswith(("__pycache__", "__init__", "."))]
    assert len(named) > 8
    assert [name for name in named if not re.search(rf"[─├└] {re.escape(name)}(/| )", page)] == []
