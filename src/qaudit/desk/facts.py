"""What is true of a whole visit, checked against its pack."""

from collections.abc import Iterable, Mapping

from qaudit.core.problems import nearest
from qaudit.core.standards import Pack
from qaudit.errors import UsageError


def check_facts(pack: Pack, facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The facts by name. Raises `UsageError` for an unknown fact or option, naming the nearest."""
    for name, key in facts.items():
        fact = pack.fact(name)
        if fact is None:
            near = nearest(name, (known.name for known in pack.facts))
            hint = f"did you mean {near[0]}?" if near else _all_facts(pack)
            raise UsageError(f"{pack.ref} has no fact {name}", hint)
        if key not in fact.keys:
            raise UsageError(f"Fact {name} cannot be {key}", f"one of {', '.join(fact.keys)}")
    return tuple(sorted(facts.items()))


def missing_facts(pack: Pack, facts: Iterable[str]) -> tuple[str, ...]:
    """The pack's facts that are not among `facts`."""
    given = set(facts)
    return tuple(fact.name for fact in pack.facts if fact.name not in given)


def _all_facts(pack: Pack) -> str:
    return "its facts: " + ", ".join(fact.name for fact in pack.facts) if pack.facts else "it has no facts"
