"""A pack that builds on another: what it takes, changes, adds, drops, and in which order and language."""

from fractions import Fraction
from pathlib import Path

import pytest

from qaudit.core.measures import AtLeast, AtMost, CountMeasure, DurationMeasure, RatingMeasure, YesNoMeasure
from qaudit.core.standards import CriticalMode, FactIs, RollUp
from qaudit.packs.anatomy import ANY, PACK, value_at
from qaudit.packs.library import Library
from qaudit.packs.notices import Notice
from qaudit.packs.reader import read_pack
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.rules.texts import texts_of
from qaudit.packs.shape import PackFile
from qaudit.packs.yaml_text import compose_yaml, read_yaml
from tests.packs.building import HEAD, built_over, put, standard_of
from tests.packs.good_pack import GOOD, read


def base_pack() -> object:
    return read(GOOD).pack


def test_a_file_that_says_nothing_more_is_the_base_under_its_own_name(tmp_path: Path) -> None:
    pack, base = built_over(tmp_path, ""), read(GOOD).pack
    assert base is not None
    assert str(pack.ref) == "branch-pack@1"
    assert pack.effective is None
    assert base.effective is not None
    same = ("title", "languages", "sections", "brand", "scoring", "facts", "events")
    assert [getattr(pack, name) for name in same] == [getattr(base, name) for name in same]


def test_top_level_keys_are_changed_key_by_key(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path,
        "effective: 2026-06-01\ntitle: {he: שלי}\n"
        'brand: {voice: {en: Loud, he: רועש}, colours: {accent: "#112233"}}\n'
        "scoring: {roll_up: pooled, bands: [{from: 0, name: {en: All, he: הכול}}]}\n"
        "facts: {channel: {options: {fax: {en: Fax, he: פקס}}}, rain: {text: {en: Rain, he: גשם}, options: yes_no}}\n"
        "events: {greeted: {en: Hello}, left: {en: Left, he: יציאה}}\n",
    )
    assert pack.title.entries == (("en", "Small"), ("he", "שלי"))
    assert (str(pack.brand.name), str(pack.brand.voice)) == ("Small", "Loud")
    assert (pack.brand.primary, pack.brand.accent, pack.brand.logo) == ("#0b3d5c", "#112233", "logo.svg")
    assert (pack.scoring.roll_up, pack.scoring.pass_mark) == (RollUp.POOLED, Fraction(80))
    assert [str(band.name) for band in pack.scoring.bands] == ["All"]
    assert [(fact.name, fact.keys) for fact in pack.facts] == [
        ("channel", ("desk", "phone", "fax")),
        ("luggage", ("yes", "no")),
        ("rain", ("yes", "no")),
    ]
    assert [(event.name, event.text.entries) for event in pack.events] == [
        ("arrival", (("en", "Arrival"), ("he", "הגעה"))),
        ("greeted", (("en", "Hello"), ("he", "ברכה"))),
        ("left", (("en", "Left"), ("he", "יציאה"))),
    ]


def test_an_entry_whose_code_the_base_has_changes_only_what_it_names(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path,
        """\
sections:
  - code: ARR
    gate: 70
    standards:
      - code: A1
        critical: false
        tags: {stage: door}
        when: {fact: luggage, is: "yes"}
      - code: A3
        measure: {met_from: 5}
""",
    )
    before, after = (standard_of(each, "A1") for each in (read(GOOD).pack, pack) if each)
    assert (pack.sections[0].gate, pack.sections[0].weight) == (Fraction(70), Fraction(20))
    assert (after.is_critical, after.weight, after.measure) == (False, Fraction(3), before.measure)
    assert dict(after.tags) == {"layer": "provider", "dimension": "responsiveness", "stage": "door"}
    assert after.when == FactIs("luggage", ("yes",))
    rating = standard_of(pack, "A3").measure
    assert isinstance(rating, RatingMeasure)
    assert (rating.low, rating.high, rating.met_from, len(rating.anchors)) == (1, 5, 5, 1)
    assert [standard.code for standard in pack.standards] == [f"A{n}" for n in range(1, 7)] + [
        "E1",
        "E2",
        "E3",
    ]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("{at_most: 2}", AtMost(Fraction(2))),
        ("{at_least: 1}", AtLeast(Fraction(1))),
        ("{kind: count, at_most: 2}", AtMost(Fraction(2))),
    ],
)
def test_another_limit_takes_the_place_of_the_base_s(tmp_path: Path, measure: str, expected: object) -> None:
    pack = built_over(tmp_path, f"sections: [{{code: ARR, standards: [{{code: A2, measure: {measure}}}]}}]\n")
    counted = standard_of(pack, "A2").measure
    assert isinstance(counted, CountMeasure)
    assert (counted.limit, str(counted.unit)) == (expected, "rings")


