"""A score that is still forming, in one line: for those who write the pack, and see it whatever it hides."""

from collections.abc import Iterator

from qaudit.core.scoring import Scorecard
from qaudit.speech import _, language, ngettext
from qaudit.wording.phrases import plain
from qaudit.wording.scores import outcome_words
from qaudit.wording.values import percent_words


def score_so_far(card: Scorecard) -> str:
    """`87.5 % so far`, and where nothing is scored yet, that."""
    if card.final_percent is None:
        return _("no score yet")
    return _("{percent} so far", percent=plain(percent_words(card.final_percent)))


def forming_words(card: Scorecard) -> str:
    """The score so far with its band, its outcome and what holds it down."""
    return " · ".join([score_so_far(card), *_consequences(card)])


def _consequences(card: Scorecard) -> Iterator[str]:
    if card.final_percent is None:
        return
    if card.band is not None:
        yield card.band.name.in_language(language())
    if outcome := outcome_words(card, is_final=False):
        yield outcome
    missed = sum(reason.rule == "S12" for reason in card.reasons)
    if missed:
        yield ngettext("{n} critical standard missed", "{n} critical standards missed", missed)
    if card.raw_percent is not None and card.raw_percent != card.final_percent:
        yield _("raw {percent}", percent=plain(percent_words(card.raw_percent)))
