"""P803: what can be seen of many visits only. A share of the calls, an average: one visit has one call."""

from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import PLAIN, Aggregates
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.judgement.words import sentence_of, without_quotes
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.shape_measures import CountFile

_REACH = 4
"""Words after "of" among which the many are named."""


def judge_aggregates(script: Manuscript) -> Iterator[Notice]:
    """Standards that promise something about many visits, by their text or the unit they count in."""
    for path, standard in script.inspection.standards:
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
    sentence = sentence_of(without_quotes(spoken.text))
    words = sentence.words
    found = known.words.first(words)
    if found is not None:
        return " ".join(sentence.written[found.start : found.end])
    for most in known.most.find(words):
        if most.group == PLAIN:
            continue
        many = known.many.first(words[most.end : most.end + _REACH])
        if many is not None:
            return " ".join(sentence.written[most.start : most.end + many.end])
    for percent in known.percent.find(words):
        if _is_share_of_many(known, words[percent.end :]):
            return " ".join(sentence.written[max(0, percent.start - 1) : percent.end + 1])
    return None


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
