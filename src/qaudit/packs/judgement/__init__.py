"""A second reading of a pack, by an editor of manuals: not whether it can be used, but whether it is any good.

One module for each kind of judgement. They look at a file without a fault and give warnings (P8) only; the pack's
office may accept each with a reason. Judging is for those who write packs: opening a visit does not pay for it.
"""

from collections.abc import Callable, Iterable, Iterator

from qaudit.packs import catalogue, catalogue_judgement
from qaudit.packs.judgement.aggregates import judge_aggregates
from qaudit.packs.judgement.clocks import judge_clocks, judge_shared_clocks
from qaudit.packs.judgement.denial import judge_denial
from qaudit.packs.judgement.leftovers import judge_events, judge_facts, judge_tags
from qaudit.packs.judgement.length import judge_length
from qaudit.packs.judgement.likeness import judge_likeness
from qaudit.packs.judgement.limits import judge_checklists, judge_limits, judge_stated_limits
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.judgement.people import judge_people
from qaudit.packs.judgement.ratings import judge_ratings
from qaudit.packs.judgement.screens import judge_screens
from qaudit.packs.judgement.translation import judge_translations
from qaudit.packs.judgement.two_things import judge_two_things
from qaudit.packs.judgement.vague import judge_vague_words
from qaudit.packs.judgement.weights import judge_critical, judge_weights
from qaudit.packs.notices import Notice
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import PackFile

JUDGEMENTS: tuple[Callable[[Manuscript], Iterator[Notice]], ...] = (
    judge_two_things,
    judge_vague_words,
    judge_aggregates,
    judge_clocks,
    judge_weights,
    judge_critical,
    judge_likeness,
    judge_length,
    judge_screens,
    judge_ratings,
    judge_denial,
    judge_tags,
    judge_events,
    judge_facts,
    judge_limits,
    judge_shared_clocks,
    judge_people,
    judge_checklists,
    judge_stated_limits,
    judge_translations,
)


def judge(file: PackFile) -> Iterator[Notice]:
    """Every warning that an editor would give for a file without a fault."""
    script = Manuscript(Inspection(file))
    for judgement in JUDGEMENTS:
        yield from judgement(script)


def with_judgement(notices: Iterable[Notice], file: PackFile) -> list[Notice]:
    """What the rules said of a file without a fault, and what an editor says.

    Where both speak of a section of weight 0, the editor knows more.
    """
    judged = list(judge(file))
    better = {notice.path for notice in judged if notice.kind is catalogue_judgement.SECTION_FOR_NOTHING}
    kept = (
        notice for notice in notices if notice.kind is not catalogue.ZERO_WEIGHT or notice.path not in better
    )
    return [*kept, *judged]
