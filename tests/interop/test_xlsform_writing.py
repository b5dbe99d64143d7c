"""A pack as a form: taken by pyxform without a word, with the score that we come to, and the way back."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from qaudit.core.follow_up import FollowUp
from qaudit.core.judging import judge_visit
from qaudit.core.measures import ChoiceMeasure, Option, RatingMeasure, TimeUnit
from qaudit.core.readings import Duration, NotApplicable, NotObserved, Parts, TimeOfDay, write_reading
from qaudit.core.scoring import score_judged
from qaudit.core.standards import Event, Pack, Standard, StandardIs, StandardMissed
from qaudit.core.text import Text
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Visit
from qaudit.interop.xlsform_formulas import is_typed
from qaudit.interop.xlsform_rows import Cells
from qaudit.interop.xlsform_sums import FINAL
from qaudit.interop.xlsform_writing import FormOut, form_of, write_xlsform
from qaudit.packs.reader import read_pack
from qaudit.resources import standards_folder
from tests.builders import a_pack, a_section, a_standard, a_visit, seen, yes_no
from tests.interop.forms import form_of_bytes, told, worked_out
from tests.worked import test_worked_visits as worked

WORKED = worked.FOLDERS
SHIPPED = ("city-hotel", "telephone-service-centre")
EVERY_MEASURE = next(folder for folder in WORKED if folder.name == "every-measure")


def shipped(name: str) -> Pack:
    path = next(standards_folder().rglob(f"{name}/2026.1.yaml"))
    read = read_pack(path.read_bytes(), path.name)
    assert read.pack is not None
    return read.pack


def accepted(pack: Pack) -> str:
    """The XForm that pyxform makes of the workbook; it may have nothing to remark."""
    data, _notes = write_xlsform(pack)
    warnings: list[str] = []
    made = convert(io.BytesIO(data), warnings=warnings, file_type=".xlsx")
    assert warnings == []
    return str(made.xform)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_is_a_form_that_pyxform_takes(name: str) -> None:
    pack = shipped(name)
    xform = accepted(pack)
    assert len(pack.standards) > 50
    assert xform.count("qa:kind=") == len(pack.standards)
    assert xform.count("qa:weight=") == len(pack.standards) + len(pack.sections)
    assert 'xmlns:qa="urn:qaudit:ns"' in xform
    assert all(f'lang="{language}' in xform for language in ("English (en)", "Hebrew (he)", "Romanian (ro)"))


@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_each_worked_pack_is_a_form_that_pyxform_takes(folder: Path) -> None:
    assert "<h:head>" in accepted(worked.the_pack(folder))


@pytest.mark.parametrize("folder", WORKED, ids=lambda folder: folder.name)
def test_the_form_comes_to_the_score_of_the_visit(folder: Path) -> None:
    pack, visit = the_visit(folder)
    assert answered_score(form_of(pack), pack, visit) == expected_score(pack, visit)


def the_visit(folder: Path) -> tuple[Pack, Visit]:
    pack = worked.the_pack(folder)
    return pack, worked.the_visit(folder, pack, worked.expected_of(folder))


def expected_score(pack: Pack, visit: Visit) -> Decimal | None:
    readings = {seen.code: seen for seen in visit.observations}
    return score_judged(
        pack, judge_visit(pack, dict(visit.facts), readings, moments_of(visit.marks))
    ).final_percent


def answered_score(form: FormOut, pack: Pack, visit: Visit) -> Decimal | None:
    """The form filled in as the visit was: rows that are not relevant stay empty, sums are worked out in order."""
    readings = {seen.code: seen for seen in visit.observations}
    judged = judge_visit(pack, dict(visit.facts), readings, moments_of(visit.marks))
    answers: dict[str, str] = {}
    sums: dict[str, str] = {}
    for row in relevant_rows(form, answers, sums):
        if fact := row.get("bind::qa:fact"):
            answers[row["name"]] = dict(visit.facts).get(fact, "")
        elif row["type"] == "calculate":
            sums[row["name"]] = written_value(worked_out(row["calculation"], answers | sums))
        elif row.get("bind::qa:part") == "without":
            reading = judged[row["bind::qa:of"]].reading
            without = isinstance(reading, NotApplicable | NotObserved)
            answers[row["name"]] = write_reading(reading) if reading is not None and without else ""
        elif "bind::qa:kind" in row:
            code = row.get("bind::qa:code", row["name"])
            standard = next(each for each in pack.standards if each.code == code)
            answers[row["name"]] = typed_answer(standard, judged[code].reading)
    return Decimal(sums[FINAL]) if sums[FINAL] else None


def relevant_rows(form: FormOut, answers: dict[str, str], sums: dict[str, str]) -> Iterator[Cells]:
    hidden = 0
    for row in form.survey:
        asked = not row.get("relevant") or worked_out(row["relevant"], answers | sums)
        if row["type"] == "begin_group":
            hidden += 1 if hidden or not asked else 0
        elif row["type"] == "end_group":
            hidden -= 1 if hidden else 0
        elif asked and not hidden:
            yield row


def typed_answer(standard: Standard, reading: Any) -> str:
    """A reading as the phone has it: lengths of time in the row's unit, times with seconds, parts with blanks."""
    match reading:
        case None:
            return ""
        case Duration(seconds):
            unit = getattr(standard.measure, "unit", TimeUnit.SECOND)
            return written_value(seconds / unit.seconds)
        case TimeOfDay():
            return f"{write_reading(reading):0>5}:00.000+02:00"
        case Parts(keys):
            return " ".join(keys) or "none"
        case NotApplicable() | NotObserved() if is_typed(standard):
            return ""
    return write_reading(reading)


