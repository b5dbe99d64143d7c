"""The examples of files and documents on the pages are what the program reads and writes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from qaudit.cli.main import run_command

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLE = DOCS / "examples" / "service-centre-call.csv"
PACK = ROOT / "standards" / "base" / "telephone-service-centre" / "2026.1.yaml"
FACTS = ["reason=bill", "callback=no", "hold=yes", "transfer=no", "complaint=no"]


def fenced(page: str, language: str, under: str = "") -> str:
    """The first block of a language on a page, or under one of its heads."""
    text = (DOCS / page).read_text(encoding="utf-8")
    assert under in text
    text = text[text.index(under) :]
    found = re.search(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def scorecard(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The document of the example's readings."""
    facts = [word for fact in FACTS for word in ("--fact", fact)]
    left = run_command(["pack", "score", str(PACK), str(EXAMPLE), "--json", *facts])
    shown = capsys.readouterr()
    assert left == 0, shown.err
    document: dict[str, Any] = json.loads(shown.out)
    return document


def test_the_pack_on_the_page_is_a_good_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "harbour-hotels" / "2026.1.yaml"
    file.parent.mkdir()
    file.write_text(fenced("pack-format.md", "yaml"), encoding="utf-8")
    (file.parent / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', encoding="utf-8"
    )
    left = run_command(["pack", "check", str(file)])
    assert left == 0, capsys.readouterr()


def test_the_pack_on_the_page_that_builds_on_it_is_a_good_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "harbour-hotels.yaml").write_text(fenced("pack-format.md", "yaml"), encoding="utf-8")
    file = tmp_path / "harbour-resorts.yaml"
    file.write_text(fenced("pack-format.md", "yaml", "## Building on another pack"), encoding="utf-8")
    left = run_command(["pack", "check", str(file), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (left, {problem["severity"] for problem in found} - {"warning"}) == (0, set())
    assert run_command(["pack", "show", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "pass mark  85 %" in shown
    assert shown.index("ARR-00") < shown.index("ARR-01")
    assert "at most 30 s" in shown


def test_the_scorecard_on_the_page_has_the_keys_of_a_real_one(scorecard: dict[str, Any]) -> None:
    shown = json.loads(fenced("commands.md", "json"))
    assert set(shown) == set(scorecard)
    for part in ("sections", "standards"):
        assert scorecard[part]
        assert set(shown[part][0]) == set(scorecard[part][0])
    [layer] = [profile for profile in scorecard["profiles"] if profile == "layer"]
    assert set(shown["profiles"]["layer"]["provider"]) == set(scorecard["profiles"][layer]["provider"])


def test_the_example_readings_answer_what_the_example_asks(scorecard: dict[str, Any]) -> None:
    measured_by_marks = {"MEN-01", "MEN-05", "HLD-03", "SOL-01", "FUP-02"}
    unanswered = {
        standard["code"] for standard in scorecard["standards"] if standard["verdict"] == "unanswered"
    }
    assert unanswered == measured_by_marks
