"""Facts as they are typed: `--fact NAME=KEY`."""

from collections.abc import Sequence

from qaudit.errors import UsageError


def read_facts(pairs: Sequence[str]) -> dict[str, str]:
    """The facts of `NAME=KEY` pairs. Raises `UsageError`."""
    facts: dict[str, str] = {}
    for pair in pairs:
        name, sign, key = (part.strip() for part in pair.partition("="))
        if not sign or not name or not key:
            raise UsageError(f"'{pair}' is not a fact", "write --fact NAME=KEY")
        if facts.get(name, key) != key:
            raise UsageError(f"Fact {name} is given twice", "give it once")
        facts[name] = key
    return facts
