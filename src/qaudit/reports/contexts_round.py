"""The summary of a round as one value of ready strings: the head, the mean of all visits, and the parts."""

from dataclasses import dataclass

from qaudit.core.visits import VisitKind
from qaudit.reports.charts import Svg
from qaudit.reports.charts_spread import Spread, bar_and_whisker
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_branch import MeanContext, edition_since, left_out_words, visits_words
from qaudit.reports.contexts_branch_values import (
    LONGEST_PLACE,
    one_place,
    score_words,
    share_words,
    short_text,
    whole_percent,
)
from qaudit.reports.contexts_cover import HEAD_LENGTH, NAME_LENGTH, LineContext, shortened
from qaudit.reports.contexts_round_after import RoundAfterContext, round_after, standing_words
from qaudit.reports.contexts_round_league import (
    FunnelContext,
    LeagueContext,
    funnel,
    league,
    not_visited,
    regions,
)
from qaudit.reports.contexts_round_method import method_words
from qaudit.reports.contexts_round_standards import RoundStandardsContext, round_standards
from qaudit.reports.contexts_shares import SHARES
from qaudit.reports.round_subject import RoundInput
from qaudit.reports.round_words import RoundWords
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.phrases import Phrase, UserText, Value, joined, own, phrase, user_text
from qaudit.wording.regional import day_words, written_number
from qaudit.wording.values import percent_sign


@dataclass(frozen=True, slots=True)
class BandContext:
    """A band, and how many visits reached it and none above it."""

    name: UserText | Phrase
    bar: Svg
    visits: str
    share: str


@dataclass(frozen=True, slots=True)
class RoundContext:
    """Everything `round.html.j2` prints."""

    document: DocumentContext
    logo: str
    brand: UserText
    title: Phrase
    head: UserText
    when: Phrase
    mean: MeanContext
    notices: tuple[Phrase, ...]
    lines: tuple[LineContext, ...]
    bands: tuple[BandContext, ...]
    league: LeagueContext
    funnel: FunnelContext
    regions: LeagueContext
    standards: RoundStandardsContext
    after: RoundAfterContext
    method: tuple[str, ...]


def round_context(source: RoundInput, theme: Theme, words: RoundWords, logo: str = "") -> RoundContext:
    """The context of one summary. `logo` is a data URI."""
    brand = user_text(source.pack.brand.name.in_language(source.language))
    return RoundContext(
        document=_document(source, brand),
        logo=logo,
        brand=brand,
        title=_title(source, brand),
        head=user_text(shortened(str(_title(source, brand)), HEAD_LENGTH)),
        when=period_words(source),
        mean=_mean(source, words),
        notices=tuple(_notices(source)),
        lines=_lines(source, words),
        bands=_bands(source, theme, words),
        league=league(source, theme, words),
        funnel=funnel(source, theme, words),
        regions=regions(source, theme, words),
        standards=round_standards(source, theme, words),
        after=round_after(source, words),
        method=method_words(source),
    )


def period_words(source: RoundInput) -> Phrase:
    """`1 September 2026 to 30 November 2026`."""
    since, until = (Value(day_words(day)) for day in (source.period.since, source.period.until))
    return phrase("{since} to {until}", since=since, until=until)


def _title(source: RoundInput, brand: UserText) -> Phrase:
    """The brand, and the region where one was asked for."""
    name = user_text(shortened(brand.text, NAME_LENGTH))
    region = short_text(source.region, LONGEST_PLACE)
    return joined([name, *([region] if region else [])], " · ")


_MEANS = {
    VisitKind.UNANNOUNCED: N_("Mean of all unannounced visits"),
    VisitKind.ANNOUNCED: N_("Mean of all announced visits"),
    VisitKind.SELF_CHECK: N_("Mean of all checks of branches by themselves"),
}


def _mean(source: RoundInput, words: RoundWords) -> MeanContext:
    figure = source.figures.mean
    counted = own(
        ngettext(
            "n = {n} scored visit of {branches}",
            "n = {n} scored visits of {branches}",
            figure.n,
            branches=_scored(source),
        )
    )
    if figure.value is None:
        instead = words.not_enough if figure.n else words.not_scored
        return MeanContext("", "", instead, "", (counted,))
    told = score_words(figure)
    interval = (
        phrase("95 % interval: {interval}", interval=told.interval)
        if told.interval
        else own(_("All visits have the same score: they do not show how much scores vary."))
    )
    number = written_number(f"{one_place(figure.value):f}")
    return MeanContext(number, percent_sign(), "", _(_MEANS[source.kind]), (interval, counted))


