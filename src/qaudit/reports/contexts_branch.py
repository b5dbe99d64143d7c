"""The document of a branch as one value of ready strings: the head, the mean, what to mend next, and the parts."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.percent import rounded
from qaudit.core.visits import VisitKind
from qaudit.reports.branch_subject import BranchReportInput, EditionUse, Mend, MendReason
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_branch_after import BranchAfterContext, branch_after
from qaudit.reports.contexts_branch_beside import BesideContext, beside_others
from qaudit.reports.contexts_branch_course import CourseContext, course
from qaudit.reports.contexts_branch_method import method_words
from qaudit.reports.contexts_branch_standards import BranchStandardsContext, branch_standards
from qaudit.reports.contexts_branch_values import NamedStandard, named, one_place, percent_of, score_words
from qaudit.reports.contexts_cover import HEAD_LENGTH, NAME_LENGTH, LineContext, shortened
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.phrases import Part, Phrase, UserText, Value, joined, own, phrase, user_text
from qaudit.wording.regional import day_words, written_number
from qaudit.wording.values import percent_sign, percent_words

MOST_SCORES = 12
"""Scores that are told one by one where there are too few for a mean; never reached, but for odd editions."""


@dataclass(frozen=True, slots=True)
class MeanContext:
    """The mean as it is printed large. Without a number, `instead` stands there. `lines` say what it is."""

    number: str
    sign: str
    instead: str
    of: str
    lines: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class MendContext:
    """One of the next things to mend, and why it is."""

    number: str
    standard: NamedStandard
    why: str


@dataclass(frozen=True, slots=True)
class BranchContext:
    """Everything `branch.html.j2` prints."""

    document: DocumentContext
    logo: str
    brand: UserText
    branch: UserText
    head: UserText
    when: Phrase
    notices: tuple[Phrase, ...]
    mean: MeanContext
    lines: tuple[LineContext, ...]
    mends: tuple[MendContext, ...]
    beside: BesideContext
    course: CourseContext
    standards: BranchStandardsContext
    after: BranchAfterContext
    method: tuple[str, ...]


def branch_context(
    source: BranchReportInput, theme: Theme, words: BranchWords, logo: str = ""
) -> BranchContext:
    """The context of one branch's document. `logo` is a data URI."""
    name = user_text(source.branch.name or source.branch.code)
    return BranchContext(
        document=_document(source, name),
        logo=logo,
        brand=user_text(source.pack.brand.name.in_language(source.language)),
        branch=user_text(shortened(name.text, NAME_LENGTH)),
        head=user_text(shortened(name.text, HEAD_LENGTH)),
        when=period_words(source),
        notices=tuple(_notices(source)),
        mean=_mean(source, words),
        lines=_lines(source, words),
        mends=tuple(_mend(number, one, source, words) for number, one in enumerate(source.mends, start=1)),
        beside=beside_others(source, theme, words),
        course=course(source, theme, words),
        standards=branch_standards(source, theme, words),
        after=branch_after(source, words),
        method=method_words(source),
    )


def period_words(source: BranchReportInput) -> Phrase:
    """`1 September 2026 to 30 November 2026`."""
    since, until = (Value(day_words(day)) for day in (source.period.since, source.period.until))
    return phrase("{since} to {until}", since=since, until=until)


def visits_words(kind: VisitKind, visits: int) -> str:
    """`12 unannounced visits`."""
    return {
        VisitKind.UNANNOUNCED: lambda: ngettext("{n} unannounced visit", "{n} unannounced visits", visits),
        VisitKind.ANNOUNCED: lambda: ngettext("{n} announced visit", "{n} announced visits", visits),
        VisitKind.SELF_CHECK: lambda: ngettext("{n} self-check", "{n} self-checks", visits),
    }[kind]()


_MEANS = {
    VisitKind.UNANNOUNCED: N_("Mean of the unannounced visits"),
    VisitKind.ANNOUNCED: N_("Mean of the announced visits"),
    VisitKind.SELF_CHECK: N_("Mean of the branch's checks of itself"),
}


