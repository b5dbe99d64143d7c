"""What is true of a whole visit, checked against its pack."""

from collections.abc import Iterable, Mapping

from qaudit.core.problems import nearest
from qaudit.core.standards import Pack
from qaudit.errors import UsageError, did_you_mean
from qaudit.speech import _


def check_facts(pack: Pack, facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The facts by name. Raises `UsageError` for an unknown fact or option, naming the nearest."""
    for name, key in facts.items():
        fact = pack.fact(name)
        if fact is None:
            near = nearest(name, (known.name for known in pack.facts))
            raise UsageError(
                _("{pack} has no fact {fact}", pack=pack.ref, fact=name), did_you_mean(near, _all_facts(pack))
            )
        if key not in fact.keys:
            raise UsageError(
                _("Fact {fact} cannot be {key}", fact=name, key=key),
                _("one of {keys}", keys=", ".join(fact.keys)),
            )
    return tuple(sorted(facts.items()))


def missing_facts(pack: Pack, facts: Iterable[str]) -> tuple[str, ...]:
    """The pack's facts that are not among `facts`."""
    given = set(facts)
    return tuple(fact.name for fact in pack.facts if fact.name not in given)


def _all_facts(pack: Pack) -> str:
    if not pack.facts:
        return _("it has no facts")
    return _("its facts: {facts}", facts=", ".join(fact.name for fact in pack.facts))
