"""Facts as they are typed: `--fact NAME=KEY`."""

from collections.abc import Sequence

from qaudit.errors import UsageError
from qaudit.speech import _


def read_facts(pairs: Sequence[str]) -> dict[str, str]:
    """The facts of `NAME=KEY` pairs. Raises `UsageError`."""
    facts: dict[str, str] = {}
    for pair in pairs:
        name, sign, key = (part.strip() for part in pair.partition("="))
        if not sign or not name or not key:
            raise UsageError(
                _("'{written}' is not a fact", written=pair), _("write {option}", option="--fact NAME=KEY")
            )
        if facts.get(name, key) != key:
            raise UsageError(_("Fact {fact} is given twice", fact=name), _("give it once"))
        facts[name] = key
    return facts