def _scored(source: RoundInput) -> str:
    return ngettext("{n} branch", "{n} branches", len(source.figures.league))


def _lines(source: RoundInput, words: RoundWords) -> tuple[LineContext, ...]:
    title = user_text(source.pack.title.in_language(source.language))
    visited = sum(1 for one in source.branches if one.visits)
    branches = own(ngettext("{n} branch", "{n} branches", visited))
    visits = phrase(
        "{visits} of {branches}", visits=own(visits_words(source.kind, source.visits)), branches=branches
    )
    passed = source.figures.passed
    entries = (
        (words.brand, user_text(source.brand)),
        (words.region, user_text(source.region)),
        (words.visits, visits),
        (words.left_out, left_out_words(source.others_by_kind, source.other_packs)),
        (words.standing, standing_words(source)),
        (words.not_visited, not_visited(source)),
        (words.outcome, Phrase() if passed is None else _passed(source)),
        (words.standards_used, title),
        (words.editions, joined(map(edition_since, source.editions), "; ")),
        (words.as_of, Value(day_words(source.period.as_of))),
    )
    return tuple(
        LineContext(own(label), said if isinstance(said, Phrase) else Phrase((said,)))
        for label, said in entries
        if str(said)
    )


def _passed(source: RoundInput) -> Phrase:
    """`11 of 13 visits, 85 % (58 % to 96 %)`."""
    figure = source.figures.passed
    assert figure is not None
    told = share_words(figure)
    passed = round((figure.value or 0.0) * figure.n)
    counted = ngettext("{passed} of {n} visit", "{passed} of {n} visits", figure.n, passed=passed)
    return phrase(
        "{counted}, {share} ({interval})",
        counted=own(counted),
        share=Value(told.value),
        interval=told.interval,
    )


def _notices(source: RoundInput) -> list[Phrase]:
    """What a change of edition, or an embargo, does to the figures."""
    found = []
    after = source.after
    if after.embargoed and after.embargoed_until is not None:
        counted = ngettext(
            "{n} of the visits is under an embargo: its branch does not see it before {day}. "
            "This summary counts it.",
            "{n} of the visits are under an embargo: their branches do not see all of them before {day}. "
            "This summary counts them.",
            after.embargoed,
            day=day_words(after.embargoed_until),
        )
        found.append(own(counted))
    apart = [one for one in source.editions if not one.compares]
    if apart:
        found.append(
            phrase(
                "Scores by edition {editions} do not compare with those by the newest edition: no mean and no place "
                "counts them.",
                editions=joined([Value(one.edition) for one in apart]),
            )
        )
    if source.changed:
        found.append(
            own(
                ngettext(
                    "An edition changed what {n} standard asks for. It is marked, and only visits by an edition that "
                    "asks the same are counted for it.",
                    "Editions changed what {n} standards ask for. They are marked, and only visits by an edition that "
                    "asks the same are counted for them.",
                    len(source.changed),
                )
            )
        )
    return found


def _bands(source: RoundInput, theme: Theme, words: RoundWords) -> tuple[BandContext, ...]:
    """The bands from the highest on, each with how many visits it has."""
    counts = source.figures.bands
    bands = source.pack.scoring.bands
    every = sum(counts) + source.figures.unbanded
    if not every:
        return ()
    pairs = sorted(zip(bands, counts, strict=True), key=lambda pair: -pair[0].lower)
    named: list[tuple[UserText | Phrase, int]] = [
        (user_text(band.name.in_language(source.language)), number) for band, number in pairs
    ]
    if source.figures.unbanded:
        named.append((own(words.below_bands), source.figures.unbanded))
    return tuple(_band(name, number, every, theme) for name, number in named)


def _band(name: UserText | Phrase, number: int, every: int, theme: Theme) -> BandContext:
    share = whole_percent(number / every)
    spoken = _("{n} of {all}", n=number, all=every)
    return BandContext(
        name, bar_and_whisker(Spread(number / every), SHARES, str(name), spoken, theme), str(number), share
    )


def _document(source: RoundInput, brand: UserText) -> DocumentContext:
    title = _(
        "Summary of the round: {brand}, {period}",
        brand=_title(source, brand),
        period=period_words(source),
    )
    return document_of_day(title, str(brand), source.period.as_of, brand)
