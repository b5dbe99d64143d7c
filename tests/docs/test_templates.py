"""The page about templates names every document, block and name as they are, and its limits are those of the code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from qaudit.packs import designs
from qaudit.reports import design_process, design_templates
from qaudit.reports.contexts import VisitContext
from qaudit.reports.contexts_action_plan import PlanContext
from qaudit.reports.contexts_blank import BlankContext
from qaudit.reports.contexts_branch import BranchContext
from qaudit.reports.contexts_briefing import BriefingContext
from qaudit.reports.contexts_certificate import CertificateContext
from qaudit.reports.contexts_comparison import ComparisonContext
from qaudit.reports.contexts_round import RoundContext
from qaudit.reports.design_check import documents
from qaudit.resources import templates_folder

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))
CONTEXTS = {
    "visit": VisitContext,
    "branch": BranchContext,
    "action_plan": PlanContext,
    "briefing": BriefingContext,
    "blank": BlankContext,
    "certificate": CertificateContext,
    "round": RoundContext,
    "comparison": ComparisonContext,
}


def blocks_of(name: str) -> list[str]:
    source = (templates_folder() / f"{name}.html.j2").read_text(encoding="utf-8")
    return re.findall(r"{% block (\w+)", source)


def test_every_document_has_its_section() -> None:
    assert sorted(SECTIONS) == sorted(documents()) == sorted(CONTEXTS)


@pytest.mark.parametrize("name", CONTEXTS)
def test_the_blocks_and_names_of_a_document_are_told_in_their_order(name: str) -> None:
    told = re.findall(r"^\| `(\w+)` \| \w", SECTIONS[name], re.MULTILINE)
    assert len(told) > 5
    assert told == blocks_of(name)
    named = re.search(r"Names in `\w+`: ([^.]*)\.", SECTIONS[name])
    assert named is not None
    assert re.findall(r"`(\w+)`", named[1]) == [field.name for field in fields(CONTEXTS[name])]


def test_every_document_has_the_blocks_that_designers_look_for_first() -> None:
    assert {"body", "brand_strip", "closing"} <= set.intersection(
        *(set(blocks_of(name)) for name in CONTEXTS)
    )


def test_the_limits_are_those_of_the_code() -> None:
    files, each, together = designs.MOST_FILES, designs.LARGEST_FILE, designs.MOST_BYTES
    sentences = [
        f"stopped after {design_process.TEMPLATE_SECONDS:g} seconds of work; a PDF after {design_process.PDF_SECONDS}",
        f"at most {design_templates.MOST_TAGS:,} tags",
        f"{design_templates.LONGEST_PAGE // 1_000_000} million characters",
        f"{design_templates.MOST_MEMORY // 1024**3} GB of memory",
        f"at most {files} files, each of {each // 1_000_000} MB, together {together // 1_000_000} MB",
    ]
    assert [one for one in sentences if one not in FLAT] == []
