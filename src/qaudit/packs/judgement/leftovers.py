"""P815 to P817: tags that one standard lacks and the others have, and events and facts that nothing uses."""

from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.conditions import facts_in
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.notices import Notice, shown
from qaudit.packs.shape_measures import DurationFile

_GROUPS = ("layer", "dimension")
"""The tags that reports group by."""


def judge_tags(script: Manuscript) -> Iterator[Notice]:
    """Scored standards without a tag that more than half of them have: reports would leave them out."""
    scored = script.promises
    for tag in _GROUPS:
        without = [path for path, standard in scored if tag not in standard.tags]
        if len(without) * 2 < len(scored):
            yield from (Notice(catalogue.TAG_LACKING, (*path, "code"), {"tag": tag}) for path in without)


def judge_events(script: Manuscript) -> Iterator[Notice]:
    """Events that no clock runs from or to."""
    measures = [standard.measure for _, standard in script.inspection.standards]
    durations = [measure for measure in measures if isinstance(measure, DurationFile)]
    used = {name for measure in durations for name in (measure.start, measure.end)}
    for name in script.file.events:
        if name not in used:
            yield Notice(catalogue.EVENT_UNUSED, ("events", name), {"name": shown(name)}, at_key=True)


def judge_facts(script: Manuscript) -> Iterator[Notice]:
    """Facts that decide nothing."""
    conditions = [section.when for section in script.file.sections]
    conditions += [standard.when for _, standard in script.inspection.standards]
    used = {name for condition in conditions for name in facts_in(condition)}
    for name in script.file.facts:
        if name not in used:
            yield Notice(catalogue.FACT_UNUSED, ("facts", name), {"name": shown(name)}, at_key=True)