def test_a_measure_of_another_kind_replaces_the_base_s(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path,
        "sections: [{code: ARR, standards: [{code: A1, measure: {kind: yes_no}},"
        " {code: A6, measure: {kind: duration, unit: min, at_most: 5}}]}]\n",
    )
    assert standard_of(pack, "A1").measure == YesNoMeasure()
    measure = standard_of(pack, "A6").measure
    assert isinstance(measure, DurationMeasure)
    assert measure.from_event is None


def test_a_limit_with_its_ladder_replaces_both(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path,
        "sections: [{code: ARR, standards: [{code: A1, measure:"
        " {at_most: 30, credit: [{at_most: 30, share: 1}]}}]}]\n",
    )
    measure = standard_of(pack, "A1").measure
    assert isinstance(measure, DurationMeasure)
    assert (measure.limit, len(measure.ladder), measure.from_event) == (AtMost(Fraction(30)), 1, "arrival")


def test_critical_with_another_mode_is_another_one(tmp_path: Path) -> None:
    failing = built_over(tmp_path, "scoring: {critical: {mode: fail}}\n").scoring.critical
    assert (failing.mode, failing.cap) == (CriticalMode.FAIL, None)
    counted = built_over(tmp_path, "scoring: {critical: {count: 2}}\n").scoring.critical
    assert (counted.mode, counted.cap, counted.count) == (CriticalMode.CAP, Fraction(70), 2)


NEW = "text: {en: New, he: חדש}, measure: {kind: yes_no}"


def test_what_is_new_comes_after_the_base_s_or_before_the_code_it_names(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path,
        f"""\
sections:
  - {{code: MID, before: END, title: {{en: M, he: אמ}},
     standards: [{{code: M2, {NEW}}}, {{code: M1, before: M2, {NEW}}}]}}
  - code: ARR
    standards:
      - {{code: A9, {NEW}}}
      - {{code: A7, before: A2, {NEW}}}
      - {{code: A8, before: A2, {NEW}}}
      - {{code: A6, before: A1}}
  - {{code: FIN, title: {{en: F, he: אף}}, standards: [{{code: F1, {NEW}}}]}}
""",
    )
    assert [section.code for section in pack.sections] == ["ARR", "MID", "END", "FIN"]
    arrival = [standard.code for standard in pack.sections[0].standards]
    assert arrival == ["A6", "A1", "A7", "A8", "A2", "A3", "A4", "A5", "A9"]
    assert [standard.code for standard in pack.sections[1].standards] == ["M1", "M2"]


def test_standards_and_whole_sections_are_dropped(tmp_path: Path) -> None:
    pack = built_over(tmp_path, "drop: [A2, END]\n")
    assert [standard.code for standard in pack.standards] == ["A1", "A3", "A4", "A5", "A6"]
    assert [section.code for section in pack.sections] == ["ARR"]


def test_facts_and_events_that_nobody_asks_for_are_dropped(tmp_path: Path) -> None:
    base = GOOD.replace("  greeted: {en", "  luggage: {en: Bags, he: תיקים}\n  greeted: {en")
    pack = built_over(tmp_path, "drop: [luggage]\n", base)
    assert [fact.name for fact in pack.facts] == ["channel"]
    assert [event.name for event in pack.events] == ["arrival", "greeted"]


