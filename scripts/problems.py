"""docs/problems.md, the list of everything the checker of packs can say: `python -m scripts.problems` renews it."""

import re
from pathlib import Path

from qaudit.core.problems import Severity
from qaudit.packs.catalogue import CATALOGUE
from qaudit.packs.catalogue_judgement import TWO_THINGS
from qaudit.packs.notices import ProblemKind

PAGE = Path(__file__).resolve().parent.parent / "docs" / "problems.md"
HEAD = """\
# What the checker says

Every problem of a pack file by its code, as `qaudit pack check` says it; a word in *italics* stands for what the
file has there. Codes are stable and never reused. A *fault* keeps the pack from being used; a *warning* does not, and
a pack may accept it with a reason ([pack-format.md](pack-format.md), "Warnings and their acceptance").

This page is made by `make problems` from the catalogues in `src/qaudit/packs/`.
"""
GROUPS = {
    "P1": "The file and its YAML",
    "P2": "The shape",
    "P3": "Names and texts",
    "P4": "Measures",
    "P5": "Conditions",
    "P6": "Scoring",
    "P7": "The brand, the library, and building on another pack",
    "P8": "What an editor of manuals says",
}
"""What the codes of each hundred are about."""
assert TWO_THINGS.code in CATALOGUE


def page() -> str:
    """The page as it has to be."""
    codes = sorted(CATALOGUE)
    parts = [HEAD]
    for group, title in GROUPS.items():
        rows = [_row(CATALOGUE[code]) for code in codes if code.startswith(group)]
        if rows:
            parts.append(
                f"\n## {title}\n\n| code | | what it says | what to do |\n| --- | --- | --- | --- |\n"
            )
            parts += rows
    return "".join(parts)


def _row(kind: ProblemKind) -> str:
    severity = "fault" if kind.severity is Severity.FAULT else "warning"
    return f"| {kind.code} | {severity} | {_shown(kind.message)} | {_shown(kind.hint)} |\n"


def _shown(template: str) -> str:
    """A template with its places in italics."""
    named = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", r"*\1*", template)
    return named.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
