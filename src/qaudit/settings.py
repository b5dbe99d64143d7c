"""The user's settings: a TOML file that may be absent, and the environment over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qaudit.core.problems import nearest
from qaudit.errors import SettingsInvalid, did_you_mean
from qaudit.speech import LANGUAGES, _, nearest_language

BIDI = ("auto", "app", "terminal", "off")
"""Who orders right-to-left text on the screen: the app, the terminal or nobody; `auto` goes by the terminal."""
CHOICES: dict[str, tuple[str, ...]] = {"language": LANGUAGES, "bidi": BIDI}
KEYS = ("db", "standards", "auditor", "branch", "person", "lake", *CHOICES)
ENVIRONMENT = {
    "db": "QAUDIT_DB",
    "standards": "QAUDIT_STANDARDS",
    "person": "QAUDIT_AS",
    "lake": "QAUDIT_LAKE",
    "language": "QAUDIT_LANG",
    "bidi": "QAUDIT_BIDI",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is a path or a URL; `standards` a folder of packs; `auditor` and `branch` fill the form for a new visit.

    `person` is the alias of who sits at the desk, empty for nobody in particular; `lake` a folder, empty for the
    store's own.
    `language` is that of the program, empty for the system's; `bidi` is one of `BIDI`.
    """

    db: str | None = None
    standards: str | None = None
    auditor: str = ""
    branch: str = ""
    person: str = ""
    lake: str = ""
    language: str = ""
    bidi: str = BIDI[0]


def read_settings(file: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `file`, with the environment's over them. Raises `SettingsInvalid`."""
    found = _read_file(file)
    for key, variable in ENVIRONMENT.items():
        if environment.get(variable):
            found[key] = _chosen(key, environment[variable], variable)
    return Settings(**found)


def _read_file(file: Path) -> dict[str, str]:
    import tomllib

    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsInvalid(
            _("{file} cannot be read: {fault}", file=file, fault=fault), _("mend it or take it away")
        ) from None
    for key, value in table.items():
        if key not in KEYS:
            near = nearest(key, KEYS)
            raise SettingsInvalid(
                _("{file}: unknown setting '{key}'", file=file, key=key),
                did_you_mean(near, _("known: {keys}", keys=", ".join(KEYS))),
            )
        if not isinstance(value, str):
            raise SettingsInvalid(_("{file}: '{key}' must be text", file=file, key=key), f'{key} = "..."')
        table[key] = _chosen(key, value, _("{file}: {setting}", file=file, setting=key))
    return dict(table)


def _chosen(key: str, value: str, where: str) -> str:
    """The value, which has to be one of those that the key knows."""
    known = CHOICES.get(key, ())
    if key == "language":
        value = nearest_language(value) or value
    if known and value not in known:
        message = _("{where} cannot be '{value}'", where=where, value=value)
        raise SettingsInvalid(message, _("choose one of {choices}", choices=", ".join(known)))
    return value
