"""What a pack's shape cannot say: rules that look at two values, or at a value's meaning."""

from collections.abc import Callable, Iterator

from qaudit.packs.notices import Notice, Path
from qaudit.packs.rules.acceptance import check_acceptance
from qaudit.packs.rules.building import check_building
from qaudit.packs.rules.conditions import check_conditions
from qaudit.packs.rules.follow_up import check_follow_up
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.rules.measures import check_measures
from qaudit.packs.rules.names import (
    check_brand,
    check_codes,
    check_facts_and_events,
    check_languages,
    check_pack_name,
    check_tags,
)
from qaudit.packs.rules.scoring import check_scoring, check_sections, check_standards
from qaudit.packs.rules.texts import check_texts
from qaudit.packs.rules.traps import check_traps
from qaudit.packs.shape import PackFile

RULES: tuple[Callable[[Inspection], Iterator[Notice]], ...] = (
    check_pack_name,
    check_building,
    check_languages,
    check_texts,
    check_codes,
    check_facts_and_events,
    check_tags,
    check_brand,
    check_measures,
    check_traps,
    check_conditions,
    check_scoring,
    check_follow_up,
    check_standards,
    check_sections,
    check_acceptance,
)


def broken_rules(file: PackFile, faulty: frozenset[Path] = frozenset()) -> Iterator[Notice]:
    """Every rule that the file breaks. `faulty` are paths whose values are not the file's own."""
    inspection = Inspection(file, faulty)
    for rule in RULES:
        yield from rule(inspection)
