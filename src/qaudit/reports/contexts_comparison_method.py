"""What the comparison report says of itself: what may be read from it, which editions changed what, and its methods."""

from qaudit.reports.comparison_subject import ComparisonInput
from qaudit.reports.comparison_words import ComparisonWords
from qaudit.reports.contexts_comparison_tables import (
    Cell,
    Head,
    Kind,
    PartContext,
    TableContext,
    phrases,
    standard_cell,
)
from qaudit.speech import N_, _
from qaudit.wording.comparison import from_to
from qaudit.wording.comparison_sentences import KINDS_APART, UNCHANGED
from qaudit.wording.edition_changes import continuity_words
from qaudit.wording.phrases import Value, own, user_text
from qaudit.wording.regional import day_words

SAID = (
    N_(
        "A branch is called better or worse than the others only where chance alone would seldom set it so far apart. "
        "The lines drawn and the two numbers below a figure are its 95 % interval."
    ),
    N_(
        "Not known does not mean as good: few visits find little. Where there are too few, that is said instead."
    ),
    N_("A place is not a verdict: beside it stand the places that are as possible."),
)
METHOD = (
    N_(
        "Counted are published visits of the lake. Announced, unannounced and self-check visits are never averaged "
        "together, nor are brands and packs."
    ),
    N_(
        "An interval holds the true value 95 times in 100. The intervals of branches borrow from each other: few "
        "visits show little of how much a branch varies, all together show more. Rates have Wilson's interval, a "
        "difference Welch's."
    ),
    N_(
        "A branch has a place from 3 visits on. Places and their intervals come from drawing 4,000 leagues that fit "
        "the visits. Flags allow for how many branches were looked at: of those named, about 5 in 100 are by chance."
    ),
    N_(
        "The intervals are about these visits as they were made: who made them, in which season, and whether a branch "
        "changed meanwhile is not in them."
    ),
    N_("Measured here is whether the standards were kept, not how content customers are."),
)
_NO_AUDITORS = N_("Auditors are not told one by one: this document travels.")


def may_be_said(source: ComparisonInput) -> tuple[str, ...]:
    """How the document is to be read, on its first page."""
    several = len({group.kind for group in source.groups}) > 1
    return tuple(_(one) for one in (*SAID, *((KINDS_APART,) if several else ())))


def editions_part(source: ComparisonInput, words: ComparisonWords) -> PartContext | None:
    """The standards that are another by an edition, for all packs."""
    if not source.editions:
        return None
    heads = (
        Head(words.editions_used, 20, Kind.TEXT),
        Head(words.since, 18, Kind.TEXT),
        Head(words.standard, 40, Kind.TEXT),
        Head(words.change, 22, Kind.TEXT),
    )
    rows = tuple(
        (
            Cell(
                Value(from_to(one.before, one.after)),
                str(Value(f"{one.pack} {one.after}")),
                user_text(one.pack),
            ),
            Cell(Value(day_words(one.since)), one.since.isoformat()),
            standard_cell(code, source.packs.get(one.pack), source.language),
            Cell(own(continuity_words(changed)), changed.value),
        )
        for one in source.editions
        for code, changed in one.standards
    )
    if not rows:
        return PartContext(words.editions, about=phrases((_(UNCHANGED),)))
    return PartContext(words.editions, table=TableContext("editions", words.editions, heads, rows))


def method_words(source: ComparisonInput) -> tuple[str, ...]:
    """The sentences, in the language spoken now."""
    has_auditors = any(group.auditors for group in source.groups)
    return tuple(_(one) for one in (*METHOD, *(() if has_auditors else (_NO_AUDITORS,))))
