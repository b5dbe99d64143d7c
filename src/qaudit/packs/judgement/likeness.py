"""P809: standards that say nearly the same.

Two texts are compared by their telling words: without the small words, cut down to their stems, whatever their
order. Within a section two standards are alike where six of seven of these words are common; in different
sections only where the texts are the same word for word. Only pairs that share one of their rarest words are
looked at, so a pack of 800 standards is compared in time that grows with its length and not with its square.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.conditions import are_exclusive, needs_of
from qaudit.packs.judgement.lexicon import Lexicon
from qaudit.packs.judgement.manuscript import Manuscript, limited
from qaudit.packs.judgement.words import sentence_of
from qaudit.packs.notices import Notice, Path, shown

_ALIKE = Fraction(6, 7)
_LEAST_STEM = 3
_MOST_PREFIXES = 2
_BARE = str.maketrans("ăâîșț", "aaist")


def judge_likeness(script: Manuscript) -> Iterator[Notice]:
    """Standards like an earlier one that the same visit may ask; each is told of once."""
    texts = [_Text(script, path) for path, _ in script.promises]
    order = _by_rarity(texts)
    same: dict[tuple[str, ...], list[_Text]] = {}
    near: dict[tuple[int, str], list[_Text]] = {}
    for text in texts:
        rare = sorted(text.stems, key=order.__getitem__)[: _looked_at(len(text.stems))]
        candidates = [
            *same.get(text.words, ()),
            *(other for stem in rare for other in near.get((text.section, stem), ())),
        ]
        twin = next((other for other in candidates if text.is_like(other)), None)
        if twin is not None:
            words = {"code": shown(twin.code)}
            yield Notice(catalogue.NEAR_DUPLICATE, (*text.path, "text"), words, other=(*twin.path, "text"))
        same.setdefault(text.words, []).append(text)
        for stem in rare:
            near.setdefault((text.section, stem), []).append(text)


class _Text:
    """What is compared of one standard."""

    def __init__(self, script: Manuscript, path: Path) -> None:
        standard = script.file.sections[int(path[1])].standards[int(path[3])]
        self.script = script
        self.path = path
        self.section = int(path[1])
        self.code = standard.code
        self.words = sentence_of(script.in_own(standard.text)).words
        self.stems = _stems(self.words, script.own_lexicon, states_limit=limited(standard) is not None)

    def is_like(self, other: "_Text") -> bool:
        if self.words != other.words:
            common = len(self.stems & other.stems)
            if self.section != other.section or common < _ALIKE * len(self.stems | other.stems):
                return False
        return not are_exclusive(needs_of(self.script, self.path), needs_of(self.script, other.path))


def _stems(words: tuple[str, ...], lexicon: Lexicon | None, states_limit: bool) -> frozenset[str]:
    """The telling words of a text. Where its measure has a limit, numbers and units in the text only repeat it."""
    if lexicon is None:
        return frozenset(words)
    units = lexicon.quantities.units if states_limit else {}
    told = (word for word in words if word not in lexicon.stop and word not in units)
    return frozenset(_stem(word, lexicon) for word in told if not (states_limit and word[0].isdigit()))


def _stem(word: str, lexicon: Lexicon) -> str:
    if word[0].isdigit():
        return word
    for _ in range(_MOST_PREFIXES if lexicon.letters else 0):
        if word[0] in lexicon.letters and len(word) > _LEAST_STEM:
            word = word[1:]
    word = word.translate(_BARE)
    ending = next((end for end in lexicon.endings if word.endswith(end)), "")
    if len(word) - len(ending) >= _LEAST_STEM:
        word = word.removesuffix(ending)
    return word[: lexicon.stem]


def _by_rarity(texts: list[_Text]) -> dict[str, tuple[int, str]]:
    counts = Counter(stem for text in texts for stem in text.stems)
    return {stem: (count, stem) for stem, count in counts.items()}


def _looked_at(size: int) -> int:
    """How many of a text's rarest words another must share one of, if the two are alike."""
    return size - ceil(_ALIKE * size) + 1 if size else 0