def test_a_code_that_a_section_and_a_standard_have_means_the_section(tmp_path: Path) -> None:
    base = GOOD.replace("code: A2", "code: END")
    pack = built_over(tmp_path, "drop: [END]\n", base)
    assert [standard.code for standard in pack.standards] == ["A1", "END", "A3", "A4", "A5", "A6"]


def test_what_is_dropped_may_be_written_anew_elsewhere(tmp_path: Path) -> None:
    pack = built_over(
        tmp_path, f"drop: [A2]\nsections: [{{code: END, standards: [{{code: A2, before: E1, {NEW}}}]}}]\n"
    )
    assert [standard.code for standard in pack.sections[1].standards] == ["A2", "E1", "E2", "E3"]
    assert standard_of(pack, "A2").measure == YesNoMeasure()


# Texts and languages.


def text_over(folder: Path, text: str, languages: str = "") -> tuple[tuple[str, str], ...]:
    more = f"languages: {languages}\n" if languages else ""
    changed = f"sections: [{{code: ARR, standards: [{{code: A2, text: {text}}}]}}]\n"
    put(folder, "base.yaml", GOOD)
    path = put(folder, "branch.yaml", HEAD + more + changed)
    read = Library([]).read(path, path.read_bytes())
    assert read.faults == ()
    assert read.pack is not None
    return standard_of(read.pack, "A2").text.entries


def test_a_text_changes_by_language_and_a_plain_one_says_all_anew(tmp_path: Path) -> None:
    assert text_over(tmp_path, "{he: טבעות}") == (("en", "Rings"), ("he", "טבעות"))
    assert text_over(tmp_path, "{en: Bells, he: טבעות}") == (("en", "Bells"), ("he", "טבעות"))
    assert text_over(tmp_path, "Bells") == (("en", "Bells"),)


def test_languages_can_be_fewer(tmp_path: Path) -> None:
    pack = built_over(tmp_path, "languages: [en]\n")
    assert pack.languages == ("en",)
    assert {text.languages for text in (standard.text for standard in pack.standards)} == {("en",)}
    fact = pack.fact("luggage")
    assert fact is not None
    assert fact.options[0].text.entries == (("en", "Yes"),)


def test_another_own_language_comes_first(tmp_path: Path) -> None:
    pack = built_over(tmp_path, "languages: [he, en]\n")
    assert standard_of(pack, "A2").text.entries == (("he", "צלצולים"), ("en", "Rings"))
    assert str(pack.brand.name) == "Small"


def test_a_plain_text_of_the_base_is_in_the_base_s_own_language(tmp_path: Path) -> None:
    base = GOOD.replace("languages: [en, he]", "languages: [en]").replace("{en: Rings, he: צלצולים}", "Rings")
    base = read_only_english(base)
    put(tmp_path, "base.yaml", base)
    path = put(tmp_path, "branch.yaml", HEAD + "languages: [he, en]\n")
    read = Library([]).read(path, path.read_bytes())
    assert [problem.code for problem in read.problems] == ["P740"]
    path.write_text(HEAD + "languages: [en, he]\ntitle: {he: קטן}\n", encoding="utf-8")
    read = Library([]).read(path, path.read_bytes())
    assert [problem.code for problem in read.problems] == ["P741"]
    assert read.pack is not None
    assert read.pack.title.entries == (("en", "Small"), ("he", "קטן"))


def read_only_english(text: str) -> str:
    """The good pack in one language."""
    import re

    plain = re.sub(r"\{en: ([^,{}]+), he: [^{}]+\}", r"\1", text)
    assert read_pack(plain.encode(), "x").problems == ()
    return plain


# Chains.


