"""What a brand asks for after a visit, and traps: from the file to the pack and back, and over a base."""

import re
from pathlib import Path

import pytest

from qaudit.core.follow_up import APPEAL_REASONS, CAUSES, OWNERS, FollowUp, ListEntry
from qaudit.core.standards import Pack
from qaudit.core.text import Text
from qaudit.packs.flat import FlatValue
from qaudit.packs.library import Library
from qaudit.packs.reader import read_pack
from qaudit.packs.shape_follow_up import MOST_DAYS, MOST_HOURS
from qaudit.packs.snapshot import digest_of, read_snapshot, write_snapshot
from qaudit.packs.writer import write_pack
from tests.builders import a_pack
from tests.packs.building import HEAD, built_over, put, read_over, standard_of
from tests.packs.good_pack import GOOD, changed, read
from tests.shipped import shipped

FOLLOW_UP = """\
follow_up:
  appeal: {days: 5, reasons: {not_so: {en: Not so, he: לא כך}, other: {en: Other, he: אחר}}}
  causes: {refit: {en: Refit, he: שיפוץ}}
  owners: {"43": {en: The chef, he: השף}}
  rotation_days: 0
  customers: {acknowledge_hours: 2, answer_days: 0}
"""
TOLD = FollowUp(
    appeal_days=5,
    appeal_reasons=(
        ListEntry("not_so", Text((("en", "Not so"), ("he", "לא כך")))),
        ListEntry("other", Text((("en", "Other"), ("he", "אחר")))),
    ),
    causes=(ListEntry("refit", Text((("en", "Refit"), ("he", "שיפוץ")))),),
    owners=(ListEntry("43", Text((("en", "The chef"), ("he", "השף")))),),
    rotation_days=0,
    acknowledge_hours=2,
    answer_days=0,
)
SPRUNG = GOOD.replace("facts:\n", f"{FOLLOW_UP}facts:\n").replace(
    'measure: {kind: clock, between: ["17:00", "21:30"]}',
    "measure: {kind: yes_no}\n        scored: false\n        trap: true\n        gives_away: YES",
)


def pack_of(text: str) -> Pack:
    found = read(text)
    assert found.problems == (), [str(problem) for problem in found.problems]
    assert found.pack is not None
    return found.pack


def with_trap(measure: str, gives_away: str) -> tuple[str, ...]:
    """The readings that give away, of a trap of a measure."""
    asked = f"measure: {measure}\n        scored: false\n        trap: true\n        gives_away: {gives_away}"
    pack = pack_of(changed('measure: {kind: clock, between: ["17:00", "21:30"]}', asked))
    trap = standard_of(pack, "A6")
    assert trap.is_trap
    assert not trap.is_scored
    return trap.gives_away


def test_a_file_says_what_happens_after_a_visit() -> None:
    assert pack_of(SPRUNG).follow_up == TOLD


@pytest.mark.parametrize("told", ["", "follow_up: {}\n", "follow_up: {appeal: {}, customers: {}}\n",
                                  "follow_up: {rotation_days: 90, appeal: {days: 7}}\n"])  # fmt: skip
def test_what_is_not_said_is_the_programs(told: str) -> None:
    pack = pack_of(GOOD.replace("facts:\n", f"{told}facts:\n"))
    assert pack.follow_up == FollowUp()
    assert digest_of(pack) == digest_of(pack_of(GOOD))
    assert [entry.key for entry in pack.follow_up.causes] == [entry.key for entry in CAUSES]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (f"appeal: {{days: {MOST_DAYS}}}", FollowUp(appeal_days=MOST_DAYS)),
        ("appeal: {days: 0}", FollowUp(appeal_days=0)),
        (f"rotation_days: {MOST_DAYS}", FollowUp(rotation_days=MOST_DAYS)),
        (f"customers: {{acknowledge_hours: {MOST_HOURS}}}", FollowUp(acknowledge_hours=MOST_HOURS)),
        ("customers: {acknowledge_hours: 1, answer_days: 366}", FollowUp(acknowledge_hours=1, answer_days=366)),
    ],
)  # fmt: skip
def test_days_and_hours_reach_to_their_ends(told: str, found: FollowUp) -> None:
    assert pack_of(GOOD.replace("facts:\n", f"follow_up: {{{told}}}\nfacts:\n")).follow_up == found


def test_keys_of_the_programs_lists_take_the_brands_words() -> None:
    assert {"refit", "other"} <= {entry.key for entry in (*APPEAL_REASONS, *CAUSES, *OWNERS)}
    told = pack_of(SPRUNG).follow_up
    assert [str(entry.text) for entry in (*told.appeal_reasons, *told.causes)] == ["Not so", "Other", "Refit"]


