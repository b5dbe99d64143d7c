"""Words for those who are compared: which group they are of, where each stands, and who has no place and why."""

from collections.abc import Iterable, Iterator

from qaudit.analysis.figures import NotEnough
from qaudit.analysis.league_table import BranchFigures
from qaudit.analysis.standing import Standing
from qaudit.core.text import printable
from qaudit.speech import _, ngettext, pgettext
from qaudit.wording import comparison as say
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import NONE


def member_head(level: str) -> str:
    """The head of a column of members, by who is compared: `branch`, `region`, `brand`."""
    heads = {
        "branch": _("BRANCH"),
        "region": pgettext("column", "REGION"),
        "brand": pgettext("column", "BRAND"),
    }
    return heads[level]


def visits_words(number: int) -> str:
    """`1 visit`, `640 visits`."""
    return ngettext("{n} visit", "{n} visits", number)


def group_words(brand: str, pack: str, kind: str, key: str, counted: str) -> str:
    """`Tin Kettle · tin-kettle · unannounced visits · QUE · 640 visits`."""
    parts = (brand, pack, say.kind_words(kind), key, counted)
    return " · ".join(printable(part, one_line=True) for part in parts if part)


def between_words(brand: str) -> str:
    """That packs differ, where brands are compared; nothing inside one brand."""
    return "" if brand else _(sentences.PACKS_DIFFER)


def ranked_notes(figures: Iterable[BranchFigures]) -> Iterator[str]:
    """How a league is read, where anybody has a place."""
    if any(isinstance(one.standing, Standing) for one in figures):
        yield _(sentences.LEAGUE)
        yield _(sentences.FLAGS)


def unranked_words(members: Iterable[tuple[str, BranchFigures]]) -> Iterator[str]:
    """Those without a place by the reason: `too few to rank (n = 1, needs 3): b7`."""
    for reason, named in unranked(members).items():
        yield _("{reason}: {members}", reason=reason, members=named)


def unranked(members: Iterable[tuple[str, BranchFigures]]) -> dict[str, str]:
    """Why members have no place, in words, with the members of each reason named."""
    reasons: dict[str, list[str]] = {}
    for member, figures in members:
        if isinstance(figures.standing, NotEnough):
            reasons.setdefault(say.no_place_words(figures.standing), []).append(member or NONE)
    return {reason: say.named(found) for reason, found in reasons.items()}


def member_words(figures: BranchFigures, editions: tuple[str, str]) -> str:
    """All that is known of one member: mean, likelier mean, place, flag, visits, editions."""
    standing, shrunken = figures.standing, figures.shrunken
    if isinstance(standing, Standing):
        place = _("place {place} of {of}", place=say.place_words(standing), of=standing.of)
    else:
        place = say.no_place_words(standing)
    likelier = (
        "" if isinstance(shrunken, NotEnough) else _("likelier {mean}", mean=say.one_place(shrunken.shrunken))
    )
    flag = "" if isinstance(figures.flag, NotEnough) else say.flag_words(figures.flag)
    parts = (
        _("mean {mean}", mean=say.estimate_words(figures.mean)),
        place,
        flag,
        visits_words(figures.n),
        likelier,
        say.editions_words(editions),
    )
    return " · ".join(part for part in parts if part)
