"""A commented pack to begin with: small, whole, and without a problem."""

import json
from datetime import date
from importlib.resources import files

from qaudit.errors import UsageError
from qaudit.packs import patterns


def starter_text(name: str, title: str, day: date) -> str:
    """The YAML of a first edition of pack `name`, effective from `day`. Raises `UsageError` for a bad name."""
    if not patterns.fits(patterns.SLUG, name):
        raise UsageError(f"'{name}' cannot name a pack", "use a-z, 0-9 and single hyphens between them")
    values = {
        "NAME": name,
        "TITLE": title,
        "TITLE_TEXT": json.dumps(title, ensure_ascii=False),
        "EDITION": first_edition(day),
        "EFFECTIVE": day.isoformat(),
    }
    text = files("qaudit.packs").joinpath("starter.yaml").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def first_edition(day: date) -> str:
    """The name of a first edition: its year, `2026.1`."""
    return f"{day.year}.1"
