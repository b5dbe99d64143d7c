"""What can be wrong with a pack that builds on another: each problem, at its place, and nothing else with it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from qaudit.core.problems import Problem, Severity
from qaudit.packs.bases import MOST_BASES
from qaudit.packs.library import Library
from tests.packs.building import HEAD, put, read_over
from tests.packs.good_pack import GOOD, without_mark

NEW = "text: {en: New, he: חדש}, measure: {kind: yes_no}"


@dataclass(frozen=True, slots=True)
class Case:
    """`text` stands below the usual head; then `code` is the only problem, at the mark «, and says `says`."""

    code: str
    text: str
    says: str = ""


def arrival(*entries: str) -> str:
    return "sections:\n  - code: ARR\n    standards:\n" + "".join(
        f"      - {{{entry}}}\n" for entry in entries
    )


CASES = [
    Case("P729", "drop: [«A11]\n", "no section, standard, fact or event 'A11' to drop (did you mean A1?)"),
    Case("P729", "drop: [A2, «ZEBRA]\n", "remove it from the list"),
    Case("P730", "drop: [«A5]\n", "and 'E3' still asks for it ("),
    Case("P730", "drop: [A2, «E1]\n", "'E1' is dropped, and 'E2' still asks for it ("),
    Case("P730", "drop: [luggage, «greeted]\n", "'greeted' is dropped, and 'A1' still asks for it ("),
    Case("P729", "drop: [«lugage]\n", "did you mean luggage?"),
    Case("P731", "drop: [E1, E2, «E3]\n", "no standard of section 'END' is left (drop the section itself)"),
    Case("P732", arrival("code: «A11, weight: 2"), "a new one needs text, measure (did you mean A1?)"),
    Case("P732", arrival("code: «ZEBRA, text: {en: Z, he: ז}"), "needs measure (mend the code, or write"),
    Case("P733", "sections: [{code: «ARX, weight: 2}]\n", "needs title, standards (did you mean ARR?)"),
    Case("P733", "sections: [{code: «ZEBRA, weight: 2}]\n", "mend the code, or write"),
    Case(
        "P734",
        "drop: [A2]\n" + arrival("code: «A2, weight: 2"),
        "'A2' is dropped in line 5, and a new one needs",
    ),
    Case("P735", "drop: [END]\nsections: [{code: «END, weight: 2}]\n", "'END' is dropped in line 5"),
    Case("P736", arrival("code: «E1, weight: 2"), "'E1' stands in section 'END' of the base"),
    Case("P737", arrival("code: A2, before: «E1"), "no standard 'E1' to stand before"),
    Case("P737", arrival(f"code: A9, before: «A33, {NEW}"), "did you mean A3?"),
    Case(
        "P738",
        "sections: [{code: END, before: «ARX}]\n",
        "no section 'ARX' to stand before (did you mean ARR?)",
    ),
    Case("P739", arrival("code: A1, measure: {at_most: «30}"), "write credit here too"),
    Case("P739", arrival("code: A1, measure: {at_least: «60}"), "base.yaml:39) (write"),
    Case("P740", "languages: «[ro, en, he]\n", "lack the pack's own language, ro: "),
    Case("P741", "languages: «[en, he, ro, fr]\n", "that lack ro, fr: "),
    # What the file brings about at a value of the base.
    Case("P413", arrival("code: A3, measure: «{scale: [1, 3]}"), "met_from 4 is not above 1 and up to 3 ("),
    Case("P413", arrival("code: A3, measure: «{scale: [1, 3]}"), "; it stands in "),
    Case(
        "P505",
        "sections:\n  - code: END\n    standards:\n      - «{code: E2, before: E1}\n",
        "'E1' is not before",
    ),
    Case("P602", "drop: [END]\n" + arrival("code: A1, scored: false").replace("{", "«{"), "base.yaml:41"),
    Case("P610", "drop: «[E2]\n", "; it stands in "),
    Case("P606", "scoring: «{bonus: cap}\n", "a band from 120"),
    # What the file itself says.
    Case("P201", arrival("code: A1, «wieght: 2"), "did you mean weight?"),
    Case("P202", arrival("code: A6, measure: «{kind: duration, at_most: 5}"), "lacks 'unit'"),
    Case("P202", arrival("weight: 2").replace("{", "«{"), "lacks 'code'"),
    Case("P203", "drop: «A1\n", "takes a list"),
    Case("P203", "sections: «none\n", "takes a list"),
    Case(
        "P305",
        arrival("code: A1, weight: 2", "code: «A1, weight: 3"),
        "the code 'A1' is taken: line 8 has it",
    ),
    Case("P305", arrival(f"code: N1, {NEW}", "code: «N1"), "the code 'N1' is taken: line 8 has it"),
    Case("P310", arrival("code: A1, text: {«ro: Nou}"), "no language 'ro'"),
    Case("P504", "drop: [A2]\n" + arrival("code: A3, when: {standard: «A2, is: yes}"), "no standard 'A2'"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.text[:50]!r}")
def test_it_is_told_at_its_place_and_nothing_else_is(case: Case, tmp_path: Path) -> None:
    text, place = HEAD + case.text, None
    if "«" in text:
        text, *spot = without_mark(text)
        place = tuple(spot)
    base = GOOD.replace("decimals: 1", "decimals: 1\n  bonus: over").replace("from: 82.5", "from: 120")
    read = read_over(tmp_path, text, base if case.code == "P606" else GOOD)
    assert [problem.code for problem in read.problems] == [case.code], [str(each) for each in read.problems]
    (problem,) = read.problems
    assert case.says in str(problem)
    assert problem.place is not None
    assert problem.place.file == str(tmp_path / "branch.yaml")
    if place is not None:
        assert (problem.place.line, problem.place.column) == place
    assert (read.pack is None) == (problem.severity is Severity.FAULT)


def test_all_of_them_are_told_in_one_pass(tmp_path: Path) -> None:
    text = (
        'format: 1\npack: Branch\nedition: "1"\nextends: small-pack@2026.1\ndrop: [A5, ZEBRA]\n'
        + arrival("code: A1, wieght: 2", "code: A99", "code: E1, weight: 1")
        + "scoring: {decimals: many}\n"
    )
    found = read_over(tmp_path, text).problems
    assert [problem.code for problem in found] == ["P301", "P730", "P729", "P201", "P732", "P736", "P203"]


def test_one_change_that_breaks_many_of_the_base_s_values_is_told_once_for_each_sentence(
    tmp_path: Path,
) -> None:
    found = read_over(tmp_path, HEAD + "facts:\n  channel:\n    options: yes_no\n").problems
    assert [(problem.code, problem.place.line if problem.place else 0) for problem in found] == [
        ("P503", 7)
    ] * 2
    assert sorted(problem.message for problem in found) == [
        "the fact 'channel' has no option 'desk'",
        "the fact 'channel' has no option 'phone'",
    ]
    assert "it stands in " in found[0].hint
    assert " and 1 more place" in found[0].hint


@pytest.mark.parametrize(
    "line", ["drop: [A1]", "sections: [{code: X, before: Y, title: {en: T, he: ט}, standards: []}]"]
)
def test_keys_that_change_a_base_do_nothing_without_one(tmp_path: Path, line: str) -> None:
    text = (
        GOOD + line + "\n"
        if line.startswith("drop")
        else GOOD.replace("code: END\n", "code: END\n    before: ARR\n")
    )
    (problem,) = read_over(tmp_path, text.replace("small-pack", "lone")).problems
    assert problem.code == "P728"


def test_before_on_a_standard_does_nothing_without_a_base(tmp_path: Path) -> None:
    text = GOOD.replace("code: A2\n", "code: A2\n        before: A1\n").replace("small-pack", "lone")
    (problem,) = read_over(tmp_path, text).problems
    assert str(problem).endswith(
        "P728 'before' does nothing in a pack that builds on none (remove it, or add extends)"
    )


# The base itself.


def base_problem(folder: Path, extends: str, more: str = "") -> Problem:
    text = f'format: 1\npack: branch-pack\nedition: "1"\nextends: {extends}\n{more}'
    (problem,) = read_over(folder, text).problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(folder / "branch.yaml"), 4)
    return problem


@pytest.mark.parametrize(
    ("extends", "code", "says"),
    [
        ("small-pack", "P721", "write them with an @ between: city-hotel@2026.1"),
        ('"@1"', "P721", "does not name a pack and its edition"),
        ("small-pack@2026.1@2", "P721", ""),
        (
            "small-pack@2026.2",
            "P722",
            "no pack small-pack@2026.2 to build on (it is looked for in the library",
        ),
        ("branch-pack@1", "P723", "cannot build on itself"),
    ],
)
def test_a_base_that_cannot_be(tmp_path: Path, extends: str, code: str, says: str) -> None:
    problem = base_problem(tmp_path, extends, arrival("code: A1, weight: 2"))
    assert problem.code == code
    assert says in str(problem)


def test_a_missing_base_is_told_with_its_neighbours_and_with_the_file_s_own_faults(tmp_path: Path) -> None:
    put(tmp_path, "library/small-pack/2026.1.yaml", GOOD)
    path = tmp_path / "elsewhere" / "branch.yaml"
    text = HEAD.replace("small-pack@2026.1", "smal-pack@2026.1") + arrival("code: A1, wieght: 2")
    read = Library([tmp_path / "library"]).read(path, text.encode())
    assert [problem.code for problem in read.problems] == ["P722", "P201"]
    assert read.problems[0].hint == "did you mean small-pack@2026.1?"
    assert read.pack is None


@pytest.mark.parametrize(
    "beside",
    ["base.yaml", "base.yml", "../small-pack/2026.1.yaml"],
    ids=["beside", "yml", "in a folder of its name"],
)
def test_a_base_is_found_in_the_library_and_beside_the_file(tmp_path: Path, beside: str) -> None:
    path = put(tmp_path, "mine/branch.yaml", HEAD)
    assert [problem.code for problem in Library([]).read(path, HEAD.encode()).problems] == ["P722"]
    put(tmp_path / "mine", beside, GOOD)
    assert Library([]).read(path, HEAD.encode()).problems == ()


def test_a_faulty_base_is_one_problem_that_points_to_it(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD.replace("weight: 20", "wieght: 20").replace("gate: 60", "gate: 600"))
    path = tmp_path / "branch.yaml"
    read = Library([]).read(path, (HEAD + arrival("code: A1, wieght: 2")).encode())
    assert [problem.code for problem in read.problems] == ["P726", "P201"]
    base = tmp_path / "base.yaml"
    assert f"{base}:32:5: P201 'wieght' is not a key of a section" in read.problems[0].message
    assert read.problems[0].hint == f"qaudit pack check {base} tells everything about it"


def test_two_bases_of_one_name_are_no_base(tmp_path: Path) -> None:
    put(tmp_path, "library/base.yaml", GOOD.replace("weight: 20", "weight: 21"))
    put(tmp_path, "base.yaml", GOOD)
    path = tmp_path / "branch.yaml"
    (problem,) = Library([tmp_path / "library"]).read(path, HEAD.encode()).problems
    assert problem.code == "P727"
    put(tmp_path, "library/base.yaml", "# the same\n" + GOOD)
    assert Library([tmp_path / "library"]).read(path, HEAD.encode()).problems == ()


def test_warnings_of_the_base_are_the_base_s(tmp_path: Path) -> None:
    base = GOOD.replace("weight: 3", "weight: 0").replace("{en: Calm, he: רגוע}", "Calm")
    assert read_over(tmp_path, HEAD, base).problems == ()
    read = read_over(tmp_path, HEAD + arrival("code: A2, weight: 0"), base)
    assert [problem.code for problem in read.problems] == ["P609"]


def test_what_the_base_accepts_stays_accepted(tmp_path: Path) -> None:
    base = GOOD.replace("        weight: 3\n", "        weight: 0\n        accept: {P609: meant}\n")
    read = read_over(tmp_path, HEAD + arrival("code: A1, weight: 3"), base)
    assert read.problems == ()
    read = read_over(tmp_path, HEAD + "drop: [A1, END]\n", base)
    assert (read.problems, read.accepted) == ((), ())


def test_a_base_that_is_no_name_is_a_wrong_kind_of_value(tmp_path: Path) -> None:
    text = HEAD.replace("small-pack@2026.1", "[small-pack]") + arrival("code: A1, wieght: 2")
    assert [problem.code for problem in read_over(tmp_path, text).problems] == ["P203", "P201"]


def test_what_is_too_much_together_is_told_where_it_comes_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qaudit.packs.yaml_text.MOST_VALUES", 300)
    assert read_over(tmp_path, GOOD).problems == ()
    events = "".join(f"  e{number}: {{en: E, he: ק}}\n" for number in range(60))
    (problem,) = read_over(tmp_path, f"{HEAD}events:\n{events}").problems
    assert (problem.code, str(problem.place)) == ("P110", f"{tmp_path / 'branch.yaml'}:4:10")


# Circles and long chains.


def ring(folder: Path, *names: str) -> None:
    """Each pack builds on the next, and the last on the first."""
    for name, base in zip(names, (*names[1:], names[0]), strict=True):
        put(folder, f"{name}.yaml", f'format: 1\npack: {name}\nedition: "1"\nextends: {base}@1\n')


def test_a_circle_is_told_in_each_of_its_files_and_as_a_faulty_base_outside(tmp_path: Path) -> None:
    ring(tmp_path, "a", "b", "c")
    put(tmp_path, "outside.yaml", 'format: 1\npack: outside\nedition: "1"\nextends: a@1\n')
    entries = {entry.ref.pack: entry for entry in Library([tmp_path]).entries()}
    told = {name: [str(problem) for problem in entry.problems] for name, entry in entries.items()}
    assert {name: len(problems) for name, problems in told.items()} == dict.fromkeys(
        ("a", "b", "c", "outside"), 1
    )
    assert "P724 the packs build on one another in a circle: a@1 → b@1 → c@1 → a@1" in told["a"][0]
    assert "P724 the packs build on one another in a circle: b@1 → c@1 → a@1 → b@1" in told["b"][0]
    assert "P724 the packs build on one another in a circle: c@1 → a@1 → b@1 → c@1" in told["c"][0]
    assert "P726 the base a@1 cannot be used: " in told["outside"][0]
    again = {
        entry.ref.pack: [str(each) for each in entry.problems] for entry in Library([tmp_path]).entries()
    }
    assert again == told


def test_only_so_many_packs_stand_under_one(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD)
    below = "small-pack@2026.1"
    for number in range(1, MOST_BASES + 2):
        put(tmp_path, f"p{number}.yaml", f'format: 1\npack: p{number}\nedition: "1"\nextends: {below}\n')
        below = f"p{number}@1"
    codes = {
        entry.ref.pack: [problem.code for problem in entry.problems]
        for entry in Library([tmp_path]).entries()
    }
    assert codes == {
        "small-pack": [],
        **{f"p{number}": [] for number in range(1, MOST_BASES + 1)},
        f"p{MOST_BASES + 1}": ["P725"],
    }


def test_a_hostile_name_of_a_base_is_shown_as_text(tmp_path: Path) -> None:
    problem = base_problem(tmp_path, '"a\\e[2J\\u202e' + "x" * 500 + '"')
    assert problem.code == "P721"
    assert "\x1b" not in str(problem)
    assert "\u202e" not in str(problem)
    assert len(problem.message) < 200


def test_warnings_from_far_below_are_told_there_alone(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD.replace("weight: 3", "weight: 0").replace("{en: Calm, he: רגוע}", "Calm"))
    put(tmp_path, "middle.yaml", HEAD.replace("branch-pack", "middle") + arrival("code: A2, weight: 0"))
    top = HEAD.replace("small-pack@2026.1", "middle@1")
    codes = {
        entry.ref.pack: [problem.code for problem in entry.problems]
        for entry in Library([tmp_path]).entries()
    }
    assert codes == {"small-pack": ["P312", "P609"], "middle": ["P609"]}
    assert Library([]).read(tmp_path / "top.yaml", top.encode()).problems == ()
    judged = Library([]).read(tmp_path / "top.yaml", top.encode(), is_judged=True)
    below = Library([]).read(tmp_path / "base.yaml", (tmp_path / "base.yaml").read_bytes(), is_judged=True)
    assert len(below.problems) > 2
    assert judged.problems == ()
