"""An inspection as a pack and as readings, with exactly the points that the document says."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.core.measures import kind_of
from qaudit.core.readings import write_reading
from qaudit.core.standards import RollUp
from qaudit.interop.safetyculture_reading import ReadInspection, Scored
from tests.interop.forms import read_again
from tests.interop.inspections import NA, NO, SAFE, YES, Item, card, document, item, question, read

RESPONSES: list[dict[str, Any]] = [
    {"id": "1", "label": "Horse", "score": 3, "enable_score": True},
    {"id": "2", "label": "Pig", "score": 1, "enable_score": True},
    {"id": "3", "label": "Rock", "score": 0, "enable_score": True},
    {"id": "4", "label": "No animal", "score": 0, "enable_score": False},
]
SAFELY = {"id": "b5c92350-e11b-11e1-9b23-0800200c9a66", "label": "Safe", "score": 1, "enable_score": True}
SETS = {"animals": {"id": "animals", "responses": RESPONSES}}
HORSE, PIG, ROCK, NO_ANIMAL = RESPONSES


def seen(found: ReadInspection) -> dict[str, str]:
    return {
        each.code: "" if each.reading is None else write_reading(each.reading) for each in found.observations
    }


def kinds(found: ReadInspection) -> list[str]:
    return [kind_of(each.measure) + ("" if each.is_scored else "*") for each in found.imported.pack.standards]


def points(found: ReadInspection) -> Scored:
    total = card(found).total
    return Scored(total.earned, total.possible)


def of_set(key: str, *chosen: dict[str, Any], name: str = "animals", **more: Any) -> Item:
    return question(key, *chosen, options={"response_set": name, **more.pop("options", {})}, **more)


def test_answers_of_the_built_in_sets() -> None:
    found = read(
        document(
            question("a", YES, score=(1, 1)),
            question("b", NO, score=(0, 1)),
            question("c", NA),
            question(
                "d",
                {
                    "id": "b5c92350-e11b-11e1-9b23-0800200c9a66",
                    "label": "Safe",
                    "score": 1,
                    "enable_score": True,
                },
                options={"response_set": SAFE},
                score=(1, 1),
            ),
        )
    )
    assert kinds(found) == ["yes_no", "yes_no", "yes_no", "choice"]
    assert seen(found) == {"S1-01": "yes", "S1-02": "no", "S1-03": "na", "S1-04": "safe"}
    assert points(found) == found.said == found.items == Scored(Fraction(2), Fraction(3))
    pack = found.imported.pack
    assert (pack.ref.pack, pack.scoring.roll_up, str(pack.title)) == (
        "template-0a1b",
        RollUp.POOLED,
        "Shop walk",
    )
    assert pack.ref.edition.startswith("2026.")
    assert str(card(found).raw_percent) == "66.667"


def test_a_set_of_the_file_keeps_its_scores() -> None:
    found = read(
        document(
            of_set("a", HORSE, score=(3, 3)),
            of_set("b", PIG, score=(1, 3)),
            of_set("c", NO_ANIMAL),
            of_set("d", PIG, score=(2, 6), options={"weighting": 2}),
            of_set("e", HORSE, PIG, score=(4, 4), options={"multiple_selection": True}),
            of_set("f", ROCK, score=(0, 4), options={"multiple_selection": True}),
            sets=SETS,
        )
    )
    assert kinds(found) == ["choice", "choice", "choice", "choice", "checklist", "checklist"]
    assert list(seen(found).values()) == ["horse", "pig", "na", "pig", "horse+pig", "rock"]
    assert points(found) == found.items == Scored(Fraction(10), Fraction(20))
    assert read_again(found.imported.pack) == found.imported.pack


FROM_0 = {"min": 0, "max": 10, "increment": 1}
FROM_5 = {"min": 5, "max": 10}
TENTHS = {"min": 0, "max": 1, "increment": 0.1}
BELOW_0 = {"min": -5, "max": 5}
FOURFOLD = {"weighting": 4}


@pytest.mark.parametrize(
    ("type_", "options", "value", "score", "kind", "reading"),
    [
        ("slider", FROM_0, 6, (6, 10), "rating", "6"),
        ("slider", FROM_5, 7, (7, 10), "count", "7"),
        ("slider", TENTHS, 0.5, (0.5, 1), "choice", "scored"),
        ("slider", BELOW_0, 2, None, "note*", "2"),
        ("switch", {}, True, (1, 1), "yes_no", "yes"),
        ("checkbox", {}, 0, (0, 1), "yes_no", "no"),
        ("checkbox", FOURFOLD, 1, (4, 4), "yes_no", "yes"),
        ("text", {}, "x", (2, 3), "choice", "scored"),
    ],
)
def test_sliders_switches_and_boxes(
    type_: str, options: Item, value: object, score: tuple[float, float] | None, kind: str, reading: str
) -> None:
    control = item("a", type_, "How full?", "s", options=options, responses={"value": value}, score=score)
    found = read(document(control))
    assert kinds(found) == [kind]
    assert list(seen(found).values()) == [reading]
    earned, possible = score or (0, 0)
    assert points(found) == Scored(Fraction(str(earned)), Fraction(str(possible)))


def test_what_was_not_answered_counts_as_the_document_counts_it() -> None:
    found = read(document(question("a", score=(0, 2)), question("b"), question("c", YES, score=(1, 1))))
    assert seen(found) == {"S1-01": "unseen", "S1-02": "na", "S1-03": "yes"}
    assert points(found) == Scored(Fraction(1), Fraction(3))
    assert [each.note for each in found.observations] == ["it was not answered", "it was not answered", ""]


def test_what_a_smart_field_hides_is_not_applicable() -> None:
    smart = item(
        "f", "smartfield", parent="a", evaluation=False, options={"condition": "GUID-1", "values": ["x"]}
    )
    found = read(document(question("a", YES, score=(1, 1)), smart, question("b", parent="f")))
    assert seen(found) == {"S1-01": "yes", "S1-02": "na"}
    assert found.observations[1].note == "a smart field kept it from being asked"
    assert any("GUID-1 x" in note.message and note.where == "items[2]" for note in found.imported.notes)


def test_a_score_that_is_not_that_of_the_answer_is_kept_and_told() -> None:
    found = read(
        document(
            question("a", YES, score=(2, 7)),
            question("b", NO, score=(1, 1)),
            question("c", YES, options={"weighting": 0}),
        )
    )
    assert kinds(found) == ["choice", "choice", "yes_no*"]
    assert points(found) == Scored(Fraction(3), Fraction(8))
    told = [note.message for note in found.imported.notes if note.code == "S1-01"]
    assert any("not that of its answer" in words for words in told)
    assert "answer: Yes" in found.observations[0].note


def test_unscored_answers_are_kept_without_points() -> None:
    plain = {"id": "p", "responses": [{**each, "enable_score": False} for each in RESPONSES]}
    found = read(document(of_set("a", HORSE | {"enable_score": False}, name="p"), sets={"p": plain}))
    assert kinds(found) == ["choice*"]
    assert points(found) == Scored(Fraction(0), Fraction(0))
    assert card(found).raw_percent is None


def test_words_dates_places_and_media_are_notes() -> None:
    found = read(
        document(
            item("i", "information", "Look at the door first", "s"),
            item("p", "information", "", "s", options={"media": {"media_id": "M9"}}),
            question(
                "a",
                YES,
                score=(1, 1),
                media=[{"media_id": "M1", "file_ext": "jpg", "label": "door"}],
                responses={"text": "Quite clean", "failed": True},
            ),
            item("t", "text", "Remarks", "s", responses={"text": " None "}),
            item("d", "datetime", "When", "s", responses={"datetime": "2026-05-14T09:00:00.000Z"}),
            item("l", "address", "Where", "s", responses={"location_text": "Haifa"}),
            item("m", "media", "Pictures", "s", media=[{"media_id": "M2"}]),
            item(
                "g",
                "signature",
                "Signed",
                "s",
                responses={"name": "Dana", "image": {"media_id": "M3"}},
            ),
            item("e", "textsingle", "Empty", "s"),
        )
    )
    assert str(found.imported.pack.standards[0].guidance) == "Look at the door first"
    assert found.observations[0].note == "Quite clean\nmarked as failed\nmedia: M1 (jpg, door)"
    assert list(seen(found).values()) == [
        "yes",
        "None",
        "2026-05-14T09:00:00.000Z",
        "Haifa",
        "media: M2",
        "Dana\nmedia: M3",
    ]
    assert dict(found.imported.left_out) == {"information": 1}


def test_sections_categories_and_repeated_parts_become_sections() -> None:
    found = read(
        document(
            question("a", YES, score=(1, 1)),
            item("c", "category", "Inside", "s"),
            question("b", YES, score=(1, 1), parent="c"),
            item("d", "dynamicfield", "Room", "c"),
            item("p", "primeelement", "", "d"),
            question("x", parent="p"),
            item("e1", "element", "", "d"),
            question("y", YES, score=(1, 1), parent="e1"),
            item("e2", "element", "", "d"),
            question("z", NO, score=(0, 1), parent="e2"),
            item("h", "category", "Heading alone", "s"),
            question("w", YES, score=(1, 1)),
            item("n", "category", "Nothing below", "s"),
        )
    )
    titles = [(section.code, str(section.title)) for section in found.imported.pack.sections]
    assert titles == [
        ("S1", "Entrance"),
        ("S2", "Entrance / Inside"),
        ("S3", "Entrance / Inside / Room 1"),
        ("S4", "Entrance / Inside / Room 2"),
        ("S5", "Entrance / Heading alone"),
    ]
    assert dict(found.imported.left_out) == {"category": 1, "primeelement": 1, "question": 1}
    assert points(found) == Scored(Fraction(4), Fraction(5))


def test_a_document_that_contradicts_itself_is_told() -> None:
    found = read(
        document(
            question("a", YES, score=(1, 1)),
            audit_data={"score": 3, "total_score": 4, "score_percentage": 10},
        )
    )
    told = " ".join(note.message for note in found.imported.notes)
    assert "says 3 of 4 points, and its items add up to 1 of 1" in told
    assert "says 10.0 %" in told
    assert points(found) == found.items


def test_items_that_hang_on_nothing_are_told() -> None:
    found = read(
        document(
            question("a", YES, score=(1, 1)),
            question("b", parent="gone"),
            item("x", "section", "X", "y"),
            item("y", "section", "Y", "x"),
        )
    )
    assert dict(found.imported.left_out) == {"section": 2, "question": 1}
    assert len([note for note in found.imported.notes if "hangs on" in note.message]) == 3


def test_equal_inspections_share_an_edition_and_others_do_not() -> None:
    first, second = (
        read(document(question("a", answer, score=score))) for answer, score in ((YES, (1, 1)), (NO, (0, 1)))
    )
    other = read(document(question("a", YES, score=(1, 1)), question("b", YES, score=(1, 1))))
    assert first.imported.pack == second.imported.pack
    assert first.imported.pack.ref != other.imported.pack.ref


KINDS = (
    *(
        "question",
        "list",
        "slider",
        "switch",
        "checkbox",
        "text",
        "media",
        "information",
        "category",
        "section",
    ),
    *("smartfield", "dynamicfield", "element", "primeelement", "hologram"),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    made: list[Item] = []
    for number in range(draw(st.integers(1, 9))):
        parent = draw(st.sampled_from(["", "s", "gone", *[each["item_id"] for each in made]]))
        whole = draw(st.sampled_from([None, 0, 1, 2.5, 7]))
        earned = None if whole is None else draw(st.sampled_from([0, whole, whole / 2]))
        options: dict[str, Any] = {
            "response_set": draw(
                st.sampled_from(["animals", "none", "7BB1CB10-7020-11E2-BCFD-0800200C9A66"])
            ),
            "multiple_selection": draw(st.booleans()),
            "weighting": draw(st.sampled_from([0, 1, 2])),
        }
        responses = {"value": draw(st.sampled_from([None, True, 0, 3, 12, 0.5, "x"]))}
        chosen = draw(
            st.lists(
                st.sampled_from([YES, NO, NA, HORSE, PIG, NO_ANIMAL]),
                max_size=2,
                unique_by=lambda each: each["id"],
            )
        )
        made.append(
            item(
                f"i{number}",
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(["", "Label", "Same"])),
                parent,
                score=None if whole is None else (earned, whole),
                options=options,
                responses=responses,
                chosen=chosen,
                evaluation=draw(st.booleans()),
            )
        )
    return document(question("first", YES, score=(1, 1)), *made, sets=SETS)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_item_is_in_the_pack_or_told_and_the_points_are_the_documents(found: dict[str, Any]) -> None:
    inspection = read(found)
    pack = inspection.imported.pack
    ids = {each["item_id"] for each in found["items"]}
    assert set(inspection.fates) == ids
    assert inspection.imported.rows == len(ids)
    codes = {each.code for each in pack.standards}
    assert codes <= set(inspection.fates.values()) <= codes | {"section", ""}
    places = Counter(note.where for note in inspection.imported.notes)
    for number, each in enumerate(found["items"]):
        assert inspection.fates[each["item_id"]] or places[f"items[{number}]"], f"{each} is lost"
    in_pack = [
        each
        for each in found["items"]
        if inspection.fates[each["item_id"]] in codes and each["type"] != "information"
    ]
    scorings = [each["scoring"] for each in in_pack if each.get("scoring", {}).get("max_score")]
    earned, possible = (
        sum((Fraction(str(scoring[key])) for scoring in scorings), Fraction(0))
        for key in ("score", "max_score")
    )
    assert points(inspection) == Scored(earned, possible)
    assert card(inspection).is_complete
    assert read_again(pack) == pack
