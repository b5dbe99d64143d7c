"""The user's settings: a TOML file that may be absent, and the environment over it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qaudit.core.problems import nearest
from qaudit.errors import SettingsInvalid, did_you_mean
from qaudit.speech import _

KEYS = ("db", "standards", "auditor", "branch")
ENVIRONMENT = {"db": "QAUDIT_DB", "standards": "QAUDIT_STANDARDS"}


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is a path or a URL; `standards` a folder of packs; `auditor` and `branch` fill the form for a new visit."""

    db: str | None = None
    standards: str | None = None
    auditor: str = ""
    branch: str = ""


def read_settings(file: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `file`, with the environment's over them. Raises `SettingsInvalid`."""
    found = _read_file(file)
    for key, variable in ENVIRONMENT.items():
        if environment.get(variable):
            found[key] = environment[variable]
    return Settings(**found)


def _read_file(file: Path) -> dict[str, str]:
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
    return dict(table)
