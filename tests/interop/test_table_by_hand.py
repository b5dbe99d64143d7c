"""Tables that teams wrote their own way: what is understood, what is guessed and told, what is refused."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChoiceMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
    kind_of,
    options_of,
)
from qaudit.core.standards import Pack, Standard
from qaudit.interop.imported import Fate, Imported, ImportRefused, Wishes
from qaudit.interop.table_head_rows import SETTINGS
from qaudit.interop.table_heads import PLAIN_COLUMNS, TAG_COLUMNS, TEXT_COLUMNS
from qaudit.interop.table_reading import read_pack_table
from qaudit.interop.thresholds import threshold_in, threshold_of_cell
from tests.builders import Number, a_limit
from tests.interop import made_files as made

DAY = date(2026, 11, 21)


def taken(table: str | bytes, name: str = "checklist.csv", **wishes: str) -> Imported:
    data = table if isinstance(table, bytes) else table.encode()
    return read_pack_table(data, name, Wishes(day=DAY, stem=name.partition(".")[0], **wishes))


def told(found: Imported, fate: Fate | None = None) -> list[str]:
    return [
        ": ".join(filter(None, (note.where, note.code, note.message)))
        for note in found.notes
        if fate in (None, note.fate)
    ]


def only(table: str) -> Standard:
    [standard] = taken(table).pack.standards
    return standard


def refusal(table: str | bytes, name: str = "checklist.csv") -> str:
    with pytest.raises(ImportRefused) as refused:
        taken(table, name)
    return str(refused.value)


def outline(pack: Pack) -> list[tuple[str, str, list[str]]]:
    return [
        (section.code, str(section.title), [standard.code for standard in section.standards])
        for section in pack.sections
    ]


def test_sections_and_texts_alone_make_a_pack() -> None:
    found = taken(
        "section,text\nArrival,The door is open\n,The lamp is lit\nRooms,The bed is made\nArrival,Late one\n"
    )
    assert outline(found.pack) == [
        ("ARR", "Arrival", ["ARR-01", "ARR-02", "ARR-03"]),
        ("ROO", "Rooms", ["ROO-01"]),
    ]
    assert {kind_of(standard.measure) for standard in found.pack.standards} == {"yes_no"}
    assert (str(found.pack.ref), str(found.pack.title), found.pack.languages) == (
        "checklist@2026.1",
        "Checklist",
        ("en",),
    )
    assert told(found) == [
        "UTF-8, cells divided by commas",
        "the pack's own language: en, from the letters of its words",
        "the title 'Checklist'",
        "the pack's name 'checklist'",
        "the edition '2026.1'",
        "codes for 4 standards: ARR-01 to ARR-03",
        "rows of 'ARR' that stand apart were put together",
        "the codes of sections: ARR ('Arrival'), ROO ('Rooms')",
    ]


def test_a_row_without_words_is_left_out_told_and_counted() -> None:
    found = taken("text,points,critical\nDoor,1,\n,2,x\nLamp,,\n")
    assert told(found, Fate.LEFT_OUT) == ["line 3: a row without the text of a standard: '2; x'"]
    assert (found.rows, found.left_out) == (3, (("standard", 1),))


def test_what_the_user_says_is_not_guessed() -> None:
    found = taken("text\nDoor\n", pack="p", edition="7", title="T", language="ro")
    assert (str(found.pack.ref), str(found.pack.title), found.pack.languages) == ("p@7", "T", ("ro",))
    assert all("the title" not in line and "the edition" not in line for line in told(found))


def test_question_yes_no_and_points() -> None:
    found = taken("question,yes/no,points\nThe guest is greeted within 60 s,,3\nThe door is open,yes/no,\n")
    first, second = found.pack.standards
    assert (first.measure, str(first.weight), str(second.weight)) == (YesNoMeasure(), "3", "1")
    assert "line 2, column 1: ALL-01: the words 'within 60 s' could be measured: at most 60 s; " in "\n".join(
        told(found)
    )
    assert told(found, Fate.LEFT_OUT) == []


def test_answers_of_a_visit_are_left_out_and_told() -> None:
    found = taken("question,yes/no,score\nThe door is open,no,0\nThe lamp is lit,yes,3\n")
    assert [standard.measure for standard in found.pack.standards] == [YesNoMeasure(), YesNoMeasure()]
    assert told(found, Fate.LEFT_OUT) == [
        "line 2, column 2: 2 cells of this column were left out: they look like the answers of a visit",
        "line 2, column 3: 2 cells of this column were left out: they look like the answers of a visit",
    ]


def test_columns_and_cells_that_nobody_knows_are_told() -> None:
    found = taken("text,colour,options,unit,\nDoor,red,Yes:1|No:0,s,stray\nLamp,,,,\n")
    assert told(found, Fate.LEFT_OUT) == [
        "line 1, column 2: 'colour': 1 cell was left out",
        "line 1, column 5: a column without a head: 1 cell was left out",
        "line 2, column 4: 's' has no place in this row",
    ]


@pytest.mark.parametrize(
    ("options", "measure", "weight", "may_not_apply"),
    [
        ("Yes:3|No:0|NA:NA", YesNoMeasure(), 3, True),
        ("Yes:3|No:0", YesNoMeasure(), 3, False),
        ("Yes:0|No:2", YesNoMeasure(expects_yes=False), 2, False),
        ("Yes/No/N/A", YesNoMeasure(), 1, True),
        ("כן:3|לא:0|לא רלוונטי:NA", YesNoMeasure(), 3, True),
        ("Da (2,5); Nu (0); Nu se aplică", YesNoMeasure(), "5/2", True),
        ("Pass=5;Fail=0", YesNoMeasure(), 5, False),
        ("1-5", RatingMeasure(1, 5, 4), 1, False),
        ("1|2|3", RatingMeasure(1, 3, 3), 1, False),
    ],
)
def test_options_as_weights_and_kinds(
    options: str, measure: object, weight: Number, may_not_apply: bool
) -> None:
    standard = only(f'text,options\nDoor,"{options}"\n')
    assert standard.measure == measure
    assert (standard.weight, standard.may_be_not_applicable) == (Fraction(weight), may_not_apply)


def test_options_with_points_become_shares_of_the_best() -> None:
    found = taken(
        'text,options,weight\nBed,Good:3|Fair:1|Bad:0,\nBath,"Great/OK/Poor",2\nDesk,Good:4|Bad:0,2\n'
    )
    first, second, third = found.pack.standards
    assert isinstance(first.measure, ChoiceMeasure)
    assert [(option.key, str(option.text), str(option.share)) for option in options_of(first.measure)] == [
        ("good", "Good", "1"),
        ("fair", "Fair", "1/3"),
        ("bad", "Bad", "0"),
    ]
    assert [str(standard.weight) for standard in (first, second, third)] == ["3", "2", "2"]
    assert (first.counts, second.counts) == (True, False)
    lines = told(found)
    assert "line 3, column 2: ALL-02: what its options earn is not said: it carries no points" in lines
    assert "line 4, column 3: ALL-03: the options earn 4 at most: the weight column counts" in lines


def test_options_without_keys_get_them_from_their_words() -> None:
    standard = only("row,text,kind,options\nstandard,Bed,choice,Very good:3|Na ja:1|NA:NA|So so:0\n")
    assert [option.key for option in options_of(standard.measure)] == ["very-good", "na-ja", "so-so"]
    assert standard.may_be_not_applicable


def test_points_below_nothing_count_as_nothing_and_are_told() -> None:
    found = taken("text,options\nBed,Good:2|Fair:1|Bad:-1\n")
    assert [str(option.share) for option in options_of(found.pack.standards[0].measure)] == ["1", "1/2", "0"]
    assert "line 2, column 2: points below 0 count as 0: a standard that is missed takes none away" in told(
        found
    )


def test_a_scale_with_words_keeps_them_as_anchors() -> None:
    standard = only('text,options\nClean,"1=Dirty, 3=Fair, 5=Spotless"\n')
    assert isinstance(standard.measure, RatingMeasure)
    assert [(step, str(text)) for step, text in standard.measure.anchors] == [
        (1, "Dirty"),
        (3, "Fair"),
        (5, "Spotless"),
    ]


SENTENCES = [
    ("The guest is greeted within 60 s", {"at_most": 60}, "s"),
    ("Answered in under 30 sec", {"at_most": 30}, "s"),
    ("Drinks come within five minutes of ordering", {"at_most": 5}, "min"),
    ("The reply comes within a day", {"at_most": 1}, "d"),
    ("The telephone is answered within three rings", {"at_most": 3}, "rings"),
    ("At least 2 times eye contact is made", {"at_least": 2}, "times"),
    ("הלקוח מתקבל תוך 30 שניות", {"at_most": 30}, "s"),
    ("מענה עד דקתיים", {"at_most": 2}, "min"),
    ("מענה תוך שלושה צלצולים", {"at_most": 3}, "צלצולים"),
    ("Clientul este salutat în 60 de secunde", {"at_most": 60}, "s"),
    ("Salutat în cel mult două minute", {"at_most": 2}, "min"),
    ("Durează între 5 și 10 minute", {"between": (5, 10)}, "min"),
    ("Răspuns după cel mult trei apeluri", {"at_most": 3}, "apeluri"),
]


@pytest.mark.parametrize(("words", "limit", "unit"), SENTENCES)
def test_a_threshold_in_the_words_is_offered_as_a_limit(
    words: str, limit: dict[str, Number], unit: str
) -> None:
    found = threshold_in(words)
    assert found is not None
    assert (found.limit, str(found.unit)) == (a_limit(**limit), unit)  # type: ignore[arg-type]
    language = "he" if "\u05d0" <= max(words) <= "\u05ea" else "ro" if not words.isascii() else "en"
    standard = taken(f"section,text\nA,{words}\n", language=language).pack.standards[0]
    assert isinstance(standard.measure, DurationMeasure | CountMeasure)
    assert standard.measure.limit == found.limit


@pytest.mark.parametrize(
    "words", ["Open 24 hours a day", "The room costs less than 100 lei", "In one word", "60 seconds"]
)
def test_not_every_number_is_a_threshold(words: str) -> None:
    assert threshold_in(words) is None


@pytest.mark.parametrize(
    ("cell", "remark", "limit", "unit"),
    [
        ("60 s", "", AtMost, TimeUnit.SECOND),
        ("≤ 2 min", "", AtMost, TimeUnit.MINUTE),
        ("min. 3", "rings", AtLeast, "rings"),
        ("60", "seconds", AtMost, TimeUnit.SECOND),
        ("1:30", "", AtMost, TimeUnit.SECOND),
        ("30 שניות", "", AtMost, TimeUnit.SECOND),
        ("between 5 and 10 minutes", "", Between, TimeUnit.MINUTE),
    ],
)
def test_a_threshold_in_a_cell_of_its_own(cell: str, remark: str, limit: type[Limit], unit: str) -> None:
    found = threshold_of_cell(cell, remark)
    assert found is not None
    assert (type(found.limit), found.unit) == (limit, unit)


def test_a_limit_column_and_its_unit_in_the_head() -> None:
    found = taken("text,Target (sec),min,max,unit\nA,60,,,\nB,,,5,min\nC,,2,4,plates\nD,soon,,,\nE,,,7,\n")
    measures = [standard.measure for standard in found.pack.standards]
    assert [kind_of(measure) for measure in measures] == ["duration", "duration", "count", "yes_no", "count"]
    assert isinstance(measures[2], CountMeasure)
    assert (measures[2].limit, str(measures[2].unit)) == (a_limit(between=(2, 4)), "plates")
    assert "line 5, column 2: ALL-04: 'soon' was not understood" in told(found, Fate.LEFT_OUT)
    assert "line 6, column 4: ALL-05: what is counted is not said: times" in told(found)


@pytest.mark.parametrize(
    ("head", "language", "title"),
    [
        ("section,question,points", "en", "Arrival"),
        ("פרק,שאלה,ניקוד", "he", "קבלה"),
        ("Secțiune,Întrebare,Punctaj", "ro", "Recepție"),
        ("SECTIUNE,Intrebare,Puncte", "ro", "Recepție"),
        ("Category;Standard;Weight", "en", "Arrival"),
    ],
)
def test_heads_in_three_languages(head: str, language: str, title: str) -> None:
    divider = ";" if ";" in head else ","
    words = {"en": "The door is open", "he": "הדלת פתוחה", "ro": "Ușa este deschisă"}[language]
    [section] = taken(f"{head}\n{divider.join((title, words, '2.5'))}\n").pack.sections
    assert str(section.title) == title
    assert str(section.standards[0].weight) == "5/2"
    assert section.standards[0].text.languages == (language,)


@pytest.mark.parametrize(
    "heads",
    [
        "text:en,text:he",
        "text::English (en),text::Hebrew (he)",
        "Question,שאלה",
        "English,עברית",
        "text [en],text [he]",
    ],
)
def test_columns_of_several_languages(heads: str) -> None:
    pack = taken(f"{heads}\nDoor,דלת\nLamp,\n").pack
    assert pack.languages == ("en", "he")
    assert [standard.text.entries for standard in pack.standards] == [
        (("en", "Door"), ("he", "דלת")),
        (("en", "Lamp"),),
    ]


def test_words_missing_in_the_own_language_are_refused_with_their_cell() -> None:
    assert "line 3, column 1: the words are missing in the pack's own language, en" in refusal(
        "text:en,text:he\nDoor,דלת\n,מנורה\n"
    )


def a_merged_list(page: Worksheet) -> None:
    page.write(0, 0, "House list 2026")
    page.write(1, 0, "by the team")
    page.write_row(3, 0, ["Area", "Standard", "Max points", "Photo"])
    page.merge_range(4, 0, 5, 0, "Lobby")
    page.write_row(4, 1, ["Lights on", 3, "yes"])
    page.write_row(5, 1, ["Floor dry", 2])
    page.merge_range(6, 0, 6, 3, "BAR")
    page.write_row(7, 1, ["Glasses clean", 1, "sometimes"])


def test_a_head_in_another_row_merged_cells_and_other_sheets() -> None:
    data = made.xlsx(a_merged_list, [["Read me"], ["first"]], names=["List", "Help"])
    found = taken(data, "house.xlsx")
    assert outline(found.pack) == [("LOB", "Lobby", ["LOB-01", "LOB-02"]), ("BAR", "BAR", ["BAR-01"])]
    assert str(found.pack.title) == "House list 2026"
    assert [standard.evidence for standard in found.pack.standards] == ["always", "never", "never"]
    lines = told(found)
    assert "Help: the sheet has no column of standards and was not read" in lines
    assert "List!4: the head of the table stands here; what is above it was not taken over" in lines
    assert "List!2: 'by the team'" in lines
    assert "List!7: 'BAR' was taken for the name of a section" in lines
    assert "List!D8: BAR-01: 'sometimes' is none of never, on_miss, always" in lines
    assert found.origins == {"LOB-01": "List!5", "LOB-02": "List!6", "BAR-01": "List!8"}


def test_one_sheet_for_each_section_and_one_that_is_asked_for() -> None:
    data = made.xlsx([["Question"], ["Door open"]], [["Question"], ["Bed made"]], names=["Arrival", "Rooms"])
    assert outline(taken(data, "a.xlsx").pack) == [
        ("ARR", "Arrival", ["ARR-01"]),
        ("ROO", "Rooms", ["ROO-01"]),
    ]
    assert outline(taken(data, "a.xlsx", sheet="rooms").pack) == [("ALL", "Standards", ["ALL-01"])]
    with pytest.raises(ImportRefused, match="there is no sheet 'bar' \\(its sheets: Arrival, Rooms\\)"):
        taken(data, "a.xlsx", sheet="bar")


def test_codes_are_kept_made_plain_or_refused() -> None:
    found = taken("id,text\nQ 1,Door\n,Lamp\n1.10,Bed\n")
    assert [standard.code for standard in found.pack.standards] == ["Q-1", "ALL-02", "1.10"]
    assert "line 2, column 1: Q-1: the code 'Q 1' is written 'Q-1' here" in told(found, Fate.CHANGED)
    assert "line 3, column 1: the code 'A' is taken: line 2 has it" in refusal("id,text\nA,Door\nA,Lamp\n")


def test_direction_marks_are_kept_out_of_names_and_steering_out_of_everything() -> None:
    found = taken("section,text,code\nA\u200f,\u202bשלום\u202c עולם\u200f,X\u200f1\n")
    [standard] = found.pack.standards
    assert (standard.code, str(standard.text)) == ("X1", "שלום עולם\u200f")
    assert told(found, Fate.CHANGED) == [
        "line 2, column 1: U+200F, which cannot be seen, was removed",
        "line 2, column 3: U+200F, which cannot be seen, was removed",
        "line 2, column 2: U+202B and others that cannot be seen were removed (2)",
    ]


def test_conditions_kinds_and_tags_that_make_no_sense_are_told_in_a_table_of_others() -> None:
    found = taken(
        "text,when,kind,channel,critical,weight\n"
        "Bag,only with luggage,tick box,by telephone,maybe,heavy\n"
        "Call,,duration,Face to face,x,2\n"
    )
    assert [kind_of(standard.measure) for standard in found.pack.standards] == ["yes_no", "yes_no"]
    assert found.pack.standards[1].tags == (("channel", "face_to_face"),)
    assert found.pack.standards[1].is_critical
    left_out = "\n".join(told(found, Fate.LEFT_OUT))
    for words in (
        "condition 'only with luggage'",
        "'tick box' is no kind",
        "'by telephone'",
        "'maybe'",
        "'heavy'",
    ):
        assert words in left_out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Door open,1\nBed made,2\n", "no sheet has a head with a column of standards"),
        ("section,text\n", "below the head of the table there is no standard"),
        ("section,text\nA,\n", "below the head of the table there is no standard"),
        (
            "row,code,text\nstandrad,A,Door\n",
            "line 2, column 1: 'standrad' is no kind of row (it takes pack, fact",
        ),
    ],
)
def test_what_is_no_table_of_standards_is_refused(table: str, said: str) -> None:
    assert said in refusal(table)


OURS = "row,section,code,value,text,kind,unit,min,max,credit,met_from,options,weight,critical,when,gate\n"
FAULTS = [
    ("standard,S,A,,Door,tick,,,,,,,,,,", "line 2, column 6: 'tick' is no kind of measure"),
    ("standard,S,A,,Door,duration,s,,soon,,,,,,,", "line 2, column 9: 'soon' is no number"),
    ("standard,S,A,,Door,duration,s,,,,,,,,,", "line 2, column 9: the limit is missing"),
    ("standard,S,A,,Door,duration,weeks,,5,,,,,,,", "line 2, column 7: 'weeks' is no unit of time"),
    ("standard,S,A,,Door,count,,,5,,,,,,,", "line 2, column 7: a count needs a unit"),
    ("standard,S,A,,Door,duration,s,,5,5:100%|x:50%,,,,,,", "line 2, column 10: 'x:50%' is no step"),
    ("standard,S,A,,Door,clock,,9,17:00,,,,,,,", "line 2, column 8: '9' is no time of day"),
    ("standard,S,A,,Door,rating,,1,5,,,,,,,", "line 2, column 11: a rating needs min, max and met_from"),
    (
        "standard,S,A,,Door,choice,,,,,,a=A|b=B,,,,",
        "line 2, column 12: each option of a choice needs what it earns",
    ),
    ("standard,S,A,,Door,checklist,,,,,,a=A:1|b=B,,,,", "line 2, column 12: some parts say what they earn"),
    (
        "standard,S,A,,Door,checklist,,,,,,a=A|a=B,,,,",
        "line 2, column 12: 'a' stands here for the second time",
    ),
    ("standard,S,A,,Door,yes_no,,,,,,,heavy,,,", "line 2, column 13: 'heavy' is no number"),
    ("standard,S,A,,Door,yes_no,,,,,,,,maybe,,", "line 2, column 14: 'maybe' is neither yes nor no"),
    ("standard,S,A,,Door,yes_no,,,,,,,,,fact x,", "line 2, column 15: character 7: 'is' was expected"),
    ("standard,S,A,,,yes_no,,,,,,,,,,", "line 2: a row without the text of a standard"),
    ("section,,S,,,,,,,,,,,,,", "line 2: a section needs a code and a text"),
    (
        "pack,,roll_up,sideways,,,,,,,,,,,,",
        "line 2, column 4: 'sideways' is none of weighted_sections, pooled",
    ),
    ("pack,,colour,red,,,,,,,,,,,,", "line 2, column 3: a pack has no 'colour'"),
    ("pack,,format,9,,,,,,,,,,,,", "line 2, column 4: format '9' is not known to this program"),
    ("pack,,effective,soon,,,,,,,,,,,,", "line 2, column 4: 'soon' is no date such as 2026-01-31"),
    ("band,,,high,Top,,,,,,,,,,,", "line 2, column 4: a band needs the score it begins at"),
    ("fact,,channel,,How?,,,,,,,,,,,", "line 2, column 12: a fact needs its options"),
    ("event,,,,Arrival,,,,,,,,,,,", "line 2, column 3: the row needs a name"),
]


@pytest.mark.parametrize(
    ("row", "said"), FAULTS, ids=[row.partition(",,")[0] + said[-20:] for row, said in FAULTS]
)
def test_a_row_that_names_its_kind_is_taken_at_its_word(row: str, said: str) -> None:
    more = "standard,S,Z,,Lamp,yes_no,,,,,,,,,,\n"
    assert said in refusal(f"{OURS}{row}\n{more}")


def test_the_readings_of_a_trap_are_taken_at_their_word() -> None:
    table = "row,section,code,text,kind,unit,max,scored,gives_away\nstandard,S,A,Lamps,count,lamps,9,no,{}\n"
    [trap] = taken(table.format("3|02")).pack.standards
    assert trap.gives_away == ("2", "3")
    assert "line 2, column 9: 'many' is not a whole number of 0 or more" in refusal(table.format("3|many"))
    assert "line 2, column 4: 'soon' is no number" in refusal(
        "row,section,code,value,text,kind\npack,,appeal_days,soon,,\nstandard,S,A,,Door,yes_no\n"
    )


def test_all_faults_are_told_at_once() -> None:
    message = refusal(f"{OURS}{FAULTS[0][0]}\n{FAULTS[1][0].replace('S,A', 'S,B')}\n")
    assert message.startswith("checklist.csv was not taken in: 2 places are wrong:\n  line 2")


def test_the_table_on_the_page_is_understood_as_the_page_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "interop.md").read_text(encoding="utf-8")
    [table] = re.findall(r"^```csv\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    found = taken(table)
    assert outline(found.pack) == [("ARR", "Arrival", ["ARR-01", "ARR-02"]), ("ROO", "Room", ["ROO-01"])]
    assert [kind_of(standard.measure) for standard in found.pack.standards] == ["yes_no", "count", "yes_no"]
    assert sum("within 60 seconds" in line for line in told(found)) == 1
    for column in (*PLAIN_COLUMNS, *TEXT_COLUMNS, *TAG_COLUMNS, *SETTINGS):
        assert f"`{column}`" in page, column