def test_a_pack_may_build_on_one_that_builds_on_another(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD)
    put(tmp_path, "middle.yaml", HEAD.replace("branch-pack", "middle") + "drop: [A2]\ntitle: {en: Middle}\n")
    top = put(
        tmp_path,
        "top.yaml",
        HEAD.replace("branch-pack", "top").replace("small-pack@2026.1", "middle@1")
        + "sections: [{code: ARR, standards: [{code: A1, weight: 7}]}]\n",
    )
    loaded = Library([]).load(str(top))
    assert [str(ref) for ref in loaded.bases] == ["middle@1", "small-pack@2026.1"]
    assert loaded.pack.title.entries == (("en", "Middle"), ("he", "קטן"))
    assert [standard.code for standard in loaded.pack.standards][:2] == ["A1", "A3"]
    values = {value.path: value for value in Library([]).flat(top)}
    where = {path: Path(values[path].place.file).name for path in values}
    assert where["title.en"] == "middle.yaml"
    assert where["title.he"] == "base.yaml"
    assert where["sections[ARR].standards[A1].weight"] == "top.yaml"
    assert where["sections[ARR].standards[A1].measure.credit[1].share"] == "base.yaml"
    assert "sections[ARR].standards[A2].code" not in values


def test_every_value_says_the_line_that_set_it(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD)
    branch = put(
        tmp_path,
        "branch.yaml",
        HEAD
        + "languages: [he, en]\ntitle: {he: שלי}\n"
        + "sections:\n  - code: ARR\n    standards:\n"
        + f"      - {{code: A1, measure: {{kind: yes_no}}}}\n      - {{code: A9, {NEW}}}\n",
    )
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in (branch, tmp_path / "base.yaml")}
    flat = Library([]).flat(branch)
    assert len(flat) > 80
    assert {value.place.file for value in flat} == {str(path) for path in lines}
    for value in flat:
        assert value.value in lines[Path(value.place.file)][value.place.line - 1]
    assert len({value.path for value in flat}) == len(flat)


def test_the_logo_lies_beside_the_file_that_names_it(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    put(tmp_path, "below/base.yaml", GOOD)
    (tmp_path / "below" / "logo.svg").write_bytes(svg)
    path = put(tmp_path, "above/branch.yaml", HEAD)
    library = Library([tmp_path / "below"])
    assert (library.load(str(path)).logo, library.load(str(path)).warnings) == (svg, ())
    put(tmp_path, "above/branch.yaml", HEAD + "brand: {logo: mine.svg}\n")
    loaded = library.load(str(path))
    assert loaded.logo is None
    assert [str(problem.place) for problem in loaded.warnings] == [f"{path}:1:1"]


def test_values_that_an_alias_shares_are_changed_apart(tmp_path: Path) -> None:
    base = GOOD.replace(
        "measure: {kind: count, unit: {en: rings, he: צלצולים}, between: [0, 3]}",
        "measure: &rings {kind: count, unit: {en: rings, he: צלצולים}, between: [0, 3]}",
    )
    base = base.replace('measure: {kind: clock, between: ["17:00", "21:30"]}', "measure: *rings")
    pack = built_over(
        tmp_path, "sections: [{code: ARR, standards: [{code: A6, measure: {at_most: 2}}]}]\n", base
    )
    changed, kept = standard_of(pack, "A6").measure, standard_of(pack, "A2").measure
    assert isinstance(changed, CountMeasure)
    assert isinstance(kept, CountMeasure)
    assert changed.limit == AtMost(Fraction(2))
    assert kept.limit != changed.limit


def test_every_text_of_the_format_is_known_to_be_one(tmp_path: Path) -> None:
    value = read_yaml(GOOD.encode()).value
    texts = [path for path, _ in texts_of(Inspection(PackFile.model_validate(value)))]
    assert len(texts) > 25
    root = compose_yaml(GOOD.encode())
    assert not isinstance(root, Notice)
    for path in texts:
        node, form = root, PACK
        for step in path:
            form = (form.entries or ANY) if isinstance(step, int) else form.of(str(step), node)
            node = node.value[step] if isinstance(step, int) else value_at(node, str(step)) or node
        assert form.is_text, path


def test_no_text_keeps_a_language_that_the_pack_has_not(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD)
    path = put(tmp_path, "branch.yaml", HEAD + "languages: [he]\n")
    paths = [value.path for value in Library([]).flat(path)]
    assert sum(path.endswith(".he") for path in paths) > 25
    assert not any(path.endswith(".en") for path in paths)
