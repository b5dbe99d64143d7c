"""Every sentence of the program is translated, whole, and the catalogues are those of the source."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import words
from scripts.words import OTHERS, ROOT

HEBREW = re.compile("[א-ת]")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*\b")


@pytest.fixture(scope="module")
def sources() -> Catalog:
    found = words.sources()
    assert len(found) > 500
    return found


@pytest.fixture(scope="module")
def catalogues(sources: Catalog) -> dict[str, Catalog]:
    return {language: words.read_catalogue(language) for language in OTHERS}


def places(pattern: str) -> set[str]:
    """The named places of a sentence. Raises `ValueError` for braces that do not match."""
    return {name for _literal, name, _form, _turn in Formatter().parse(pattern) if name is not None}


def sentences(message: Message) -> list[str]:
    return [*message.id] if isinstance(message.id, tuple | list) else [str(message.id)]


def forms(message: Message | None) -> list[str]:
    """What a sentence became; one entry for each plural form."""
    if message is None:
        return []
    return [*message.string] if isinstance(message.string, tuple | list) else [str(message.string or "")]


def pairs(sources: Catalog, catalogue: Catalog) -> list[tuple[Message, list[str]]]:
    """Each sentence that has a translation, with it."""
    found = [
        (message, forms(catalogue.get(message.id, message.context))) for message in sources if message.id
    ]
    return [(message, said) for message, said in found if any(said)]


SAYING = ("_", "N_", "phrase", "counted_phrase", "ngettext")


def said_in(tree: ast.AST) -> Iterator[str]:
    """The sentences of a module, wherever their call stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(words := node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SAYING and isinstance(words.value, str) and words.value:
                yield words.value


def test_every_sentence_is_found(sources: Catalog) -> None:
    """Babel looks past a call within an f-string, and past one around another that it knows."""
    found = {
        one for message in sources for one in ([message.id] if isinstance(message.id, str) else message.id)
    }
    said = {
        (path.name, words)
        for path in (ROOT / "src" / "qaudit").rglob("*.py")
        for words in said_in(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(said) > 3000
    assert sorted((name, words) for name, words in said if words not in found) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(
    sources: Catalog, catalogues: dict[str, Catalog], language: str
) -> None:
    said = {(message.id, message.context) for message, _said in pairs(sources, catalogues[language])}
    assert [
        str(message.id) for message in sources if message.id and (message.id, message.context) not in said
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_plural_form_is_there(sources: Catalog, catalogues: dict[str, Catalog], language: str) -> None:
    catalogue = catalogues[language]
    counted = [(message, said) for message, said in pairs(sources, catalogue) if len(sentences(message)) > 1]
    assert len(counted) > 20
    wrong = [message for message, said in counted if len([*filter(None, said)]) != catalogue.num_plurals]
    assert [str(message.id) for message in wrong] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_places_of_its_sentence(
    sources: Catalog, catalogues: dict[str, Catalog], language: str
) -> None:
    """Each form has those that both English ones have; where the number is in the words, it may be left out."""
    wrong = []
    for message, said in pairs(sources, catalogues[language]):
        each = [places(sentence) for sentence in sentences(message)]
        known, needed = set.union(*each), set.intersection(*each)
        if len(each) > 1:
            needed -= {"n"}
        wrong += [(message.id, one) for one in said if not needed <= places(one) <= known]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_typed_is_not_translated(
    sources: Catalog, catalogues: dict[str, Catalog], language: str
) -> None:
    wrong = []
    for message, said in pairs(sources, catalogues[language]):
        options = set(OPTION.findall(sentences(message)[-1]))
        wrong += [(message.id, one) for one in said if not options <= set(OPTION.findall(one))]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_a_guess(catalogues: dict[str, Catalog], language: str) -> None:
    assert [str(message.id) for message in catalogues[language] if message.id and message.fuzzy] == []


def test_no_sentence_of_one_language_stands_in_the_catalogue_of_another(
    sources: Catalog, catalogues: dict[str, Catalog]
) -> None:
    hebrew, romanian = pairs(sources, catalogues["he"]), pairs(sources, catalogues["ro"])
    in_hebrew = [said for _message, said in hebrew if HEBREW.search("".join(said))]
    assert len(in_hebrew) > len(hebrew) * 0.9
    assert not [message.id for message, said in romanian if HEBREW.search("".join(said))]


def test_the_catalogues_are_fresh() -> None:
    old = [path for path, data in words.files() if path.read_bytes() != data]
    assert [path.relative_to(words.ROOT) for path in old] == [], "make words renews them"