@pytest.mark.parametrize(
    ("measure", "written", "kept"),
    [
        ("{kind: yes_no}", "Yes", ("yes",)),
        ("{kind: yes_no, expect: no}", '["no"]', ("no",)),
        ("{kind: duration, unit: min, at_most: 5}", '["2", "1:12"]', ("120s", "72s")),
        ("{kind: count, unit: {en: lamps, he: מ}, at_most: 5}", '["007", "12", "3"]', ("12", "3", "7")),
        ('{kind: clock, between: ["17:00", "21:30"]}', '["9:05", "21:10:30"]', ("09:05", "21:10:30")),
        ("{kind: rating, scale: [-1, 3], met_from: 2}", '["-1", "3"]', ("-1", "3")),
        (
            "{kind: choice, options: {Red: {text: {en: R, he: א}, share: 1}, blue: {text: {en: B, he: כ}, share: 0}}}",
            "red",
            ("Red",),
        ),
        (
            "{kind: checklist, parts: {lamp: {text: {en: L, he: מ}}, bell: {text: {en: B, he: פ}}}}",
            "[bell+lamp, none, bell]",
            ("bell", "lamp+bell", "none"),
        ),
    ],
)
def test_readings_that_give_away_are_kept_in_one_form(
    measure: str, written: str, kept: tuple[str, ...]
) -> None:
    assert with_trap(measure, written) == kept


def test_the_order_and_the_spelling_of_readings_change_no_digest() -> None:
    one = pack_of(SPRUNG.replace("measure: {kind: yes_no}", LENGTH).replace("YES", '["1:12", 90s]'))
    other = pack_of(SPRUNG.replace("measure: {kind: yes_no}", LENGTH).replace("YES", '[1.5min, "72"]'))
    assert standard_of(one, "A6").gives_away == ("72s", "90s")
    assert digest_of(one) == digest_of(other)


LENGTH = "measure: {kind: duration, unit: s, at_most: 5}"


# Kept, and written.


@pytest.mark.parametrize("form", ["a snapshot", "a file"])
def test_nothing_of_it_is_lost(form: str) -> None:
    pack = pack_of(SPRUNG)
    if form == "a file":
        text = write_pack(pack).text
        assert "trap: true\n        gives_away: " in text
        back = read_pack(text.encode(), "written.yaml").pack
    else:
        back = read_snapshot(write_snapshot(pack))
    assert back == pack


def test_an_entry_without_words_is_kept_without_and_written_by_its_key() -> None:
    pack = a_pack()
    told = FollowUp(causes=(ListEntry("refit"), ListEntry("busy", Text.plain("Too busy"))))
    pack = Pack(pack.ref, pack.title, pack.languages, pack.sections, pack.brand, follow_up=told)
    assert read_snapshot(write_snapshot(pack)) == pack
    back = read_pack(write_pack(pack).text.encode(), "x.yaml").pack
    assert back is not None
    assert [str(entry.text) for entry in back.follow_up.causes] == ["refit", "Too busy"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("days: 5", "days: 6"),
        ("not_so:", "untrue:"),
        ("{en: Refit,", "{en: Refitted,"),
        ("he: שיפוץ", "he: שיפוצים"),
        ('"43":', '"44":'),
        ("rotation_days: 0", "rotation_days: 1"),
        ("acknowledge_hours: 2", "acknowledge_hours: 3"),
        ("answer_days: 0", "answer_days: 1"),
        ("gives_away: YES", "gives_away: no"),
        ("        trap: true\n        gives_away: YES\n", ""),
    ],
)
def test_every_meaning_of_it_changes_the_digest(old: str, new: str) -> None:
    assert SPRUNG.count(old) == 1
    assert digest_of(pack_of(SPRUNG.replace(old, new))) != digest_of(pack_of(SPRUNG))


def test_editions_that_say_nothing_of_it_keep_the_digest_they_had_before_it_could_be_said() -> None:
    # Taken before the format had follow_up and traps. A change of that pack's own text changes it too.
    kept = "sha256:c81b73c5b611bca483cebb67c029d9c512758028be977538f31a4e17fb377f34"
    pack = shipped("internal-service@2026.1").pack
    assert digest_of(pack) == kept
    assert pack.follow_up == FollowUp()
    snapshot = write_snapshot(pack)
    assert not re.search('"(follow_up|trap|gives_away)":', snapshot)
    assert read_snapshot(snapshot).follow_up == FollowUp()


# Over a base.


