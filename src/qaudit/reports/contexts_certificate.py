"""A certificate as one value of ready strings."""

from dataclasses import dataclass

from qaudit.reports.certificate_subject import CertificateInput, CertifiedVisit
from qaudit.reports.certificate_words import ALL_ALIKE, INTERVAL, METHOD, ONE_VISIT, CertificateWords
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_branch import visits_words
from qaudit.reports.contexts_branch_values import range_words
from qaudit.reports.contexts_cover import LineContext, shortened
from qaudit.reports.headings import edition_words
from qaudit.reports.theme import Theme
from qaudit.speech import _, ngettext
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, Whole, joined, own, phrase, user_text
from qaudit.wording.regional import day_words
from qaudit.wording.values import percent_words

LONGEST_NAME, LONGEST_BAND, LONGEST_TITLE = 90, 60, 90
MOST_SEALS = 6
"""Visits that are named with their seals; the others are counted."""
SEAL_LENGTH = 12
"""Characters of a seal that tell it from any other of its journal."""


@dataclass(frozen=True, slots=True)
class CertificateContext:
    """Everything `certificate.html.j2` prints. `colour` and `accent` are `#rrggbb`, legible on white.

    `reached` says what the band is named after; empty where the pack has no bands.
    """

    document: DocumentContext
    colour: str
    accent: str
    logo: str
    brand: UserText
    branch: UserText
    reached: str
    band: Phrase
    sentence: Phrase
    lines: tuple[LineContext, ...]
    method: tuple[str, ...]
    record: tuple[LineContext, ...]


def certificate_context(
    source: CertificateInput, theme: Theme, words: CertificateWords, logo: str = ""
) -> CertificateContext:
    """The context of one certificate. `logo` is a data URI."""
    brand = _text(source.pack.brand.name.in_language(source.language), LONGEST_NAME)
    name = _text(source.branch.name or source.branch.code, LONGEST_NAME)
    band = source.band
    return CertificateContext(
        document=_document(source, name, brand),
        colour=theme.heading,
        accent=theme.accent,
        logo=logo,
        brand=brand,
        branch=name,
        reached="" if band is None else words.reached,
        band=own(words.passed)
        if band is None
        else Phrase((_text(band.name.in_language(source.language), LONGEST_BAND),)),
        sentence=_sentence(source),
        lines=_lines(source, words),
        method=(*map(_, METHOD), _(_figure_note(source))),
        record=_record(source, words),
    )


def _sentence(source: CertificateInput) -> Phrase:
    """In which visits, and that all of them passed."""
    counted = own(visits_words(source.kind, len(source.visits)))
    if len(source.visits) == 1:
        return phrase("{visits}, which passed", visits=counted)
    return phrase("{visits}, each of which passed", visits=counted)


def _lines(source: CertificateInput, words: CertificateWords) -> tuple[LineContext, ...]:
    first, last = source.visits[0].day, source.visits[-1].day
    days = Phrase((Value(day_words(first)),))
    if first != last:
        days = phrase("{since} to {until}", since=Value(day_words(first)), until=Value(day_words(last)))
    title = _text(source.pack.title.in_language(source.language), LONGEST_TITLE)
    standards = edition_words(title, Value(", ".join(source.editions) or source.pack.ref.edition))
    label = words.score if len(source.visits) == 1 else words.mean
    return (
        LineContext(own(label), _score(source)),
        LineContext(own(words.visits), days),
        LineContext(own(words.standards), standards),
        LineContext(own(words.issued), Phrase((Value(day_words(source.issued)),))),
    )


def _score(source: CertificateInput) -> Phrase:
    value = Value(percent_words(source.percent))
    n = Value(f"n = {len(source.visits)}")
    if source.low is None or source.high is None:
        return phrase("{value}, {n}", value=value, n=n)
    interval = range_words(percent_words(source.low), percent_words(source.high))
    return phrase("{value}, 95 % interval {interval}, {n}", value=value, interval=interval, n=n)


def _figure_note(source: CertificateInput) -> str:
    if len(source.visits) == 1:
        return ONE_VISIT
    return ALL_ALIKE if source.low is None else INTERVAL


def _record(source: CertificateInput, words: CertificateWords) -> tuple[LineContext, ...]:
    shown = source.visits[-MOST_SEALS:]
    rest = len(source.visits) - len(shown)
    more = [own(ngettext("and {n} more", "and {n} more", rest))] if rest else []
    seals = joined([*map(_sealed, shown), *more], " · ")
    digest = phrase("{pack}, {digest}", pack=Value(str(source.pack.ref)), digest=Value(source.digest))
    return (
        LineContext(own(words.digest), digest),
        LineContext(own(words.seals), seals if shown else NOTHING),
    )


def _sealed(visit: CertifiedVisit) -> Phrase:
    """What `qaudit journal ID --tail SEAL` takes."""
    return Phrase((Whole(visit.id), " ", Value(visit.seal[:SEAL_LENGTH])))


def _text(words: str, most: int) -> UserText:
    return user_text(shortened(user_text(words).text, most))


def _document(source: CertificateInput, name: UserText, brand: UserText) -> DocumentContext:
    title = _("Certificate: {branch}, {day}", branch=name, day=day_words(source.visits[-1].day))
    return document_of_day(title, str(brand), source.issued, brand)