def written_value(value: Any) -> str:
    """A number as a phone keeps it: here exactly, to the decimals that are there."""
    if isinstance(value, Fraction):
        return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return str(value)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_comes_back_as_it_was(name: str) -> None:
    pack = shipped(name)
    data, notes = write_xlsform(pack)
    back = form_of_bytes(data).imported
    kept = back.pack
    assert [note.message for note in notes if note.fate.value == "left_out"] == ["the logo, logo.svg"]
    brand = replace(pack.brand, logo=None)
    assert replace(kept, sections=()) == replace(pack, sections=(), brand=brand)
    for before, after in zip(pack.sections, kept.sections, strict=True):
        assert replace(after, standards=()) == replace(before, standards=())
        for was, came in zip(before.standards, after.standards, strict=True):
            assert came == replace(was, when=as_reading(was.when))
    assert not [note for note in back.notes if note.fate.value == "guessed"]


def as_reading(condition: Any) -> Any:
    """A yes-or-no that was missed is asked for as its reading: the same visits, in other words."""
    return StandardIs(condition.code, "no") if isinstance(condition, StandardMissed) else condition


def test_what_a_form_has_no_place_for_is_listed() -> None:
    odd = replace(
        a_standard("A/1", yes_no(), tags={"stage": "a;b"}),
        source=Text((("en", "A law"), ("he", "חוק"))),
        gives_away=("yes",),
    )
    degrees = RatingMeasure(0, 100, 80, ((0, Text.plain("Cold")),))
    long = a_standard("1-2", degrees)
    pack = a_pack(a_section("S", odd, long), bands={0: "Low"}, pass_mark=80)
    pack = replace(
        pack, events=(Event("arrival", Text.plain("Arrival")),), follow_up=FollowUp(rotation_days=0)
    )
    data, notes = write_xlsform(pack)
    lines = [f"{note.fate.value} {note.code} {note.message}" for note in notes]
    for words in (
        "A/1 its tag stage",
        "A/1 its source",
        "A/1 that it is a trap",
        "left_out  what happens after a visit",
        "1-2 what the steps",
        "bands",
        "moments",
        "pass mark",
    ):
        assert any(words in line for line in lines), words
    back = form_of_bytes(data).imported.pack
    assert [each.code for each in back.standards] == ["A/1", "1-2"]
    assert (back.follow_up, back.standards[0].is_trap) == (FollowUp(), False)
    assert back.standards[1].measure == replace(degrees, anchors=())
    assert (back.events, back.scoring) == (pack.events, pack.scoring)
    assert accepted(pack)


def test_words_that_a_language_lacks_stand_in_the_packs_own() -> None:
    text = a_standard("A1", yes_no())
    pack = replace(a_pack(a_section("S", text)), languages=("en", "fr"))
    form = form_of(pack)
    row = next(row for row in form.survey if row.get("name") == "A1")
    assert row["label::French (fr)"] == row["label::English (en)"]
    assert [note.code for note in form.notes if note.code] == ["A1"]


def test_codes_that_xml_cannot_name_have_other_names() -> None:
    pack = a_pack(a_section("1", *[a_standard(code, yes_no()) for code in ("1.1", "a/b", "a_b", "שער", "S")]))
    form = form_of(pack)
    names = [row["name"] for row in form.survey if "bind::qa:kind" in row]
    assert names == ["_1.1", "a_b", "a_b-2", "שער", "S"]
    assert accepted(pack)
    data, _notes = write_xlsform(pack)
    assert [each.code for each in form_of_bytes(data).imported.pack.standards] == [
        "1.1",
        "a/b",
        "a_b",
        "שער",
        "S",
    ]


def test_a_choice_of_thirds_stays_exact() -> None:
    thirds = ChoiceMeasure(
        tuple(
            Option(key, Text.plain(key), Fraction(number, 3))
            for key, number in (("all", 3), ("some", 2), ("few", 1))
        )
    )
    pack = a_pack(a_section("S", a_standard("A1", thirds, weight=2)))
    data, _notes = write_xlsform(pack)
    back = form_of_bytes(data)
    assert back.imported.pack.standards[0].measure == thirds
    assert not told(back, "guessed", "A1")


def test_a_long_section_is_summed_in_parts_that_cells_can_hold() -> None:
    codes = [f"A{number}" for number in range(200)]
    pack = a_pack(a_section("S", *[a_standard(code, yes_no(), is_critical=True) for code in codes]))
    visit = a_visit(pack, *[seen(code, "no" if code.endswith("7") else "yes", note="Seen") for code in codes])
    form = form_of(pack)
    formulas = {row["name"]: row["calculation"] for row in form.survey if row["type"] == "calculate"}
    assert {"qa_ps_1_1", "qa_ps_1_2", "qa_ps_1"} <= set(formulas)
    assert max(map(len, formulas.values())) <= 8000
    assert answered_score(form, pack, visit) == expected_score(pack, visit) == 90