def test_what_a_file_says_over_its_base_is_changed_key_by_key_and_lists_are_replaced(tmp_path: Path) -> None:
    over = (
        "follow_up: {appeal: {days: 9}, causes: {busy: {en: Busy, he: עומס}}, customers: {answer_days: 3}}\n"
        "sections: [{code: ARR, standards: [{code: A6, gives_away: no}]}]\n"
    )
    pack = built_over(tmp_path, over, SPRUNG)
    told = pack.follow_up
    assert (told.appeal_days, told.appeal_reasons) == (9, TOLD.appeal_reasons)
    assert [entry.key for entry in told.causes] == ["busy"]
    assert (told.owners, told.rotation_days) == (TOLD.owners, 0)
    assert (told.acknowledge_hours, told.answer_days) == (2, 3)
    assert standard_of(pack, "A6").gives_away == ("no",)
    alone = GOOD.replace("facts:\n", "follow_up: {rotation_days: 30}\nfacts:\n")
    assert built_over(tmp_path, "follow_up: {appeal: {days: 9}}\n", alone).follow_up == FollowUp(
        appeal_days=9, rotation_days=30
    )


def test_lists_of_a_base_follow_the_languages_of_the_pack_above(tmp_path: Path) -> None:
    assert built_over(tmp_path, "languages: [he]\n", SPRUNG).follow_up.causes == (
        ListEntry("refit", Text((("he", "שיפוץ"),))),
    )
    plain = GOOD.replace("facts:\n", "follow_up: {causes: {refit: Refit}}\nfacts:\n")
    read = read_over(tmp_path, HEAD + "languages: [he, en]\n", plain)
    assert [problem.code for problem in read.problems] == ["P740"]
    read = read_over(tmp_path, HEAD + "languages: [en, he, ro]\n", SPRUNG)
    (problem,) = read.problems
    assert problem.code == "P741"


def test_each_value_is_listed_with_the_place_that_set_it(tmp_path: Path) -> None:
    base = put(tmp_path, "base.yaml", SPRUNG)
    path = put(tmp_path, "branch.yaml", HEAD + "follow_up: {appeal: {days: 9}}\n")
    flat: dict[str, FlatValue] = {value.path: value for value in Library([]).flat(path)}
    days, cause = flat["follow_up.appeal.days"], flat["follow_up.causes.refit.he"]
    assert (days.value, days.place.file, days.place.line) == ("9", str(path), 5)
    assert (cause.value, cause.place.file) == ("שיפוץ", str(base))
    assert flat["sections[ARR].standards[A6].gives_away"].place.file == str(base)


@pytest.mark.parametrize(
    ("over", "code", "at"),
    [
        ("measure: {kind: count, unit: {en: l, he: ל}, at_most: 1}", "P420", "{kind: count"),
        ("measure: {kind: note}", "P424", "{kind: note"),
        ("trap: false", "P419", "false"),
        ("scored: true", "P612", "true"),
        ("gives_away: [yes, no]", "P423", "gives_away"),
        ("gives_away: maybe", "P420", "maybe"),
    ],
)
def test_what_a_change_brings_about_at_a_trap_of_the_base_is_told_at_the_change(
    tmp_path: Path, over: str, code: str, at: str
) -> None:
    line = f"sections: [{{code: ARR, standards: [{{code: A6, {over}}}]}}]"
    (problem,) = read_over(tmp_path, f"{HEAD}{line}\n", SPRUNG).problems
    assert problem.code == code, str(problem)
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "branch.yaml"), 5)
    assert line[problem.place.column - 1 :].startswith(at)


def test_a_trap_can_be_laid_over_a_base(tmp_path: Path) -> None:
    over = "sections: [{code: END, standards: [{code: E2, scored: false, trap: true, gives_away: no}]}]\n"
    read = read_over(tmp_path, HEAD + over)
    assert [problem.code for problem in read.faults] == []
    assert read.pack is not None
    assert standard_of(read.pack, "E2").gives_away == ("no",)


# Words of the lists, for the editor.


def judged(text: str) -> list[tuple[str, str]]:
    found = read_pack(text.encode(), "small.yaml", is_judged=True).problems
    spoken = text.splitlines()
    return [
        (problem.code, spoken[problem.place.line - 1][problem.place.column - 1 :])
        for problem in found
        if problem.place is not None
    ]


def test_an_editor_reads_the_lists_too() -> None:
    untranslated = "Nobody told us of it"
    text = GOOD.replace(
        "facts:\n",
        f"follow_up: {{causes: {{name: {{en: {untranslated}, he: {untranslated}}}, "
        f"long: {{en: {'word ' * 40}, he: {'מילה ' * 40}}}, two: {{en: In 2 rooms, he: בתוך 3 חדרים}}}}}}\nfacts:\n",
    )
    usual = judged(GOOD)
    found = [(code, said[:11]) for code, said in judged(text) if (code, said) not in usual]
    assert found == [("P825", "Nobody told"), ("P812", "word word w"), ("P824", "בתוך 3 חדרי")]
