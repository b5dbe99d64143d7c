"""A form as a pack: what each row becomes, and that no row is lost without a word."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ChecklistMeasure,
    ChoiceMeasure,
    CountMeasure,
    DurationMeasure,
    NoteMeasure,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
    kind_of,
)
from qaudit.core.standards import Demand, RollUp, StandardIs
from qaudit.interop.imported import ImportRefused, Wishes
from qaudit.interop.sheets import FileKind, Sheet, SheetFile, SheetRow
from qaudit.interop.xlsform_ledger import Part
from qaudit.interop.xlsform_reading import ReadForm, read_form
from qaudit.interop.xlsform_sheets import is_form
from tests.interop.forms import (
    WISHES,
    YES_NO,
    Rows,
    form,
    form_of_bytes,
    read_again,
    sheets,
    standard,
    told,
    workbook,
)

HEAD = ("type", "name", "label")
CHOICES: Rows = (
    *YES_NO,
    ("ynna", "yes", "Yes"),
    ("ynna", "no", "No"),
    ("ynna", "na", "N/A"),
    ("ynna", "dk", "Don't know"),
    ("stars", "1", "1"),
    ("stars", "2", "2"),
    ("stars", "3", "3"),
    ("full", "10", "All of it"),
    ("full", "5", "Half of it"),
    ("full", "0", "Nothing of it"),
    ("town", "hai", "Haifa"),
    ("town", "tlv", "Tel Aviv"),
)


def kinds(read: ReadForm) -> dict[str, str]:
    return {
        each.code: kind_of(each.measure) + ("" if each.is_scored else "*")
        for each in read.imported.pack.standards
    }


def test_each_type_becomes_its_measure() -> None:
    read = form(
        [
            ("type", "name", "label", "hint", "parameters"),
            ("select_one yn", "greeted", "Was the guest greeted?"),
            ("select one from ynna", "offered", "Was help offered?"),
            ("select_one stars", "clean", "How clean was it?"),
            ("select_one full", "shelf", "How full was the shelf?"),
            ("select_one town or_other", "town", "In which town?"),
            ("select_multiple town", "towns", "Which towns were named?"),
            ("decimal", "wait", "Waiting time, within 60 s"),
            ("integer", "rings", "Rings before the answer (max 3)"),
            ("integer", "guests", "How many guests were there?"),
            ("decimal", "paid", "What was paid?"),
            ("range", "warmth", "How warm was the welcome?", "", "start=1 end=5"),
            ("range", "degrees", "How warm was the soup?", "at least 60", "start=0 end=100 step=1"),
            ("text", "words", "In your own words"),
            ("geopoint", "place", "Where was it?"),
            ("select_one_from_file shops.csv", "shop", "Which shop?"),
        ],
        CHOICES,
    )
    assert kinds(read) == {
        "greeted": "yes_no",
        "offered": "yes_no",
        "clean": "rating",
        "shelf": "choice",
        "town": "choice*",
        "towns": "checklist*",
        "wait": "duration",
        "rings": "count",
        "guests": "count*",
        "paid": "note*",
        "warmth": "rating",
        "degrees": "count",
        "words": "note*",
        "place": "note*",
        "shop": "note*",
    }
    shelf = standard(read, "shelf")
    assert isinstance(shelf.measure, ChoiceMeasure)
    assert [(option.key, option.share) for option in shelf.measure.options] == [
        ("10", 1),
        ("5", Fraction(1, 2)),
        ("0", 0),
    ]
    assert shelf.weight == 10
    wait = standard(read, "wait").measure
    assert isinstance(wait, DurationMeasure)
    assert (wait.unit, wait.limit) == (TimeUnit.SECOND, AtMost(Fraction(60)))
    rings, degrees, town, clean = (
        standard(read, code).measure for code in ("rings", "degrees", "town", "clean")
    )
    assert isinstance(rings, CountMeasure)
    assert rings.limit == AtMost(Fraction(3))
    assert isinstance(degrees, CountMeasure)
    assert degrees.limit == AtLeast(Fraction(60))
    assert isinstance(town, ChoiceMeasure)
    assert [option.key for option in town.options] == ["hai", "tlv", "other"]
    assert isinstance(clean, RatingMeasure)
    assert (clean.low, clean.high, clean.met_from, clean.anchors) == (1, 3, 3, ())
    assert read.imported.pack.scoring.roll_up is RollUp.POOLED
    assert read_again(read.imported.pack) == read.imported.pack


def test_what_was_guessed_is_told_where_it_stands() -> None:
    read = form(
        [
            HEAD,
            ("decimal", "wait", "Waiting time, within 60 s"),
            ("integer", "guests", "How many guests were there?"),
            ("select_one stars", "clean", "How clean was it?"),
            ("select_one full", "shelf", "How full was the shelf?"),
            ("select_one town", "town", "In which town?"),
        ],
        CHOICES,
    )
    assert told(read, "guessed", "survey!A2 wait", "within 60 s")
    assert told(read, "guessed", "survey!A3 guests", "no limit")
    assert told(read, "guessed", "survey!A4 clean", "met: from 3")
    assert told(read, "guessed", "survey!A5 shelf", "names of its choices")
    assert told(read, "guessed", "survey!A6 town", "no points")


def test_a_constraint_is_never_a_limit() -> None:
    read = form(
        [
            ("type", "name", "label", "constraint"),
            ("integer", "age", "Minutes", ". <= 60"),
            ("select_one yn", "a", "A?"),
        ]
    )
    assert kinds(read)["age"] == "count*"
    assert told(read, "left_out", "survey!D1", "constraint", "1 row: 2")


def test_readings_of_their_own_and_what_is_required() -> None:
    read = form(
        [
            ("type", "name", "label", "required", "relevant"),
            ("select_one yn", "plain", "A?", "", ""),
            ("select_one yn", "must", "B?", "yes", ""),
            ("select_one ynna", "may", "C?", "TRUE", ""),
            ("select_one yn", "perhaps", "D?", "${plain} = 'yes'", ""),
            ("select_one yn", "asks", "E?", "", "${may} = 'na'"),
            ("text", "words", "F", "yes", ""),
        ],
        CHOICES,
    )
    allowed = {each.code: each.may_be_not_applicable for each in read.imported.pack.standards}
    assert allowed == {
        "plain": True,
        "must": False,
        "may": True,
        "perhaps": True,
        "asks": True,
        "words": False,
    }
    assert standard(read, "asks").when is None
    assert told(read, "changed", "survey!E6", "${may} = 'na'", "reading of its own")
    assert told(read, "changed", "survey!D5 perhaps", "${plain} = 'yes'")
    assert told(read, "changed", "survey!D7 words", "required")


def test_groups_become_sections_and_keep_the_order() -> None:
    read = form(
        [
            ("type", "name", "label", "relevant"),
            ("select_one yn", "first", "First?"),
            ("begin group", "arr", "Arrival"),
            ("select_one yn", "door", "Door?"),
            ("begin_group", "desk", "Desk", "${first} = 'yes'"),
            ("select_one yn", "hello", "Hello?"),
            ("end_group",),
            ("begin_group", "layout", "", "${door} = 'yes'"),
            ("select_one yn", "smile", "Smile?", "${hello} = 'no'"),
            ("end group",),
            ("end group",),
            ("begin_repeat", "tables", "Tables"),
            ("select_one yn", "laid", "Laid?"),
            ("end_repeat",),
            ("select_one yn", "last", "Last?"),
        ],
        settings=[("form_title", "form_id", "version"), ("Our form", "our form!", "7 beta")],
    )
    pack = read.imported.pack
    assert [
        (each.code, str(each.title), [standard.code for standard in each.standards]) for each in pack.sections
    ] == [
        ("general", "Our form", ["first"]),
        ("arr", "Arrival", ["door"]),
        ("desk", "Arrival / Desk", ["hello"]),
        ("arr-2", "Arrival", ["smile"]),
        ("tables", "Tables", ["laid"]),
        ("general-2", "Our form", ["last"]),
    ]
    assert pack.sections[2].when == StandardIs("first", "yes")
    assert standard(read, "smile").when is not None
    assert str(pack.ref) == "our-form@7-beta"
    assert told(read, "changed", "survey!A12", "repeated")
    assert read_again(pack) == pack


def test_hints_and_notes_guide_the_next_standard() -> None:
    read = form(
        [
            ("type", "name", "label", "hint", "guidance_hint"),
            ("note", "n1", "Look at the <b>door</b> &amp; the **mat**."),
            ("note", "n2", "Twice."),
            ("select_one yn", "a", "A?", "From outside", "Not at night"),
            ("begin_group", "g", "G"),
            ("select_one yn", "b", "B?"),
            ("note", "n3", "Thank you"),
            ("end_group",),
        ]
    )
    assert (
        str(standard(read, "a").guidance) == "Look at the door & the mat.\nTwice.\nFrom outside\nNot at night"
    )
    assert standard(read, "b").guidance is None
    assert told(read, "left_out", "survey!A7", "note n3")


def test_pictures_and_words_on_a_miss_hang_on_their_standard() -> None:
    read = form(
        [
            ("type", "name", "label", "relevant", "required"),
            ("select_one yn", "a", "A?"),
            ("image", "a_photo", "Photo", "", "yes"),
            ("select_one yn", "b", "B?"),
            ("image", "b_photo", "Photo", "${b} = 'no'", "yes"),
            ("text", "b_why", "Why?", "${b} = 'no'", "yes"),
            ("select_one yn", "c", "C?"),
            ("audio", "c_sound", "Sound"),
            ("text", "c_more", "More?", "${c} = 'yes'"),
            ("file", "receipt", "The receipt"),
        ]
    )
    demands = {each.code: (each.note, each.evidence) for each in read.imported.pack.standards}
    assert demands == {
        "a": (Demand.NEVER, Demand.ALWAYS),
        "b": (Demand.ON_MISS, Demand.ON_MISS),
        "c": (Demand.NEVER, Demand.NEVER),
        "c_more": (Demand.NEVER, Demand.NEVER),
        "receipt": (Demand.NEVER, Demand.NEVER),
    }
    assert read.ledger.rows[8].part is Part.HANGS_ON
    assert read.ledger.rows[10].part is Part.STANDARD
    assert told(read, "survey!B8 c", "not asked for")


def test_columns_of_ours_are_taken_as_they_are() -> None:
    read = form(
        [
            (
                *HEAD,
                "bind::qa:weight",
                "bind::qa:critical",
                "bind::qa:max",
                "bind:qa:unit",
                "bind::qa:credit",
                "bind::qa:tags",
            ),
            (
                "integer",
                "wait",
                "Wait",
                "2.5",
                "yes",
                "60",
                "s",
                "60=1 120=1/2",
                "layer=provider;dimension=responsiveness",
            ),
            ("integer", "plates", "Plates", "", "", "4", "plates"),
        ]
    )
    wait, plates = read.imported.pack.standards
    assert (wait.weight, wait.is_critical) == (Fraction("2.5"), True)
    assert dict(wait.tags) == {"layer": "provider", "dimension": "responsiveness"}
    assert isinstance(wait.measure, DurationMeasure)
    assert [rung.share for rung in wait.measure.ladder] == [1, Fraction(1, 2)]
    assert isinstance(plates.measure, CountMeasure)
    assert str(plates.measure.unit) == "plates"
    assert read_again(read.imported.pack) == read.imported.pack


def test_kobo_score_rows_are_standards_of_one_list() -> None:
    read = form(
        [
            ("type", "name", "label", "kobo--score-choices"),
            ("begin_score", "s", "How was it?", "stars"),
            ("score__row", "food", "Food"),
            ("score__row", "wine", "Wine"),
            ("end_score",),
            ("begin_rank", "r", "Order them"),
            ("rank__level", "first", "First"),
            ("end_rank",),
        ],
        CHOICES,
    )
    assert kinds(read) == {"food": "rating", "wine": "rating"}
    assert [str(each.title) for each in read.imported.pack.sections] == ["How was it?"]
    assert dict(read.imported.left_out) == {"begin_rank": 1, "rank__level": 1, "end_rank": 1}


@pytest.mark.parametrize(
    ("heads", "languages"),
    [
        (("label::English (en)", "label::עברית (he)"), ("en", "he")),
        (("label:English", "label:Hebrew"), ("en", "he")),
        (("Label::en", "LABEL :: he"), ("en", "he")),
        (("label::Klingon tongue", "label::Hebrew"), ("qaa", "he")),
        (("label::English", "label::English (UK)"), ("en", "qaa")),
    ],
)
def test_languages_are_known_by_their_columns(heads: tuple[str, str], languages: tuple[str, str]) -> None:
    read = form(
        [("type", "name", *heads), ("select_one yn", "a", "Greeted?", "התקבל?"), ("text", "b", "", "מילים")]
    )
    assert read.imported.pack.languages == languages
    assert standard(read, "a").text.entries == ((languages[0], "Greeted?"), (languages[1], "התקבל?"))
    assert str(standard(read, "b").text) == "מילים"
    assert told(read, "guessed", "b", "another language")
    assert read_again(read.imported.pack) == read.imported.pack


@pytest.mark.parametrize(("default", "own"), [("Hebrew (he)", "he"), ("", "en"), ("French", "en")])
def test_the_packs_own_language_is_the_forms_default(default: str, own: str) -> None:
    read = form(
        [("type", "name", "label::English (en)", "label::Hebrew (he)"), ("text", "a", "One", "אחת")],
        settings=[("form_title", "default_language"), ("T", default)],
    )
    assert read.imported.pack.languages[0] == own


def test_a_bare_label_is_in_the_default_language_or_in_that_of_its_letters() -> None:
    assert form([HEAD, ("text", "a", "שלום")]).imported.pack.languages == ("he",)
    settings_he: Rows = [("form_title", "default_language"), ("T", "he")]
    assert form([HEAD, ("text", "a", "Hello")], settings=settings_he).imported.pack.languages == ("he",)


def test_the_head_may_stand_further_down_and_sheets_in_any_case() -> None:
    file = sheets(
        Survey=[
            ("Our new form",),
            (),
            ("", "TYPE", "Name ", "LABEL", "my notes"),
            ("", "Select_One yn", "a", "A?", "x"),
        ],
        CHOICES=[("list name", "value", "label"), ("yn", "1", "Yes"), ("yn", "0", "No")],
        Help=[("text",)],
    )
    assert is_form(file)
    read = read_form(file, WISHES)
    assert kinds(read) == {"a": "yes_no"}
    assert told(read, "left_out", "Survey!1", "above the head")
    assert told(read, "left_out", "Survey!E3", "my notes")
    assert told(read, "left_out", "Help")
    assert told(read, "no sheet settings")
    assert str(read.imported.pack.ref) == "our-form@2026-11-21"


def test_a_form_may_be_one_text_table() -> None:
    lines = [
        "SURVEY",
        ",TYPE,NAME,LABEL::EN",
        ",select_one c,q,Good?",
        "CHOICES",
        ",LIST_NAME,NAME,LABEL::EN",
        ",c,yes,Yes",
        ",c,no,No",
    ]
    read = form_of_bytes("\n".join(lines).encode(), "form.csv")
    assert kinds(read) == {"q": "yes_no"}


@pytest.mark.parametrize(
    ("survey", "choices", "words"),
    [
        ([("type", "name", "label", "label")], YES_NO, ["survey!D1", "'label'", "column C"]),
        ([("type", "name", "label::English", "label: english")], YES_NO, ["survey!D1", "twice"]),
        ([HEAD], [("list name", "list_name", "name", "label")], ["choices!B1", "twice"]),
        ([("question", "answer")], YES_NO, ["survey", "type and name"]),
        ([HEAD, ("calculate", "c", "C"), ("start", "s")], YES_NO, ["nothing", "calculate"]),
        ([HEAD], YES_NO, ["nothing"]),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(survey: Rows, choices: Rows, words: list[str]) -> None:
    with pytest.raises(ImportRefused) as refused:
        form(survey, choices)
    assert all(word in str(refused.value) for word in words), str(refused.value)


def test_a_workbook_without_a_survey_says_which_sheets_it_has() -> None:
    with pytest.raises(ImportRefused, match="Sheet1, Sheet2"):
        read_form(sheets(Sheet1=[("a",)], Sheet2=[("b",)]), WISHES)


def test_lists_and_choices_that_are_wrong_are_told() -> None:
    read = form(
        [HEAD, ("select_one nowhere", "a", "A?"), ("select_one yn", "b", "B?"), ("what is this", "c", "C")],
        [*YES_NO, ("yn", "yes", "Yes again"), ("", "lost", "Lost"), ("yn", "", "Nameless")],
    )
    assert kinds(read) == {"b": "yes_no"}
    assert told(read, "left_out", "survey!A2", "no list nowhere")
    assert told(read, "left_out", "survey!A4", "not known")
    assert told(read, "left_out", "choices!B4", "already")
    assert told(read, "left_out", "choices!B5", "no list")
    assert told(read, "left_out", "choices!B6", "no name")


def test_codes_and_keys_become_valid_and_unique() -> None:
    long = "a_name_that_is_far_too_long_for_a_code_of_ours_"
    read = form(
        [
            HEAD,
            ("select_one odd", f"{long}1", "A"),
            ("select_one odd", f"{long}2", "B"),
            ("select_one odd", "Q 1!", "C"),
            ("select_one odd", "", "D"),
        ],
        [
            ("list_name", "name", "label"),
            ("odd", "a b", "A"),
            ("odd", "A,B", "B"),
            ("odd", "na", "Namibia"),
            ("odd", "unseen", "Left unseen by all"),
            *[("odd", f"more{number}", f"More {number}") for number in range(12)],
        ],
    )
    codes = [each.code for each in read.imported.pack.standards]
    assert codes == [long[:40], f"{long[:38]}-2", "Q-1", "row-5"]
    measure = read.imported.pack.standards[0].measure
    assert isinstance(measure, ChoiceMeasure)
    assert [option.key for option in measure.options][:4] == ["a-b", "A-B-2", "na-2", "unseen-2"]
    assert read_again(read.imported.pack) == read.imported.pack


def test_hostile_words_are_made_plain() -> None:
    read = form(
        [HEAD, ("select_one yn", "a", "\u202eevil\u200b\x07 " + "x" * 3000), ("text", "b", "${a} was said")]
    )
    text = str(standard(read, "a").text)
    assert text.startswith("evil x")
    assert len(text) == 2000
    assert told(read, "a", "cut to 2000")
    assert told(read, "b", "in braces")
    assert read_again(read.imported.pack) == read.imported.pack


def test_the_user_may_say_otherwise() -> None:
    wishes = Wishes(WISHES.day, "x", pack="mine", edition="9", title="Mine", language="he")
    read = form([("type", "name", "label::en", "label::he"), ("text", "a", "One", "אחת")], wishes=wishes)
    pack = read.imported.pack
    assert (str(pack.ref), str(pack.title), pack.languages) == ("mine@9", "Mine", ("he", "en"))


def test_a_real_workbook_is_read_the_same() -> None:
    data = workbook(survey=[HEAD, ("select_one yn", "a", "A?")], choices=YES_NO)
    assert kinds(form_of_bytes(data)) == {"a": "yes_no"}


TYPES = [
    "select_one yn", "select_one ynna", "select_one stars", "select_one town or_other", "select_one none",
    "select_multiple town", "integer", "decimal", "range", "text", "date", "time", "image", "audio", "note",
    "calculate", "start", "hidden", "begin_group", "end_group", "begin_repeat", "end_repeat", "begin_rank",
    "end_rank", "begin_score", "score__row", "end_score", "acknowledge", "rubbish", "",
]  # fmt: skip
CONDITIONS = [
    "",
    "",
    "${q1} = 'yes'",
    "${q2} > 60",
    "${q3} = 'no'",
    "not(${q1} = 'no')",
    "today() = 1",
    "((",
    "false()",
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.sampled_from(["q1", "q2", "q3", "q4", ""]),
        st.sampled_from(["Label", "", "Within 60 s", "How many minutes (at most 5 minutes)"]),
        st.sampled_from(CONDITIONS),
        st.sampled_from(["", "yes", "no"]),
        st.sampled_from(["", "", "", "yes"]),
    ).filter(any),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_every_row_is_in_the_pack_or_told_and_the_pack_is_whole(rows: list[tuple[str, ...]]) -> None:
    head = ("type", "name", "label", "relevant", "required", "disabled")
    survey = [head, ("select_one yn", "always", "Always?"), *rows]
    read = form(survey, CHOICES)
    pack = read.imported.pack
    expected = {number for number, row in enumerate(survey[1:], 2) if any(row)}
    assert set(read.ledger.rows) == expected
    assert read.imported.rows == len(expected)

    codes = {each.code for each in pack.standards}
    parts = Counter(became.part for became in read.ledger.rows.values())
    assert parts[Part.STANDARD] == len(codes) == len(pack.standards)
    assert parts[Part.NOWHERE] == sum(count for _kind, count in read.imported.left_out)
    places = [note.where for note in read.imported.notes]
    for number, became in read.ledger.rows.items():
        if became.part is Part.NOWHERE:
            assert any(where.endswith(f"{number}") for where in places), f"row {number} is lost"
        elif became.part is Part.SECTION:
            assert became.code in {section.code for section in pack.sections}
        else:
            assert became.code in codes
    assert read_again(pack) == pack


def test_a_form_may_come_from_a_file_that_no_one_can_ask() -> None:
    file = SheetFile("t.csv", FileKind.CSV, (Sheet("t", (SheetRow(1, ("a", "b")),), is_text=True),))
    assert not is_form(file)


@pytest.mark.parametrize(
    ("type_", "measure"),
    [
        ("select1 yn", YesNoMeasure),
        ("add select one prompt using yn", YesNoMeasure),
        ("select all that apply from yn", ChecklistMeasure),
        ("string", NoteMeasure),
        ("int", CountMeasure),
        ("photo", NoteMeasure),
        ("gps", NoteMeasure),
    ],
)
def test_old_names_of_types_are_known(type_: str, measure: type) -> None:
    read = form([HEAD, ("text", "first", "First"), (type_, "a", "A")])
    assert isinstance(standard(read, "a").measure, measure)
