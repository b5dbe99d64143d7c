"""Packs that build on others by command, and editions that visits froze."""

import json
from pathlib import Path

from tests.command_line import Cli
from tests.corner_shop import CORNER_SHOP, write_corner_shop

BRANCH = """\
format: 1
pack: late-shop
edition: "1"
extends: corner-shop@1
title: Late shop
drop: [ARR-02]
sections:
  - code: ARR
    standards:
      - code: ARR-01
        measure: {at_most: 30, credit: [{at_most: 30, share: 1}]}
"""


def write_late_shop(cli: Cli) -> Path:
    """A pack in the library that builds on the corner shop."""
    path = cli.library / "late-shop" / "1.yaml"
    path.parent.mkdir()
    path.write_text(BRANCH, encoding="utf-8")
    return path


def test_the_flat_pack_names_the_file_of_each_value(cli: Cli, late_shop: Path) -> None:
    lines = cli.done("pack", "show", "late-shop", "--flat").out.splitlines()
    base = cli.library / "corner-shop" / "1.yaml"
    assert f"{late_shop}:11: sections[ARR].standards[ARR-01].measure.at_most = 30" in lines
    weight = next(number for number, line in enumerate(CORNER_SHOP.splitlines(), 1) if "weight: 3" in line)
    assert f"{base}:{weight}: sections[ARR].standards[ARR-01].weight = 3" in lines
    assert not any("[ARR-02]" in line for line in lines)
    flat = cli.done("pack", "show", "late-shop", "--flat", "--json").document
    assert {entry["file"] for entry in flat} == {str(late_shop), str(base)}
    assert len(flat) == len(lines)


def test_a_pack_says_what_it_builds_on(cli: Cli, late_shop: Path) -> None:
    assert "builds on  corner-shop@1\n" in cli.done("pack", "show", "late-shop").out
    assert "builds on" not in cli.done("pack", "show", "corner-shop").out
    assert cli.done("pack", "show", "late-shop", "--json").document["builds_on"] == ["corner-shop@1"]


def test_check_finds_the_base_in_the_library(cli: Cli, late_shop: Path) -> None:
    assert cli.done("pack", "check", str(late_shop)).code == 0
    alone = cli.folder / "alone" / "late.yaml"
    alone.parent.mkdir()
    alone.write_text(BRANCH.replace("corner-shop@1", "corner-shop@7"), encoding="utf-8")
    said = cli("pack", "check", str(alone))
    assert said.code == 3
    assert (
        said.out
        == f"{alone}:4:10: P722 there is no pack corner-shop@7 to build on (did you mean corner-shop@1?)\n"
    )


def test_a_visit_of_a_pack_that_builds_on_another_keeps_all_of_it(cli: Cli, late_shop: Path) -> None:
    visit = cli.opened(pack="late-shop")
    late_shop.unlink()
    (cli.library / "corner-shop" / "1.yaml").unlink()
    codes = [entry["code"] for entry in cli.done("visit", "score", visit, "--json").document["standards"]]
    assert "ARR-01" in codes
    assert "ARR-02" not in codes


def test_a_base_that_changed_under_its_edition_refuses_another_visit(cli: Cli, late_shop: Path) -> None:
    cli.opened(pack="late-shop")
    base = cli.library / "corner-shop" / "1.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("weight: 3", "weight: 4"), encoding="utf-8")
    refused = cli("visit", "open", "late-shop", "--branch", "HAI-01", "--auditor", "heron")
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.count("sha256:") == 2
    assert "corner-shop@1" in refused.err
    assert json.loads(cli.done("visit", "list", "--json").out)[0]["pack"] == "late-shop@1"
    write_corner_shop(cli.library)
    assert cli.done("visit", "open", "late-shop", "--branch", "HAI-01", "--auditor", "heron").out


def test_check_tells_of_a_frozen_edition_where_a_store_is_given(cli: Cli, late_shop: Path) -> None:
    """P706, P707."""
    base = cli.library / "corner-shop" / "1.yaml"
    for pack in ("corner-shop", "late-shop"):
        cli.opened(pack=pack)
    assert "P70" not in cli.done("pack", "check", str(base), str(late_shop)).out
    base.write_text(base.read_text(encoding="utf-8").replace("weight: 3", "weight: 4"), encoding="utf-8")
    said = cli("pack", "check", str(base), str(late_shop))
    assert said.code == 3
    first, second = [line for line in said.out.splitlines() if " P70" in line]
    assert first.startswith(f"{base}:3:10: P706 a visit used this edition with other contents: kept sha256:")
    assert second.startswith(
        f"{late_shop}:3:10: P707 a visit used this edition, which builds on corner-shop@1, "
    )
    nowhere = ("--standards", str(cli.library))
    assert cli("pack", "check", str(base), str(late_shop), ahead=nowhere).code == 0