def _mean(source: BranchReportInput, words: BranchWords) -> MeanContext:
    figure = source.mean
    told = score_words(figure)
    counted = own(visits_words(source.kind, figure.n))
    if figure.value is None:
        lines = [counted] if figure.n else []
        if source.scores:
            scores = joined([Value(percent_of(score)) for score in source.scores[:MOST_SCORES]])
            lines.append(phrase("A mean needs 3 visits. The scores: {scores}", scores=scores))
        instead = words.not_enough if figure.n else words.not_scored
        return MeanContext("", "", instead, "", tuple(lines))
    interval = (
        phrase("95 % interval: {interval}", interval=told.interval)
        if told.interval
        else own(_("All visits have the same score: they do not show how much scores vary."))
    )
    return MeanContext(
        written_number(f"{one_place(figure.value):f}"),
        percent_sign(),
        "",
        _(_MEANS[source.kind]),
        (interval, Phrase((Value(f"n = {figure.n}"),))),
    )


def _lines(source: BranchReportInput, words: BranchWords) -> tuple[LineContext, ...]:
    branch, language = source.branch, source.language
    name = user_text(branch.name)
    places: list[Part] = [
        *([name] if len(name.text) > NAME_LENGTH else []),
        Value(branch.code),
        *map(user_text, (branch.region, branch.country)),
    ]
    title = user_text(source.pack.title.in_language(language))
    found = [
        LineContext(own(words.branch), joined([place for place in places if str(place)], " · ")),
        LineContext(own(words.visits), own(visits_words(source.kind, source.visits))),
        LineContext(own(words.standards_used), Phrase((title,))),
        LineContext(own(words.editions), joined(map(edition_since, source.editions), "; ")),
        LineContext(own(words.as_of), Phrase((Value(day_words(source.period.as_of)),))),
    ]
    left_out = left_out_words(source.others_by_kind, source.other_packs)
    if left_out:
        found.insert(2, LineContext(own(words.left_out), left_out))
    return tuple(found)


def edition_since(one: EditionUse) -> Phrase:
    """An edition with the day of its first visit, and how many there were."""
    return phrase(
        "{edition} from {day}, {n}",
        edition=Value(one.edition),
        day=Value(day_words(one.since)),
        n=Value(f"n = {one.visits}"),
    )


def left_out_words(others_by_kind: Mapping[VisitKind, int], other_packs: int) -> Phrase:
    """The visits of a period that have no part in a document's figures."""
    parts = [own(visits_words(kind, number)) for kind, number in others_by_kind.items()]
    if other_packs:
        parts.append(
            own(ngettext("{n} visit by other standards", "{n} visits by other standards", other_packs))
        )
    return joined(parts)


def _notices(source: BranchReportInput) -> list[Phrase]:
    """What a change of edition does to the figures."""
    found = []
    apart = [one for one in source.editions if not one.compares]
    if apart:
        found.append(
            phrase(
                "Scores by edition {editions} do not compare with those by the newest edition: they are drawn apart "
                "in the trend, and no mean counts them.",
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


def _mend(number: int, one: Mend, source: BranchReportInput, words: BranchWords) -> MendContext:
    row = ngettext("missed in {n} visit in a row", "missed in {n} visits in a row", one.visits)
    cost = "" if one.cost is None else percent_words(rounded(one.cost * 100, 1))
    if one.reason is MendReason.CRITICAL_AGAIN:
        why = _("Critical, {row}.", row=row)
    elif one.visits > 1:
        why = _("{row}; the last miss cost {cost} of the score.", row=row[:1].upper() + row[1:], cost=cost)
    else:
        why = _("Missed by the last visit; it cost {cost} of the score.", cost=cost)
    return MendContext(str(number), named(one.code, source, words), why)


def _document(source: BranchReportInput, name: UserText) -> DocumentContext:
    brand = user_text(source.pack.brand.name.in_language(source.language))
    title = _("Branch report: {branch}, {period}", branch=name, period=period_words(source))
    return document_of_day(title, str(brand), source.period.as_of, brand)
