"""P803: what can be seen of many visits only. A share of the calls, an average: one visit has one call."""

from collections.abc import Callable, Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import PLAIN, Aggregates
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.judgement.words import Found, own_words_of
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.shape_measures import CountFile

_REACH = 4
"""Words after "of" among which the many are named."""


def judge_aggregates(script: Manuscript) -> Iterator[Notice]:
    """Standards that promise something about many visits, by their text or the unit they count in."""
    for path, standard in script.promises:
        places: list[tuple[Path, object]] = [((*path, "text"), standard.text)]
        if isinstance(standard.measure, CountFile):
            places.append(((*path, "measure", "unit"), standard.measure.unit))
        told = (
            Notice(catalogue.NOT_IN_ONE_VISIT, spoken.path, {"word": shown(words)})
            for where, text in places
            for spoken in script.said(where, text)  # type: ignore[arg-type]
            if (words := _of_many(spoken)) is not None
        )
        yield from (notice for notice in [next(told, None)] if notice is not None)


def _of_many(spoken: Spoken) -> str | None:
    if spoken.lexicon is None:
        return None
    known = spoken.lexicon.aggregates
    sentence = own_words_of(spoken.text)
    for sign in known.signs.find(sentence.words):
        span = _SPANS[sign.group](known, sentence.words, sign)
        if span is not None:
            return " ".join(sentence.written[span[0] : span[1]])
    return None


_Span = tuple[int, int] | None


def _itself(known: Aggregates, words: tuple[str, ...], sign: Found) -> _Span:
    return sign.start, sign.end


def _most_of_many(known: Aggregates, words: tuple[str, ...], sign: Found) -> _Span:
    many = known.many.first(words[sign.end : sign.end + _REACH])
    return None if many is None else (sign.start, sign.end + many.end)


def _share_of_many(known: Aggregates, words: tuple[str, ...], sign: Found) -> _Span:
    is_of_many = _is_share_of_many(known, words[sign.end :])
    return (max(0, sign.start - 1), sign.end + 1) if is_of_many else None


def _nothing(known: Aggregates, words: tuple[str, ...], sign: Found) -> _Span:
    return None


_SPANS: dict[str, Callable[[Aggregates, tuple[str, ...], Found], _Span]] = {
    "words": _itself,
    "most": _most_of_many,
    "percent": _share_of_many,
    PLAIN: _nothing,
}


def _is_share_of_many(known: Aggregates, after: tuple[str, ...]) -> bool:
    """Whether a percentage is one of people or contacts, and not a discount or a tax."""
    if not after:
        return False
    if after[0] in known.then:
        return True
    begins = after[0] in known.of or (known.of_prefixes and after[0][0] in known.of_prefixes)
    if not begins:
        return False
    stripped = after[0][1:] if known.of_prefixes and after[0] not in known.of else ""
    return known.many.first((stripped, *after[1:_REACH])) is not None
