"""The branch beside the others of its region and of the brand, each with its interval and its n."""

from dataclasses import dataclass

from qaudit.reports.branch_subject import BranchReportInput, Figure, Lack, Others, Word
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.charts import Svg
from qaudit.reports.charts_scale import Scale
from qaudit.reports.charts_spread import Spread, dot_and_whisker
from qaudit.reports.contexts_branch_values import (
    LONGEST_PLACE,
    one_place,
    range_words,
    score_words,
    short_text,
)
from qaudit.reports.contexts_scales import figures_scale, number_axis
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.phrases import Phrase, UserText, Value, own, phrase
from qaudit.wording.regional import written_number


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One row: who, how many visits, the mean and its interval. `instead` says why there is none."""

    name: UserText | Phrase
    sub: str
    picture: Svg
    value: str
    interval: Phrase
    n: str
    instead: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class BesideContext:
    """The rows, their axis, and what may be said."""

    rows: tuple[BesideRow, ...]
    axis: Svg
    sentences: tuple[Phrase, ...]


def beside_others(source: BranchReportInput, theme: Theme, words: BranchWords) -> BesideContext:
    """This branch first, then the others of the region and of all."""
    name = short_text(source.branch.name or source.branch.code, LONGEST_PLACE)
    region = short_text(source.branch.region, LONGEST_PLACE)
    groups: list[tuple[UserText | Phrase, str, Figure]] = [(name, "", source.mean)]
    if source.region is not None and source.region.branches:
        others = phrase("The other branches of {region}", region=region)
        groups.append((others, _branches(source.region), source.region.figure))
    if source.brand is not None and source.brand.branches:
        groups.append((own(_("All other branches")), _branches(source.brand), source.brand.figure))
    scale = figures_scale(figure for _name, _sub, figure in groups)
    rows = tuple(
        _row(who, sub, figure, scale, theme, words, is_own=place == 0)
        for place, (who, sub, figure) in enumerate(groups)
    )
    under = number_axis(scale, words.mean, is_above=False)
    return BesideContext(rows, under, tuple(_sentences(source, region)))


def _row(
    who: UserText | Phrase,
    sub: str,
    figure: Figure,
    scale: Scale,
    theme: Theme,
    words: BranchWords,
    *,
    is_own: bool,
) -> BesideRow:
    told = score_words(figure)
    instead = _instead(figure, words)
    spoken = ", ".join(
        part for part in (told.value or instead, str(told.interval), f"n = {figure.n}") if part
    )
    picture = dot_and_whisker(Spread(figure.value, figure.low, figure.high), scale, str(who), spoken, theme)
    return BesideRow(who, sub, picture, told.value, told.interval, told.n, instead, is_own)


def _instead(figure: Figure, words: BranchWords) -> str:
    if figure.value is None:
        return words.not_enough if figure.n else words.not_scored
    return _("all the same score") if figure.lack is Lack.ALL_THE_SAME else ""


def _branches(others: Others) -> str:
    return ngettext("{n} branch", "{n} branches", others.branches)


_COMPARED = {
    Word.BETTER: N_("Higher than {others} by {difference} points ({interval})."),
    Word.WORSE: N_("Lower than {others} by {difference} points ({interval})."),
}
_UNKNOWN = N_(
    "Whether it is higher or lower than {others} cannot be told: the difference of {difference} points is within "
    "chance ({interval})."
)


def _sentences(source: BranchReportInput, region: UserText) -> list[Phrase]:
    found = []
    if source.region is not None:
        found.append(_sentence(source.region, phrase("the other branches of {region}", region=region)))
    if source.brand is not None:
        found.append(_sentence(source.brand, own(_("all other branches"))))
    return [one for one in found if one]


def _sentence(others: Others, who: Phrase) -> Phrase:
    difference = others.difference
    if others.branches == 0:
        return phrase("No visit of this period lets it be compared with {others}.", others=who)
    if difference is None or difference.value is None:
        return phrase("Too few visits to compare it with {others}.", others=who)
    if difference.low is None or difference.high is None:
        return phrase("Scores that do not vary do not let it be compared with {others}.", others=who)
    if others.word is Word.NOT_KNOWN:
        points = [_signed(end) for end in (difference.value, difference.low, difference.high)]
        pattern = _UNKNOWN
    else:
        ends = sorted((abs(difference.low), abs(difference.high)))
        points = [_points(end) for end in (abs(difference.value), *ends)]
        pattern = _COMPARED[others.word]
    return phrase(pattern, others=who, difference=Value(points[0]), interval=range_words(*points[1:]))


def _points(points: float) -> str:
    return written_number(f"{one_place(points):f}")


def _signed(points: float) -> str:
    sign = "+" if points > 0 else "\u2212" if points < 0 else ""
    return f"{sign}{_points(abs(points))}"
