"""What the packs of a telephone centre, a bank's branch and a salon promise to those who build on them."""

from fractions import Fraction

import pytest

from qaudit.core.standards import Pack, RollUp, Standard
from qaudit.packs.library import Library
from qaudit.resources import standards_folder

CENTRE, BANK, SALON = "telephone-service-centre", "bank-branch", "hair-salon"
NO_ADVICE = {"en": "Not legal advice", "he": "אין זה ייעוץ משפטי", "ro": "Nu este consultanță juridică"}


def pack_of(name: str) -> Pack:
    loaded = Library([standards_folder()]).load(name)
    assert loaded.warnings == ()
    return loaded.pack


def words_of(standard: Standard, language: str) -> str:
    """Text and guidance in one language."""
    guidance = standard.guidance.in_language(language) if standard.guidance else ""
    return f"{standard.text.in_language(language)} {guidance}"


@pytest.mark.parametrize(
    ("name", "standards", "measured"), [(CENTRE, 68, 20), (BANK, 60, 20), (SALON, 55, 15)]
)
def test_a_service_pack_is_whole_and_speaks_three_languages(name: str, standards: int, measured: int) -> None:
    pack = pack_of(name)
    assert pack.languages == ("en", "he", "ro")
    assert len(pack.standards) >= standards
    assert pack.measured_count >= measured
    assert pack.scoring.roll_up is RollUp.WEIGHTED_SECTIONS
    assert sum((section.weight for section in pack.sections), Fraction(0)) == 100
    assert 2 <= sum(standard.is_critical for standard in pack.standards) <= 4


@pytest.mark.parametrize("name", [CENTRE, BANK, SALON])
def test_a_service_pack_that_others_build_on_holds_no_country_s_law(name: str) -> None:
    pack = pack_of(name)
    assert pack.standards
    assert [fact.name for fact in pack.facts if fact.name == "country"] == []
    for standard in pack.standards:
        spoken = f"{words_of(standard, 'en')} {standard.source or ''}"
        assert [word for word in ("Israel", "Law", "Regulations") if word in spoken] == [], standard.code


def test_the_pack_for_israel_adds_dated_rules_and_says_that_it_is_no_legal_advice() -> None:
    base, pack = pack_of(CENTRE), pack_of(f"{CENTRE}-israel")
    assert pack.languages == ("he", "en", "ro")
    added = [standard for standard in pack.standards if standard.code.startswith("LAW-")]
    assert {standard.code for standard in pack.standards} == {
        *(standard.code for standard in base.standards),
        *(standard.code for standard in added),
    }
    assert sum((section.weight for section in pack.sections), Fraction(0)) == 100
    rules = [standard for standard in added if standard.counts]
    assert len(rules) == 9
    for standard in rules:
        assert "in force" in str(standard.source), standard.code
        for language, warned in NO_ADVICE.items():
            assert warned in words_of(standard, language), standard.code
