"""Two editions side by side: what changed, and what of their visits compares."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from qaudit.core.comparability import Comparability, Comparison, comparability
from qaudit.core.differences import Aspect, Change
from qaudit.core.edition_changes import EditionChanges, NamedChange, StandardChange, edition_changes
from qaudit.core.standards import CriticalRule
from qaudit.packs.library import LoadedPack

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two packs with their differences."""

    before: LoadedPack
    after: LoadedPack
    changes: EditionChanges
    comparability: Comparability


def side_by_side(before: LoadedPack, after: LoadedPack) -> SideBySide:
    """Compares two packs, of one name or of two."""
    changes = edition_changes(before.pack, after.pack)
    return SideBySide(before, after, changes, comparability(before.pack, after.pack, changes))


def side_by_side_document(pair: SideBySide) -> Document:
    """The whole comparison as plain data: texts by language, numbers exact, measures as a pack file has them."""
    changes, found = pair.changes, pair.comparability
    return {
        "before": {"ref": str(changes.before), "digest": pair.before.digest},
        "after": {"ref": str(changes.after), "digest": pair.after.digest},
        "same": changes.are_none,
        "pack": [_change(change) for change in changes.pack],
        "facts": [_named("name", each) for each in changes.facts],
        "events": [_named("name", each) for each in changes.events],
        "sections": [
            _named("code", each) | {"comparison": _comparison(found.sections[each.name])}
            for each in changes.sections
        ],
        "standards": [
            _standard(each) | {"continuity": found.standards[each.code].value} for each in changes.standards
        ],
        "total": _comparison(found.total),
        "outcome": _comparison(found.outcome),
    }


def _named(key: str, each: NamedChange) -> Document:
    return {key: each.name, "fate": each.fate.value, "changes": [_change(change) for change in each.changes]}


def _standard(each: StandardChange) -> Document:
    return {
        "code": each.code,
        "section": each.section,
        "fate": each.fate.value,
        "changes": [_change(change) for change in each.changes],
    }


def _comparison(comparison: Comparison) -> Document:
    reasons = [
        {"obstacle": reason.obstacle.value, "codes": list(reason.codes)} for reason in comparison.reasons
    ]
    return {"comparable": comparison.is_comparable, "reasons": reasons}


def _change(change: Change) -> Document:
    about = {"language": change.language, "key": change.key}
    return {
        "aspect": change.aspect.value,
        **{name: value for name, value in about.items() if value},
        "before": _value(change.aspect, change.before),
        "after": _value(change.aspect, change.after),
    }


def _value(aspect: Aspect, value: Any) -> object:
    from qaudit.packs.snapshot_fields import condition_fields, measure_fields, rule_fields

    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case CriticalRule():
            return rule_fields(value)
        case _:
            return condition_fields(value) if aspect is Aspect.WHEN else measure_fields(value)
