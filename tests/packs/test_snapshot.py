"""The canonical text of a pack: nothing is lost, and the digest stands for what the pack means."""

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.standards import Pack
from qaudit.core.text import Text
from qaudit.errors import PackInvalid
from qaudit.packs.snapshot import digest_of, digest_of_snapshot, read_snapshot, write_snapshot
from tests.builders import a_pack, a_section, a_standard, checklist, yes_no
from tests.core.random_packs import LAW, packs
from tests.packs.good_pack import GOOD, changed, read
from tests.shipped import SHIPPED, shipped


def pack_of(text: str) -> Pack:
    found = read(text)
    assert found.pack is not None, [str(problem) for problem in found.problems]
    return found.pack


@LAW
@given(packs())
def test_law_a_snapshot_gives_an_equal_pack_back(pack: Pack) -> None:
    text = write_snapshot(pack)
    assert read_snapshot(text) == pack
    assert write_snapshot(read_snapshot(text)) == text


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@LAW
@given(st.lists(WORDS, min_size=3, max_size=3, unique=True), st.dictionaries(WORDS, WORDS), st.dates())
def test_law_any_words_survive(words: list[str], tags: dict[str, str], day: date) -> None:
    standard = a_standard(words[0], text=Text((("en", words[1]), ("he", words[2]))), tags=tags)
    pack = a_pack(a_section("S", standard), languages=("en", "he"), effective=day)
    assert read_snapshot(write_snapshot(pack)) == pack


@pytest.mark.parametrize("ref", SHIPPED)
def test_a_shipped_pack_survives(ref: str) -> None:
    loaded = shipped(ref)
    assert str(loaded.pack.ref) == ref
    assert read_snapshot(loaded.document) == loaded.pack
    assert digest_of(loaded.pack) == loaded.digest == digest_of_snapshot(loaded.document)


def test_the_good_pack_survives() -> None:
    pack = pack_of(GOOD)
    assert read_snapshot(write_snapshot(pack)) == pack


def test_the_text_is_the_file_format_itself_with_exact_numbers() -> None:
    fields = json.loads(write_snapshot(pack_of(GOOD)))
    assert fields["format"] == 1
    assert fields["scoring"]["bands"][1] == {"from": "165/2", "name": {"en": "High", "he": "גבוה"}}
    first = fields["sections"][0]["standards"][0]
    assert first["measure"] == {
        "at_most": 60,
        "credit": [{"at_most": 60, "share": 1}, {"at_most": 120, "share": "1/2"}],
        "from": "arrival",
        "kind": "duration",
        "to": "greeted",
        "unit": "s",
    }
    assert list(first) == sorted(first)
    assert "evidence" not in first, "a default is not written"


def test_a_digest_names_its_method_and_is_taken_of_the_text() -> None:
    pack = a_pack(a_standard("A", checklist("a", "b", "c")))
    text = write_snapshot(pack)
    assert digest_of(pack) == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_of_a_pack_never_changes_by_itself() -> None:
    pack = a_pack(a_section("ARR", a_standard("ARR-01", yes_no(), weight=3), weight=20, gate=60))
    assert digest_of(pack) == "sha256:bfa8fbd0dfe5ac1b9bd5221dc70ca0ba8175142b74fe847a4bb4e6b88068bfad"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1\n", "# a remark\n\nformat: 1\n"),
        ('pack: small-pack\nedition: "2026.1"\n', "edition: '2026.1'\npack: small-pack\n"),
        ("{en: Calm, he: רגוע}", "{he: רגוע, en: Calm}"),
        (
            "tags: {layer: provider, dimension: responsiveness,",
            "tags: {dimension: responsiveness, layer: provider,",
        ),
        ("between: [0, 3]", "between: [0.0, 3.00]"),
        ("        note: on_miss\n        evidence: never\n", ""),
        ("{kind: yes_no, expect: yes}", "{kind: yes_no}"),
        ("  decimals: 1\n", ""),
        ('["17:00", "21:30"]', "[17:00, 21:30]"),
    ],
)
def test_spelling_does_not_change_the_digest(old: str, new: str) -> None:
    assert digest_of(pack_of(changed(old, new))) == digest_of(pack_of(GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('edition: "2026.1"', 'edition: "2026.2"'),
        ("effective: 2026-01-01\n", ""),
        ("languages: [en, he]", "languages: [en, he, ro]"),
        ("{en: Calm, he: רגוע}", "{en: Calm, he: רגועה}"),
        ('accent: "#a8481f"', 'accent: "#a8481e"'),
        ("logo: logo.svg", "logo: logo.png"),
        ("pass_mark: 80", "pass_mark: 80.01"),
        ("show_score_to_shopper: false", "show_score_to_shopper: true"),
        ("mode: cap, cap: 70", "mode: cap, cap: 71"),
        ("mode: cap, cap: 70", "mode: fail"),
        ("{from: 82.5", "{from: 83"),
        ("desk: {en: Desk, he: דלפק}, phone: {en: Phone", "phone: {en: Phone, he: טלפון}, desk: {en: Desk"),
        ("  arrival: {en: Arrival, he: הגעה}\n", "  arrival: {en: Came, he: הגעה}\n"),
        ("weight: 20", "weight: 21"),
        ("gate: 60", "gate: 61"),
        ("weight: 3", "weight: 3.5"),
        ("        critical: true\n", ""),
        ("stage: arrival}", "stage: door}"),
        ("note: on_miss", "note: always"),
        ("evidence: never", "evidence: on_miss"),
        ("not_applicable: false", "not_applicable: true"),
        ("when: {fact: channel, is: desk}", "when: {fact: channel, is: phone}"),
        ("{at_most: 120, share: 0.5}", "{at_most: 121, share: 0.5}"),
        ("{at_most: 120, share: 0.5}", "{at_most: 120, share: 0.4}"),
        ("unit: s, from", "unit: min, from"),
        ("from: arrival, to: greeted, ", ""),
        ("between: [0, 3]", "between: [1, 3]"),
        ("unit: {en: rings,", "unit: {en: ring,"),
        ("met_from: 4", "met_from: 5"),
        (", anchors: {1: {en: Dirty, he: מלוכלך}}", ""),
        ("share: 0}", "share: 0.1}"),
        ("share: 0.25}\n", "share: 0.250}\n            pin: {text: {en: P, he: P}, share: 0}\n"),
        ('"21:30"', '"21:31"'),
        ("expect: no", "expect: yes"),
        ("bonus: true", "bonus: false"),
        ("{standard: E1, is: yes}", "{standard: E1, is: no}"),
        ("{not: {standard: A1, verdict: missed}}", "{standard: A1, verdict: missed}"),
        ("when: {any:", "when: {all:"),
        ("in: [desk, phone]", "in: [desk]"),
    ],
)  # fmt: skip
def test_every_meaning_changes_the_digest(old: str, new: str) -> None:
    assert digest_of(pack_of(changed(old, new))) != digest_of(pack_of(GOOD))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"pack": 1}',
        write_snapshot(a_pack())[:-20],
        write_snapshot(a_pack()).replace('"yes_no"', '"maybe"'),
        write_snapshot(a_pack()).replace('"sections":[{', '"sections":[{"weight":"1/0",'),
        write_snapshot(a_pack()).replace('"sections":[{', '"sections":[{"when":{"x":1},'),
        "[" * 100_000,
    ],
)
def test_a_damaged_snapshot_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(PackInvalid, match="it is damaged") as raised:
        read_snapshot(text)
    assert len(str(raised.value).splitlines()) == 2
