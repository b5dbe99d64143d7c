"""Every problem of the catalogue: one place of a good pack is spoilt, and that place alone is reported.

The mark « in a text stands where the problem must be found.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from qaudit.core.problems import Severity
from qaudit.packs.catalogue import CATALOGUE, RETIRED
from tests.packs.good_pack import GOOD, changed, read, without_mark


@dataclass(frozen=True, slots=True)
class Case:
    """`old` of the good pack becomes `new`; then `code` is the only problem, and its line says `says`."""

    code: str
    old: str
    new: str
    says: str = ""


A6_CLOCK = '{kind: clock, between: ["17:00", "21:30"]}'
E2_WHEN = "when: {all: [{standard: E1, is: yes}, {not: {standard: A1, verdict: missed}}]}"

YAML_CASES = [
    Case("P104", "pack: small-pack\nedition:", "pack: [small-pack\nedition«:", "that begins in line 2"),
    Case("P104", "pack: small-pack", "«\tpack: small-pack", "indent with spaces"),
    Case("P104", "  name: Small\n", "  name: Small«: hotel\n", "in quotes"),
    Case("P104", "  name: Small\n", "  name: «*small\n", "in quotes"),
    Case("P105", "  name: Small\n", "  name: Sm«\x07all\n", "U+0007"),
    Case("P105", "stage: arrival}", '«"st\\eage": arrival}', "U+001B"),
    Case("P107", "facts:\n", "«---\nfacts:\n"),
    Case("P111", "  logo: logo.svg\n", "  logo: logo.svg\n  «name: Other\n", "first in line 8"),
    Case("P111", "desk: {en: Desk, he: דלפק}", 'desk: {en: Desk, «"en": Counter, he: דלפק}', "'en'"),
    Case("P112", "  logo: logo.svg\n", "  logo: logo.svg\n  ? «[a, b]\n  : c\n"),
    Case("P113", "  decimals: 1", "  decimals: «!!int 1", "tag:yaml.org,2002:int"),
    Case("P113", "  name: Small\n", "  name: «!evil.Thing Small\n", "!evil.Thing"),
    Case("P114", "weight: 20", "weight: «1e999", "1e999"),
    Case("P114", "weight: 20", "weight: «.inf", "write a plain number"),
    Case("P114", "weight: 20", "weight: «" + "1" * 41),
    Case("P115", "  logo: logo.svg\n", "  logo:«\n"),
    Case("P115", "  logo: logo.svg\n", "  logo: «null\n"),
    Case("P115", "  logo: logo.svg\n", "  logo: «~\n"),
    Case("P117", "{en: Calm, he: רגוע}", "{en: Calm, «sure, he: רגוע}", "hold a comma in quotes"),
]
SHAPE_CASES = [
    Case("P201", "weight: 20", "«wieght: 20", "'wieght' is not a key of a section (did you mean weight?)"),
    Case("P201", "guidance:", "«guidence:", "a standard (did you mean guidance?)"),
    Case("P201", "events:\n", "«evnts:\n", "the pack (did you mean events?)"),
    Case("P201", "facts:\n", "«<<: {}\nfacts:\n", "no merge keys"),
    Case("P201", "unit: s, from", "unit: s, «most: 5, from", "a duration measure (did you mean at_most?)"),
    Case("P201", "expect: yes}", "«zebra: yes}", "a yes_no measure (its keys are kind, expect)"),
    Case("P201", "share: 0.5}", "share: 0.5, «at_mast: 3}", "a step of credit (did you mean at_most?)"),
    Case("P201", "{from: 0, name", "{«form: 0, name", "a band (did you mean from?)"),
    Case("P201", "mode: cap, cap: 70", "mode: cap, «cpa: 1, cap: 70", "critical (did you mean cap?)"),
    Case("P201", "{fact: channel, is: desk}", "{fact: channel, is: desk, «if: 1}", "a condition on a fact"),
    Case("P202", "title: {en: Small, he: קטן}\n", "", "«the pack lacks 'title'"),
    Case("P202", "unit: s, ", "", "a duration measure lacks 'unit'"),
    Case("P202", "{kind: note}", "«{}", "the measure lacks 'kind'"),
    Case("P202", "mode: cap, cap: 70", "cap: 70", "critical lacks 'mode'"),
    Case("P203", "title: {en: Small, he: קטן}", "title: «5", "takes text, and this is the number 5"),
    Case("P203", "code: A2", "code: «1.10", 'write it in quotes: "1.10"'),
    Case("P203", "is: desk}", "is: «true}", 'write it in quotes: "true"'),
    Case("P203", "he: דלפק}", "he: «[דלפק]}", "'he' takes text, and this is a list"),
    Case("P203", "brand:\n  name: Small\n", "brand:\n  name: «[Small]\n", "'name' takes text"),
    Case("P203", "weight: 20", 'weight: «"20"', "takes a number, and this is the text '20'"),
    Case("P203", "critical: true", "critical: «yes", "write true or false, without quotes"),
    Case("P203", "decimals: 1", "decimals: «1.5", "takes a whole number, and this is the number 1.5"),
    Case("P203", "languages: [en, he]", "languages: «en", "takes a list"),
    Case("P203", "measure: {kind: note}", "measure: «note", "takes a mapping, and this is the text 'note'"),
    Case("P203", "when: {fact: channel, is: desk}", "when: «channel", "takes a mapping"),
    Case("P203", "tags: {layer: provider, ", "tags: {layer: «[provider], ", "takes text, and this is a list"),
    Case("P203", "{kind: note}", "{kind: «3}", "'kind' takes one of yes_no, duration"),
    Case("P204", "mode: cap,", "mode: «cpa,", "flag, fail, cap, zero, and this is 'cpa' (did you mean cap?)"),
    Case("P204", "unit: s,", "unit: «sec,", "s, min, h, d"),
    Case("P204", "note: on_miss", "note: «onmiss", "did you mean on_miss?"),
    Case("P204", "kind: checklist", "kind: «checklst", "did you mean checklist?"),
    Case("P204", "options: yes_no", "options: «yesno", "takes yes_no or a mapping, and this is 'yesno'"),
    Case("P205", "gate: 60", "gate: «101", "a number from 0 to 100, and this is the number 101"),
    Case("P205", "pass_mark: 80", "pass_mark: «-1"),
    Case("P205", "cap: 70,", "cap: «100.5,", "the number 100.5"),
    Case("P205", "weight: 20", "weight: «-0.5", "a number of 0 or more"),
    Case("P205", "share: 0.5}", "share: «1.5}", "a number from 0 to 1"),
    Case("P205", "decimals: 1", "decimals: «7", "a number of 6 or less"),
    Case("P205", "count: 1}", "count: «0}", "a number of 1 or more"),
    Case("P205", "between: [0, 3]", "between: [«-1, 3]"),
    Case("P206", "between: [0, 3]", "between: «[0, 3, 4]", "at most 2 entries, and this has 3"),
    Case("P206", "scale: [1, 5]", "scale: «[1]", "at least 2 entries, and this has 1"),
    Case("P206", "in: [desk, phone]", "in: «[]", "at least 1 entry, and this has 0"),
    Case("P206", E2_WHEN, "when: {all: «[]}"),
    Case("P207", "format: 1", "format: «2", "format 2 is not known"),
    Case("P209", "effective: 2026-01-01", "effective: «2026-02-30", "the text '2026-02-30'"),
    Case("P209", "effective: 2026-01-01", "effective: «1/1/2026", "write it as 2026-01-31"),
]
NAME_CASES = [
    Case("P301", "pack: small-pack", "pack: «Small Pack", "'Small Pack'"),
    Case("P301", "pack: small-pack", "pack: «small--pack"),
    Case("P302", 'edition: "2026.1"', 'edition: «"2026/1"', "cannot name an edition"),
    Case("P303", 'edition: "2026.1"', "edition: «2026.10", '"2026.10"'),
    Case("P304", "code: A2", "code: «A 2", "'A 2' cannot be a code"),
    Case("P304", "code: A2", "code: «" + "A" * 41),
    Case("P304", "  arrival: {", "  arrival: {en: Arrival, he: הגעה}\n  «at desk: {", "cannot be an event"),
    Case("P304", "uniform: {text", "«uniform+pin: {text", "cannot be a part"),
    Case("P304", "stage: arrival}", "stage: arrival, «my tag: x}", "cannot be a tag"),
    Case("P305", "code: A2", "code: «A1", "the code 'A1' is taken: line 35 has it"),
    Case("P305", "code: END", "code: «ARR", "line 30 has it"),
    Case("P306", "uniform: {text", "«Badge: {text", "'Badge' and 'badge' differ only in case"),
    Case("P307", "cold: {text", "«NA: {text", "'NA' is a reading of its own"),
    Case("P307", "uniform: {text", "«none: {text"),
    Case("P307", "warm: {text", "«unseen: {text"),
    Case("P308", "languages: [en, he]", "languages: [en, he, «Hebrew]", "'Hebrew' is not a language"),
    Case("P309", "languages: [en, he]", "languages: [en, he, «he]"),
    Case("P310", "{en: Calm, he: רגוע}", "{en: Calm, he: רגוע, «iw: רגוע}", "languages are en, he"),
    Case("P311", "{en: Calm, he: רגוע}", "«{he: רגוע}", "own language, en"),
    Case("P312", "{en: Calm, he: רגוע}", "«{en: Calm}", "the text lacks he"),
    Case("P312", "{en: Calm, he: רגוע}", "«Calm", "the text lacks he"),
    Case("P313", "{en: Calm, he: רגוע}", '{en: Calm, he: «" "}'),
    Case("P313", "stage: arrival}", 'stage: «""}'),
    Case("P314", "{en: Calm, he: רגוע}", "{en: «" + "m" * 2001 + ", he: רגוע}", "2,001 characters"),
    Case("P315", "{en: Calm, he: רגוע}", '{en: «"Ca\\u202Elm", he: רגוע}', "U+202E"),
    Case("P315", "{en: Calm, he: רגוע}", '{en: «"\\e[31mCalm", he: רגוע}', "U+001B"),
    Case("P316", "layer: provider,", "layer: «proivder,", "is no layer (did you mean provider?)"),
    Case("P316", "dimension: responsiveness,", "dimension: «speed,", "write one of tangibles"),
]
MEASURE_CASES = [
    Case("P401", ", between: [0, 3]}", "}", "the count measure has no limit"),
    Case("P401", "{at_most: 120, share: 0.5}", "«{share: 0.5}", "the step has no limit"),
    Case("P402", "between: [0, 3]", "at_most: 3, «between: [0, 3]", "2 limits: at_most, between"),
    Case("P403", "between: [0, 3]", "between: «[3, 0]", "between 3 and 0"),
    Case("P404", "{at_most: 120, share: 0.5}", "{«at_least: 120, share: 0.5}", "use at_most"),
    Case("P405", "[{at_most: 60, share: 1}", "[«{at_most: 50, share: 1}", "{at_most: 60, share: 1}"),
    Case("P405", "[{at_most: 60, share: 1}", "[«{at_most: 60, share: 0.9}"),
    Case("P406", "share: 0.5}", "share: «1}", "share 1 is not below the 1"),
    Case("P407", "{at_most: 120, share: 0.5}", "{at_most: «60, share: 0.5}", "at_most: 60 is not wider"),
    Case("P408", "from: arrival,", "from: «arival,", "no event 'arival' (did you mean arrival?)"),
    Case("P408", "to: greeted,", "to: «zebra,", "add it under events"),
    Case("P409", "from: arrival, to: greeted,", "«from: arrival,", "'from' has no 'to'"),
    Case("P409", "from: arrival, to: greeted,", "«to: greeted,", "'to' has no 'from'"),
    Case("P410", "to: greeted,", "to: «arrival,"),
    Case("P411", '"21:30"', '«"25:30"', "'25:30' is not a time of day"),
    Case("P411", '"17:00"', "«noon"),
    Case("P412", "scale: [1, 5]", "scale: «[5, 5]", "from 5 to 5"),
    Case("P413", "met_from: 4", "met_from: «1", "met_from 1 is not above 1 and up to 5"),
    Case("P413", "met_from: 4", "met_from: «6"),
    Case("P414", "anchors: {1:", "anchors: {«0:", "'0' is no step from 1 to 5"),
    Case("P414", "anchors: {1:", "anchors: {«good:", "'good' is no step"),
    Case("P415", "{text: {en: Badge, he: תג}, share: 0.25}", "«{text: {en: Badge, he: תג}}", "'badge'"),
    Case("P416", "share: 0.75}", "share: 0.7}", "sum to 0.95, not 1"),
    Case(
        "P417", "warm: {text: {en: Warm, he: חם}, share: 1}", "«warm: {text: {en: Warm, he: חם}, share: 0.9}"
    ),
]
CONDITION_CASES = [
    Case("P501", "when: {fact: channel, is: desk}", "when: «{facts: channel}", "not a condition"),
    Case("P501", "when: {fact: channel, is: desk}", "when: «{}"),
    Case("P502", "{fact: channel, is: desk}", "{fact: «chanel, is: desk}", "did you mean channel?"),
    Case("P503", "{fact: channel, is: desk}", "{fact: channel, is: «dsk}", "did you mean desk?"),
    Case("P503", "{fact: channel, is: desk}", "{fact: luggage, is: «some}", "it has yes, no"),
    Case("P503", "in: [desk, phone]", "in: [desk, «fax]", "no option 'fax'"),
    Case("P504", "{standard: E1, is: yes}", "{standard: «A11, is: yes}", "no standard 'A11' (did you mean"),
    Case("P505", "{standard: E1, is: yes}", "{standard: «E2, is: yes}", "'E2' is not before this"),
    Case("P505", "when: {fact: channel, is: desk}", "when: {standard: «E1, is: yes}"),
    Case("P506", "{standard: E1, is: yes}", "{standard: E1, is: «warm}", "it takes yes, no"),
    Case("P506", "{standard: E1, is: yes}", "{standard: A4, is: «worm}", "did you mean warm?"),
    Case("P506", "{standard: A5, is: badge}", "{standard: A5, is: «none}", "it takes badge, uniform"),
    Case("P507", "{standard: E1, is: yes}", '{standard: A1, is: «"60"}', "a duration: it is not yes"),
]
SCORING_CASES = [
    Case("P601", "        critical: true", "        «critical: true\n        bonus: true", "S12"),
    Case("P602", "{kind: note}", "{kind: note}\n        «critical: true", "must be scored (S12)"),
    Case("P602", A6_CLOCK, A6_CLOCK + "\n        «critical: true\n        scored: false"),
    Case("P603", "{kind: note}", "{kind: note}\n        «bonus: true"),
    Case("P604", "{from: 0, name", "{from: 5, name", "no band begins at 0"),
    Case("P605", "{from: 82.5,", "{from: «0,", "the first in line 19"),
    Case("P606", "{from: 82.5,", "{from: «100.5,", "a band from 100.5"),
    Case("P607", "mode: cap, cap: 70,", "mode: «cap,", "add cap: 70"),
    Case("P608", "mode: cap, cap: 70,", "mode: fail, «cap: 70,", "in mode fail"),
    Case("P609", "weight: 3", "weight: «0", "S17"),
    Case("P609", "weight: 20", "weight: «0"),
    Case("P701", 'primary: "#0b3d5c"', 'primary: «"blue"', "'blue' is not a colour"),
    Case("P708", 'primary: "#0b3d5c"', 'primary: «"#ffee00"', "its contrast is 1.20"),
    Case("P702", "logo: logo.svg", "logo: «../logo.svg", "beside the pack"),
    Case("P702", "logo: logo.svg", "logo: «logo.gif"),
]


def asked_of(measure: str, *keys: str) -> str:
    """What the last standard of the first section asks for instead: without points, and with more keys."""
    return "\n        ".join((measure, "scored: false", *keys))


YES_NO, COUNT = "{kind: yes_no}", "{kind: count, unit: {en: lamps, he: מנורות}, at_least: 0}"
CHOICE = "{kind: choice, options: {a: {text: {en: A, he: א}, share: 1}, b: {text: {en: B, he: ב}, share: 0}}}"
LENGTH = "{kind: duration, unit: min, at_most: 5}"
SCALE = "{kind: rating, scale: [1, 3], met_from: 2}"
TRAP_CASES = [
    Case("P203", A6_CLOCK, asked_of(YES_NO, "trap: «yes", "gives_away: yes"), "true or false"),
    Case("P203", A6_CLOCK, asked_of(COUNT, "trap: true", "gives_away: «3"), 'in quotes: "3"'),
    Case("P203", A6_CLOCK, asked_of(COUNT, "trap: true", 'gives_away: ["1", «3]'), "'gives_away' takes text"),
    Case("P203", A6_CLOCK, asked_of(YES_NO, "trap: true", "gives_away: «{is: yes}"), "this is a mapping"),
    Case("P206", A6_CLOCK, asked_of(YES_NO, "trap: true", "gives_away: «[]"), "at least 1 entry"),
    Case("P418", A6_CLOCK, asked_of(YES_NO, "«trap: true"), "the trap has no gives_away"),
    Case("P201", A6_CLOCK, asked_of(YES_NO, "trap: true", "«give_away: yes"), "did you mean gives_away?"),
    Case("P419", A6_CLOCK, asked_of(YES_NO, "«gives_away: yes"), "write trap: true beside it"),
    Case("P419", A6_CLOCK, asked_of(YES_NO, "trap: false", "«gives_away: yes")),
    Case("P420", A6_CLOCK, asked_of(YES_NO, "trap: true", "gives_away: «maybe"), "'maybe' is neither yes"),
    Case("P420", A6_CLOCK, asked_of(YES_NO, "trap: true", 'gives_away: «""'), "the reading is empty"),
    Case("P420", A6_CLOCK, asked_of(COUNT, "trap: true", 'gives_away: ["1", «many]'), "such as 3"),
    Case("P420", A6_CLOCK, asked_of(CHOICE, "trap: true", "gives_away: «c"), "none of its options"),
    Case("P420", A6_CLOCK, asked_of(SCALE, "trap: true", 'gives_away: «"4"'), "a number from 1 to 3"),
    Case("P420", A6_CLOCK, asked_of(LENGTH, "trap: true", "gives_away: [1min, «soon]"), "length of time"),
    Case("P420", A6_CLOCK, asked_of(A6_CLOCK, "trap: true", 'gives_away: «"25:00"'), "not a time of day"),
    Case("P421", A6_CLOCK, asked_of(YES_NO, "trap: true", "gives_away: «na"), "'na' gives nobody away"),
    Case("P421", A6_CLOCK, asked_of(COUNT, "trap: true", 'gives_away: ["2", «UNSEEN]')),
    Case(
        "P422", A6_CLOCK, asked_of(YES_NO, "trap: true", "gives_away: [yes, «YES]"), "same reading as 'yes'"
    ),
    Case("P422", A6_CLOCK, asked_of(LENGTH, "trap: true", 'gives_away: [1min, 2min, «"1:00"]')),
    Case("P423", A6_CLOCK, asked_of(YES_NO, "trap: true", "«gives_away: [no, yes]"), "nobody can answer"),
    Case("P423", A6_CLOCK, asked_of(CHOICE, "trap: true", "«gives_away: [a, B]")),
    Case("P423", A6_CLOCK, asked_of(SCALE, "trap: true", '«gives_away: ["1", "2", "3"]')),
    Case("P424", A6_CLOCK, asked_of("{kind: note}", "trap: true", "«gives_away: lamp")),
    Case("P412", A6_CLOCK, asked_of(SCALE.replace("1, 3", "3, 1"), "trap: true", 'gives_away: "2"')),
    Case("P612", A6_CLOCK, YES_NO + "\n        «trap: true\n        gives_away: yes", "write scored: false"),
    Case("P612", A6_CLOCK, YES_NO + "\n        bonus: true\n        «trap: true\n        gives_away: yes"),
    Case("P612", A6_CLOCK, YES_NO + "\n        critical: true\n        «trap: true\n        gives_away: yes"),
    Case("P602", A6_CLOCK, asked_of(YES_NO, "«critical: true", "trap: true", "gives_away: yes")),
    Case("P603", A6_CLOCK, asked_of(YES_NO, "«bonus: true", "trap: true", "gives_away: yes")),
]


def following(keys: str) -> str:
    """What happens after a visit, ahead of the facts."""
    return f"follow_up: {{{keys}}}\nfacts:\n"


REFIT = "{en: Refit, he: שיפוץ}"
FOLLOW_UP_CASES = [
    Case("P203", "facts:\n", "follow_up: «7\nfacts:\n", "'follow_up' takes a mapping"),
    Case("P201", "facts:\n", following("«apeal: {days: 7}"), "the follow-up (did you mean appeal?)"),
    Case("P201", "facts:\n", following("appeal: {«day: 7}"), "the appeal (did you mean days?)"),
    Case("P201", "facts:\n", following("customers: {«answer_hours: 7}"), "did you mean answer_days?"),
    Case("P203", "facts:\n", following("appeal: {days: «7.5}"), "a whole number"),
    Case("P203", "facts:\n", following('rotation_days: «"90"'), "without quotes and without a unit"),
    Case("P203", "facts:\n", following("causes: «[refit]"), "'causes' takes a mapping"),
    Case("P203", "facts:\n", following("causes: {refit: «5}"), "'refit' takes text"),
    Case("P115", "facts:\n", following("causes: {refit: «}"), "nothing stands here"),
    Case("P205", "facts:\n", following("appeal: {days: «367}"), "a number of 366 or less"),
    Case("P205", "facts:\n", following("appeal: {days: «-1}"), "a number of 0 or more"),
    Case("P205", "facts:\n", following("rotation_days: «1000")),
    Case("P205", "facts:\n", following("customers: {acknowledge_hours: «0}"), "a number of 1 or more"),
    Case("P205", "facts:\n", following("customers: {acknowledge_hours: «721}"), "a number of 720 or less"),
    Case("P205", "facts:\n", following("customers: {answer_days: «367}")),
    Case("P206", "facts:\n", following("owners: «{}"), "at least 1 entry, and this has 0"),
    Case("P206", "facts:\n", following("appeal: {reasons: «{}}")),
    Case("P304", "facts:\n", following(f'causes: {{«"a refit": {REFIT}}}'), "cannot be a cause"),
    Case("P304", "facts:\n", following(f"owners: {{«{'o' * 41}: {REFIT}}}"), "cannot be an owner"),
    Case("P304", "facts:\n", following(f'appeal: {{reasons: {{«"?": {REFIT}}}}}'), "cannot be a reason"),
    Case(
        "P306", "facts:\n", following(f"causes: {{refit: {REFIT}, «Refit: {REFIT}}}"), "differ only in case"
    ),
    Case("P310", "facts:\n", following("causes: {refit: {en: R, he: ש, «ro: R}}"), "no language 'ro'"),
    Case("P311", "facts:\n", following("causes: {refit: «{he: שיפוץ}}"), "own language, en"),
    Case("P312", "facts:\n", following("causes: {refit: «{en: Refit}}"), "the text lacks he"),
    Case("P312", "facts:\n", following("owners: {source: «Refit}"), "the text lacks he"),
    Case("P313", "facts:\n", following('causes: {refit: {en: «" ", he: ש}}')),
    Case("P314", "facts:\n", following(f"causes: {{refit: {{en: «{'m' * 2001}, he: ש}}}}")),
]
CASES = [
    *YAML_CASES,
    *SHAPE_CASES,
    *NAME_CASES,
    *MEASURE_CASES,
    *CONDITION_CASES,
    *SCORING_CASES,
    *TRAP_CASES,
    *FOLLOW_UP_CASES,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.new[:50]!r}")
def test_a_spoilt_place_is_the_only_one_reported(case: Case) -> None:
    text = changed(case.old, case.new)
    place = None
    if "«" in case.new:
        text, *spot = without_mark(text)
        place = tuple(spot)
    found = read(text)
    assert [problem.code for problem in found.problems] == [case.code], [str(p) for p in found.problems]
    problem = found.problems[0]
    assert case.says.lstrip("«") in str(problem)
    assert problem.place is not None
    assert problem.place.file == "small.yaml"
    if place is not None:
        assert (problem.place.line, problem.place.column) == place
    assert (found.pack is None) == (problem.severity is Severity.FAULT)


def test_the_good_pack_has_no_problem() -> None:
    found = read(GOOD)
    assert found.problems == ()
    assert found.pack is not None


def test_all_problems_of_a_file_are_told_in_one_pass_in_its_order() -> None:
    text = GOOD
    for old, new in (
        ("weight: 20", "wieght: 20"),
        ("scale: [1, 5]", "scale: [5, 1]"),
        ("from: arrival", "from: arival"),
        ("{standard: A5, is: badge}", "{standard: A55, is: badge}"),
        ("decimals: 1", 'decimals: "1"'),
        ("code: A2", "code: A1"),
        ("{en: Thanked, he: הודו}", "{he: הודו}"),
    ):
        assert old in text
        text = text.replace(old, new)
    found = read(text)
    assert [problem.code for problem in found.problems] == [
        "P203", "P201", "P408", "P305", "P412", "P311", "P504",
    ]  # fmt: skip
    places = [problem.place for problem in found.problems]
    assert places == sorted(places)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("  channel:\n", "  chanel:\n", ["P502", "P502"]),
        ("events:\n", "evnts:\n", ["P201"]),
        ("languages: [en, he]", "languages: 5", ["P203"]),
        ("code: A1", "code: 1", ["P203"]),
        ("kind: checklist", "kind: chcklist", ["P204"]),
        ("  arrival: {en: Arrival, he: הגעה}", "  arrival: 5", ["P203"]),
        ("    options: {desk", "    optoins: {desk", ["P201"]),
        ("    standards:\n      - code: A1", "    standrads:\n      - code: A1", ["P201"]),
        ("unit: {en: rings, he: צלצולים}, between: [0, 3]", "unt: x", ["P201"]),
        ("cap: 70", "cap: 700", ["P205"]),
        ("  - code: END\n", "  - 5\n  - code: END\n", ["P203"]),
        ("      - code: A2\n", "      - greeted\n      - code: A2\n", ["P203"]),
        ("standards:\n      - code: E1", "standards: all\n    others:\n      - code: E1", ["P203", "P201"]),
        ("brand:\n", "brand: Small\nbrnd:\n", ["P203", "P201"]),
        ("facts:\n", "facts: none\nothers:\n", ["P203", "P201"]),
        ("sections:\n", "sections: none\nothers:\n", ["P203", "P201"]),
        ("    - {from: 0, name", "    - {name", ["P202"]),
        ("    - {from: 0, name: {en: Low, he: נמוך}}", "    - low", ["P203"]),
        ("warm: {text: {en: Warm, he: חם}, share: 1}", "warm: {text: {en: Warm, he: חם}}", ["P202"]),
        ("warm: {text: {en: Warm, he: חם}, share: 1}", "warm: 1", ["P203"]),
        ("share: 0.25}", "share: some}", ["P203"]),
        ("{at_most: 120, share: 0.5}", "{at_most: long, share: 0.5}", ["P203"]),
        ("{at_most: 120, share: 0.5}", "two minutes", ["P203"]),
        ("{standard: E1, is: yes}", "{any: [{any: [{any: [{any: [{fact: 5, is: yes}]}]}]}]}", ["P203"]),
        ("{standard: E1, is: yes}", "5", ["P203"]),
        ("languages: [en, he]", "languages: [en, 5]", ["P203"]),
        ("format: 1\n", "", ["P202"]),
        ('edition: "2026.1"', "edition: [2026.1]", ["P203"]),
        ('edition: "2026.1"', "edition:", ["P115"]),
        ("pack: small-pack", "pack: ~", ["P115"]),
        ("measure: {kind: note}", "measure: {kind: }", ["P115"]),
        ("measure: {kind: note}", "measure: ", ["P115"]),
        ("anchors: {1:", "anchors: {1: {en: Dirty, he: y}, 01:", ["P414"]),
    ],
)
def test_one_fault_is_not_told_again_by_its_consequences(old: str, new: str, codes: list[str]) -> None:
    assert old in GOOD
    found = read(GOOD.replace(old, new, 1))
    assert [problem.code for problem in found.problems] == codes, [str(p) for p in found.problems]


ELSEWHERE = {
    "P101": "test_library.py",
    "P102": "test_bad_input.py",
    "P103": "test_bad_input.py",
    "P106": "test_bad_input.py",
    "P108": "test_bad_input.py",
    "P109": "test_bad_input.py",
    "P110": "test_bad_input.py",
    "P116": "test_bad_input.py",
    "P508": "test_rules.py",
    "P610": "test_rules.py",
    "P611": "test_rules.py",
    "P703": "test_library.py",
    "P704": "test_library.py",
    "P705": "test_library.py",
    "P706": "test_frozen_editions.py",
    "P707": "test_frozen_editions.py",
    **{f"P{number}": "test_building_problems.py" for number in range(721, 742)},
    "P891": "test_acceptance.py",
}
JUDGEMENT = "P8"
"""Warnings with a judgement of their own are proven in `judgement/`."""


def test_every_problem_of_the_catalogue_is_proven() -> None:
    assert len(CATALOGUE) > 80
    here = {case.code for case in CASES}
    assert here.isdisjoint(ELSEWHERE)
    judged = {code for code in CATALOGUE if code.startswith(JUDGEMENT)} - ELSEWHERE.keys()
    assert here | ELSEWHERE.keys() | judged == CATALOGUE.keys()
    for code, file in ELSEWHERE.items():
        assert code in (Path(__file__).parent / file).read_text(encoding="utf-8"), code


def test_a_code_that_is_no_longer_told_is_not_used_again() -> None:
    assert "P208" in RETIRED
    assert RETIRED.isdisjoint(CATALOGUE)


def test_every_code_is_written_alike_and_every_problem_says_what_to_do() -> None:
    for code, kind in CATALOGUE.items():
        assert re.fullmatch(r"P[1-8]\d\d", code)
        assert kind.message
        assert not kind.message.endswith(".")
    silent = {code for code, kind in CATALOGUE.items() if not kind.hint}
    assert silent <= {"P203", "P204", "P205", "P206", "P503", "P504", "P609"}, "theirs depend on the case"
