"""What is true of whole visits of the year: why the auditor came, and what they did there."""

from collections.abc import Iterable

from qaudit.core.standards import Fact
from qaudit.desk.chances import Chances

_YES = {
    "change": 0.4,
    "allergy": 0.25,
    "child": 0.2,
    "fault": 0.15,
    "request": 0.4,
    "breakfast": 0.85,
    "telephone": 0.3,
    "machine": 0.4,
}
"""Of facts that are yes or no, how often they are yes; whatever else is asked falls evenly."""
_OF_BRANCH = frozenset(("ticket",))
"""Facts that are the branch's, whoever comes."""
_WITHOUT_ADVISER = frozenset(("counter", "neither"))


def facts_of(facts: Iterable[Fact], branch: str, chances: Chances) -> dict[str, str]:
    """The key of each fact, by name."""
    found = {fact.name: _key(fact, branch, chances) for fact in facts}
    if "subject" in found:
        found["subject"] = _subject(found)
    return found


def _key(fact: Fact, branch: str, chances: Chances) -> str:
    if fact.name in _OF_BRANCH:
        return Chances(f"branch {branch}").pick(fact.name, fact.keys)
    if fact.name in _YES:
        return "yes" if chances.share(fact.name) < _YES[fact.name] else "no"
    return chances.pick(fact.name, fact.keys)


def _subject(found: dict[str, str]) -> str:
    """What an adviser was asked about goes with whether there was one."""
    if found["purpose"] in _WITHOUT_ADVISER:
        return "none"
    return "account" if found["subject"] == "none" else found["subject"]
