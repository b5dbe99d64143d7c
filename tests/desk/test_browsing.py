"""The shelf of all standards: words by their beginnings in every language, narrowing, and where values were set."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.standards import Pack
from qaudit.core.text import Text
from qaudit.desk.authoring import Authoring, LoadedPack
from qaudit.desk.browsing import (
    MEASURED,
    OTHER,
    Narrowing,
    Shelved,
    StandardsShelf,
    set_values,
    shelf_of,
)
from qaudit.desk.word_index import folded, mask_of, places_of
from qaudit.packs.library import Library
from tests.builders import a_pack, a_section, a_standard, seconds

HOTEL = a_pack(
    a_section(
        "ARR",
        a_standard(
            "ARR-1",
            text=Text(
                (
                    ("en", "The guest is greeted"),
                    ("he", "הָאורח מתקבל בִּבְרָכָה במלון"),
                    ("ro", "Oaspetele este salutat la recepție"),
                )
            ),
            tags={"layer": "provider", "channel": "face_to_face"},
        ),
        a_standard("ARR-12", seconds(60), text="Luggage is carried", guidance="Whoever greets may carry"),
        a_standard("ARR-13", text="The door is clean", tags={"layer": "environment"}),
        title="Arrival",
    ),
    ref="hotel@1",
)
SHOP = a_pack(
    a_section("GRT", a_standard("GRT-1", text="A greeting in the shop", tags={"layer": "provider"})),
    ref="shop@1",
)


def shelved(*packs: Pack) -> StandardsShelf:
    return StandardsShelf(
        tuple(
            Shelved(
                LoadedPack(pack, "", "", None, None, Path("x.yaml"), ()), pack.ref.pack, section, standard
            )
            for pack in packs
            for section in pack.sections
            for standard in section.standards
        )
    )


SHELF = shelved(HOTEL, SHOP)


def codes(typed: str, narrowing: Narrowing = Narrowing()) -> list[str]:  # noqa: B008 - it is frozen
    return [each.standard.code for each in SHELF.search(typed, narrowing)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["ARR-1", "ARR-12", "ARR-13", "GRT-1"]),
        ("greet", ["ARR-1", "GRT-1", "ARR-12"]),
        ("GREETED", ["ARR-1"]),
        ("greet gues", ["ARR-1"]),
        ("greet door", []),
        ("receptie", ["ARR-1"]),
        ("RECEPŢIE", ["ARR-1"]),
        ("salut", ["ARR-1"]),
        ("ברכה", ["ARR-1"]),
        ("האורח", ["ARR-1"]),
        ("אורח", ["ARR-1"]),
        ("מלו", ["ARR-1"]),
        ("מלונ", ["ARR-1"]),
        ("בְּמָלוֹן", ["ARR-1"]),
        ("arrival", ["ARR-1", "ARR-12", "ARR-13"]),
        ("arr-1", ["ARR-1", "ARR-12", "ARR-13"]),
        ("arr-13", ["ARR-13"]),
        ("eeted", []),
        ("·  !", ["ARR-1", "ARR-12", "ARR-13", "GRT-1"]),
    ],
)
def test_words_are_found_by_their_beginnings_whatever_their_accents_and_points(
    typed: str, found: list[str]
) -> None:
    assert codes(typed) == found


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (Narrowing(sector="shop"), ["GRT-1"]),
        (Narrowing(layer="provider"), ["ARR-1", "GRT-1"]),
        (Narrowing(layer="provider", sector="hotel"), ["ARR-1"]),
        (Narrowing(channel="face_to_face"), ["ARR-1"]),
        (Narrowing(measured=MEASURED), ["ARR-12"]),
        (Narrowing(measured=OTHER), ["ARR-1", "ARR-13", "GRT-1"]),
        (Narrowing(dimension="empathy"), []),
    ],
)
def test_standards_are_narrowed(narrowing: Narrowing, found: list[str]) -> None:
    assert codes("", narrowing) == found


def test_choices_say_how_many_they_would_leave() -> None:
    assert SHELF.choices("layer", "", Narrowing()) == {"provider": 2, "environment": 1}
    assert SHELF.choices("layer", "greet", Narrowing(layer="environment")) == {"provider": 2}
    assert SHELF.choices("measured", "", Narrowing(sector="hotel")) == {OTHER: 2, MEASURED: 1}


@given(st.sets(st.integers(0, 3000)))
def test_a_mask_has_its_places(places: set[int]) -> None:
    assert list(places_of(mask_of(sorted(places)))) == sorted(places)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


BASE = """\
format: 1
pack: base-shop
edition: "1"
languages: [en]
title: A shop
brand: {name: Shop}
sections:
  - code: S
    title: Welcome
    standards:
      - {code: S1, text: The floor is clean, measure: {kind: yes_no}}
      - code: S2
        text: A greeting within a minute
        measure: {kind: duration, unit: s, at_most: 60}
"""
BRAND = """\
format: 1
pack: brand-shop
edition: "1"
extends: base-shop@1
title: Our shop
sections:
  - code: S
    standards:
      - code: S2
        measure: {at_most: 30}
"""


@pytest.fixture
def authoring(tmp_path: Path) -> Authoring:
    for name, text in (("base-shop", BASE), ("brand-shop", BRAND), ("older", BASE.replace('"1"', '"0"'))):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("format: 1\npack: broken\n", encoding="utf-8")
    return Authoring(Library((tmp_path,)))


def test_the_shelf_has_the_newest_editions_and_the_sector_is_what_they_build_on(authoring: Authoring) -> None:
    standards = shelf_of(authoring).made_ready().standards
    assert [(str(each.loaded.pack.ref), each.sector, each.standard.code) for each in standards] == [
        ("base-shop@1", "base-shop", "S1"),
        ("base-shop@1", "base-shop", "S2"),
        ("brand-shop@1", "base-shop", "S1"),
        ("brand-shop@1", "base-shop", "S2"),
    ]


def test_each_value_tells_the_file_and_line_that_set_it(authoring: Authoring) -> None:
    loaded = authoring.load("brand-shop")
    values = set_values(authoring, loaded, loaded.pack.standards[1])
    told = {(value.name, value.value, Path(value.file).name, value.line, value.is_own) for value in values}
    assert values[0].is_own
    assert ("measure.at_most", "30", "brand-shop.yaml", 10, True) in told
    assert ("measure.kind", "duration", "base-shop.yaml", 14, False) in told
    assert ("text", "A greeting within a minute", "base-shop.yaml", 13, False) in told
