"""Two editions side by side by command."""

from pathlib import Path

from tests.cli.test_building_packs import BRANCH
from tests.command_line import Cli
from tests.corner_shop import CORNER_SHOP


def test_a_diff_says_what_changed_and_what_compares(cli: Cli, late_shop: Path) -> None:
    lines = cli.done("pack", "diff", "corner-shop", "late-shop@1").out.splitlines()
    assert lines[0] == "corner-shop@1 -> late-shop@1"
    assert lines[1] == "Visits of corner-shop@1 and late-shop@1 do not compare in the total; they do in TLK."
    assert "  title (en) “Corner shop” -> “Late shop”" in lines
    assert "  ARR-01  measured otherwise  The guest is greeted within 60 seconds" in lines
    assert "    limit 60 s -> 30 s" in lines
    assert any(line.startswith("  ARR-02  dropped  ") for line in lines)
    assert any(line.startswith("  ARR") and "standards measured otherwise: ARR-01" in line for line in lines)
    assert any(line.startswith("  TLK") and line.endswith(" yes") for line in lines)


def test_a_diff_by_files_and_as_a_document(cli: Cli, late_shop: Path) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    document = cli.done("pack", "diff", str(file), str(late_shop), "--json").document
    assert (document["before"]["ref"], document["after"]["ref"]) == ("corner-shop@1", "late-shop@1")
    assert document["after"]["digest"].startswith("sha256:")
    standards = {standard["code"]: standard for standard in document["standards"]}
    assert standards["ARR-01"]["continuity"] == "remeasured"
    assert standards["ARR-01"]["changes"][0]["aspect"] == "limit"
    assert standards["ARR-01"]["changes"][0]["after"]["at_most"] == 30
    assert standards["ARR-02"]["fate"] == "dropped"
    sections = {section["code"]: section["comparison"] for section in document["sections"]}
    assert sections["TLK"] == {"comparable": True, "reasons": []}
    assert sections["ARR"]["reasons"] == [
        {"obstacle": "dropped_standards", "codes": ["ARR-02"]},
        {"obstacle": "remeasured", "codes": ["ARR-01"]},
    ]
    assert document["total"]["comparable"] is False
    assert document["same"] is False


def test_every_kind_of_change_fits_into_a_document(cli: Cli) -> None:
    other = cli.folder / "other.yaml"
    text = CORNER_SHOP.replace("SHOWN", "true")
    for old, new in (
        ("weight: 3", "weight: 2.5"),
        ("gate: 50", "gate: 60"),
        ("critical: {mode: cap, cap: 70}", "critical: {mode: fail}"),
    ):
        assert old in text
        text = text.replace(old, new)
    other.write_text(text + "effective: 2026-06-01\n", encoding="utf-8")
    document = cli.done("pack", "diff", "corner-shop", str(other), "--json").document
    assert {change["aspect"]: change["after"] for change in document["pack"]} == {
        "effective": "2026-06-01",
        "critical_rule": {"mode": "fail", "count": 1},
    } | {
        change["aspect"]: change["after"]
        for change in document["pack"]
        if change["aspect"] == "show_score_to_shopper"
    }
    changes = [change for each in document["standards"] for change in each["changes"]]
    assert {"aspect": "weight", "before": "3", "after": "5/2"} in changes


def test_a_pack_and_itself_say_the_same(cli: Cli) -> None:
    said = cli.done("pack", "diff", "corner-shop", "corner-shop@1")
    assert said.out.splitlines()[1:] == [
        "corner-shop@1 and corner-shop@1 say the same: their visits compare in everything."
    ]
    assert cli.done("pack", "diff", "corner-shop", "corner-shop", "--json").document["same"] is True


def test_what_is_not_there_or_faulty_is_refused(cli: Cli, late_shop: Path) -> None:
    missing = cli("pack", "diff", "corner-shop", "corner-shopp")
    assert (missing.code, missing.out) == (2, "")
    assert "did you mean corner-shop" in missing.err
    late_shop.write_text(BRANCH.replace("drop: [ARR-02]", "drop: [ARR-09]"), encoding="utf-8")
    faulty = cli("pack", "diff", "corner-shop", "late-shop")
    assert (faulty.code, faulty.out) == (3, "")
    assert "P729" in faulty.err
