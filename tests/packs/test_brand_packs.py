"""What the two hotel brands show: one base, two voices, and the pack of complaints that stands beside them."""

from fractions import Fraction
from functools import cache

import pytest

from qaudit.core.follow_up import FollowUp
from qaudit.core.measures import options_of
from qaudit.core.standards import Pack
from qaudit.packs.library import Library
from qaudit.resources import standards_folder

BASE, CALM, PLAYFUL, COMPLAINTS = (
    "city-hotel",
    "still-harbour-hotels",
    "merry-fox-hotels",
    "complaint-handling",
)


@cache
def pack_of(name: str) -> Pack:
    loaded = Library([standards_folder()]).load(name)
    assert loaded.warnings == ()
    return loaded.pack


def texts_of(pack: Pack) -> dict[str, str]:
    return {standard.code: standard.text.in_language("en") for standard in pack.standards}


@pytest.mark.parametrize("name", [CALM, PLAYFUL])
def test_a_brand_keeps_most_of_its_base_and_says_much_of_it_otherwise(name: str) -> None:
    base, brand = texts_of(pack_of(BASE)), texts_of(pack_of(name))
    kept = base.keys() & brand.keys()
    assert 100 <= len(kept) < len(base)
    assert 20 <= sum(base[code] != brand[code] for code in kept) <= 40
    assert 8 <= len(brand.keys() - base.keys()) <= 25


@pytest.mark.parametrize("name", [CALM, PLAYFUL, COMPLAINTS])
def test_a_pack_speaks_three_languages_and_its_sections_sum_to_100(name: str) -> None:
    pack = pack_of(name)
    assert pack.languages == ("en", "he", "ro")
    assert pack.measured_count >= 20
    assert sum((section.weight for section in pack.sections), Fraction(0)) == 100
    assert pack.brand.voice is not None
    assert [language for language, words in pack.brand.voice.entries if words] == ["en", "he", "ro"]


def test_two_brands_of_one_base_differ_in_voice_look_and_what_they_forgive() -> None:
    calm, playful = pack_of(CALM), pack_of(PLAYFUL)
    assert calm.brand.voice != playful.brand.voice
    assert {calm.brand.primary, calm.brand.accent}.isdisjoint({playful.brand.primary, playful.brand.accent})
    assert calm.scoring.critical != playful.scoring.critical
    assert calm.scoring.pass_mark != playful.scoring.pass_mark
    own = {code for code in texts_of(calm) if code not in texts_of(pack_of(BASE))}
    assert own
    assert own.isdisjoint(texts_of(playful)), "a code of two brands of one base would read as one standard"


def test_the_calm_brand_speaks_sooner_and_comes_back_later_than_its_base() -> None:
    texts = texts_of(pack_of(CALM))
    assert "30 seconds" in texts["BAR-01"]
    assert "Between 4 and 8 minutes" in texts["BAR-10"]


def test_a_complaint_settled_at_once_is_not_asked_for_deadlines() -> None:
    pack = pack_of(COMPLAINTS)
    (deadlines,) = [section for section in pack.sections if section.code == "TIM"]
    assert deadlines.standards
    assert deadlines.when is not None
    (settled,) = [standard for standard in pack.standards if standard.code == "RCV-01"]
    assert not settled.counts


@pytest.mark.parametrize("name", [CALM, PLAYFUL])
def test_a_brand_has_its_own_words_for_what_follows_a_visit_in_three_languages(name: str) -> None:
    told, base = pack_of(name).follow_up, pack_of(BASE).follow_up
    assert base == FollowUp()
    for entries, usual in (
        (told.appeal_reasons, base.appeal_reasons),
        (told.causes, base.causes),
        (told.owners, base.owners),
    ):
        keys = {entry.key for entry in entries}
        assert len(keys) >= 6
        assert keys - {entry.key for entry in usual}, "nothing in the list is the brand's own"
        assert [entry.text.languages for entry in entries if entry.text] == [("en", "he", "ro")] * len(
            entries
        )
    assert told.rotation_days > base.rotation_days


def test_two_brands_do_not_share_their_reasons() -> None:
    calm, playful = pack_of(CALM).follow_up, pack_of(PLAYFUL).follow_up
    assert calm.appeal_reasons != playful.appeal_reasons
    assert {entry.key for entry in calm.causes} ^ {entry.key for entry in playful.causes}


def test_the_fox_that_is_not_there_gives_away_and_weighs_nothing() -> None:
    pack = pack_of(PLAYFUL)
    (trap,) = [standard for standard in pack.standards if standard.is_trap]
    assert not trap.is_scored
    assert not trap.may_be_not_applicable
    keys = [option.key for option in options_of(trap.measure)]
    assert set(keys) - set(trap.gives_away) == {"no_fox"}
    assert len(keys) == 4
    assert not any(standard.is_trap for name in (BASE, CALM) for standard in pack_of(name).standards)
