"""What the shipped packs promise by number and by language."""

import pytest

from qaudit.core.standards import Pack
from qaudit.packs.library import Library
from qaudit.resources import standards_folder

THREE_LANGUAGES = (
    "city-hotel", "restaurant", "telephone-service-centre", "telephone-service-centre-israel",
    "bank-branch", "hair-salon", "complaint-handling",
)  # fmt: skip


def pack_of(name: str) -> Pack:
    loaded = Library([standards_folder()]).load(name)
    assert loaded.warnings == ()
    return loaded.pack


@pytest.mark.parametrize("name", THREE_LANGUAGES)
def test_a_pack_for_many_houses_speaks_english_hebrew_and_romanian(name: str) -> None:
    pack = pack_of(name)
    assert sorted(pack.languages) == ["en", "he", "ro"]
    for standard in pack.standards:
        texts = [standard.text.in_language(language) for language in pack.languages]
        assert len({*texts}) == 3, standard.code


def test_the_luxury_hotel_has_standards_for_a_whole_stay_of_which_many_are_measured() -> None:
    pack = pack_of("luxury-hotel")
    assert len(pack.standards) >= 800
    assert pack.measured_count >= 250
    assert 2 <= sum(standard.is_critical for standard in pack.standards) <= 4
