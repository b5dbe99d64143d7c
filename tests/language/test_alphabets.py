"""Each language is written with its own letters: a catalogue never holds another's words."""

import re

import pytest

from scripts import words

HEBREW = re.compile("[\u0590-\u05ff]")
ROMANIAN = re.compile("[\u0103\u0219\u021b]\\w|\\w[\u0103\u0219\u021b]")
STRANGE = {"he": ROMANIAN, "ro": HEBREW}


@pytest.mark.parametrize("language", words.OTHERS)
def test_no_translation_is_in_the_letters_of_another_language(language: str) -> None:
    catalogue = words.read_catalogue(language)
    said = [
        form
        for message in catalogue
        if message.id
        for form in ([message.string] if isinstance(message.string, str) else message.string or ())
    ]
    assert len(said) > 500
    assert [form for form in said if STRANGE[language].search(form)] == []
