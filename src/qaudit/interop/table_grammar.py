"""What stands in single cells of a table: numbers, yes and no, options with points, ladders.

Options are written `Yes:3|No:0|NA:NA`: a label and what it earns. Tables of ours put the key ahead,
`warm=Warm:3|cold=Cold:0`. Points are compared with the greatest of the cell; `50%` is a share by itself. Ahead of
one of these signs a backslash makes it a letter: `\\|`, `\\:`, `\\=`, `\\\\`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qaudit.core.percent import decimal_text

NUMBER = re.compile(r"-?\d{1,40}(?:[.,]\d{1,80})?|-?[.,]\d{1,80}", re.ASCII)
_RATIO = re.compile(r"(\d{1,40})\s*/\s*(\d{1,40})", re.ASCII)
_PERCENT = re.compile(r"(.{1,90}?)\s*%", re.DOTALL)
_IN_BRACKETS = re.compile(
    r"(.*\S)\s*\(\s*([^()]{1,20}?)\s*(?:points?|pts|נק'?|נקודות|puncte|p)?\s*\)", re.DOTALL
)
_SIGNS = re.compile(r"[\\|:=]")
_UNESCAPED = re.compile(r"\\([\\|:=])")

YES_WORDS = {"en": "Yes", "he": "כן", "ro": "Da"}
NO_WORDS = {"en": "No", "he": "לא", "ro": "Nu"}
NA_LABEL = "NA"
YES = frozenset(("yes", "y", "true", "כן", "da"))
NO = frozenset(("no", "n", "false", "לא", "nu"))
KEPT = frozenset(("pass", "met", "compliant", "ok", "עומד", "תקין", "conform", "admis", "îndeplinit"))
NOT_KEPT = frozenset(
    (
        "fail",
        "not met",
        "non-compliant",
        "not ok",
        "לא עומד",
        "לא תקין",
        "neconform",
        "respins",
        "neîndeplinit",
    )
)
NOT_APPLICABLE = frozenset(
    (
        "na", "n/a", "n.a.", "n.a", "not applicable", "ל\"ר", "ל״ר", "לא רלוונטי", "לא ישים",
        "nu se aplică", "nu se aplica", "neaplicabil", "nu este cazul",
    )
)  # fmt: skip
NOT_SEEN = frozenset(
    ("unseen", "not observed", "not seen", "dk", "don't know", "לא נצפה", "לא ידוע", "neobservat", "nu știu")
)
_TICKED = YES | {"x", "v", "1", "✓", "✔", "✗", "*"}
_UNTICKED = NO | {"0", "-", "–", "—"}


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """One option as a cell has it. `earns` is None where nothing is said; `is_share`: a percentage."""

    label: str
    key: str | None = None
    earns: Fraction | None = None
    is_share: bool = False
    is_not_applicable: bool = False


def number_of(text: str) -> Fraction | None:
    """`3`, `0.5`, `0,5`, `1/3` as an exact number; None for anything else."""
    folded = text.strip()
    if NUMBER.fullmatch(folded):
        return Fraction(folded.replace(",", "."))
    ratio = _RATIO.fullmatch(folded)
    return Fraction(int(ratio[1]), int(ratio[2])) if ratio and int(ratio[2]) else None


def share_of(text: str) -> Fraction | None:
    """`50%` or `100/3 %` as a fraction of 1; None for what has no percent sign."""
    found = _PERCENT.fullmatch(text.strip())
    number = number_of(found[1]) if found else None
    return None if number is None else number / 100


def truth_of(text: str) -> bool | None:
    """What a cell that is ticked, or says yes or no, means; None for other words."""
    folded = text.strip().casefold()
    if folded in _TICKED:
        return True
    return False if folded in _UNTICKED else None


def percent_text(share: Fraction) -> str:
    """A share as a percentage, exactly: `50%`, `100/3%`."""
    return f"{decimal_text(share * 100)}%"


def escaped(words: str) -> str:
    """Words in which no sign divides anything."""
    return _SIGNS.sub(lambda sign: f"\\{sign.group()}", words)


def write_options(entries: Sequence[OptionEntry]) -> str:
    """Options as one cell; `read_options` gives the same back."""
    return "|".join(_written(entry) for entry in entries)


def _written(entry: OptionEntry) -> str:
    key = "" if entry.key is None else f"{escaped(entry.key)}="
    if entry.is_not_applicable:
        return f"{key}{escaped(entry.label)}:{NA_LABEL}"
    if entry.earns is None:
        return f"{key}{escaped(entry.label)}"
    earns = percent_text(entry.earns) if entry.is_share else decimal_text(entry.earns)
    return f"{key}{escaped(entry.label)}:{earns}"


def read_options(text: str) -> tuple[OptionEntry, ...]:
    """The options of a cell that was written with `|`, as tables of ours are."""
    return tuple(_entry(piece) for piece in _split(text, "|") if piece.strip())


def read_loose_options(text: str) -> tuple[OptionEntry, ...]:
    """The options of a cell that somebody wrote their own way: `Yes (3), No (0)`, `yes/no`, one on a line."""
    divider = next((sign for sign in ("|", "\n", ";", "/", ",") if sign in _without_na(text)), "|")
    pieces = [piece.replace("\0", "/") for piece in _split(_without_na(text), divider)]
    return tuple(_loose(_entry(piece)) for piece in pieces if piece.strip())


def _without_na(text: str) -> str:
    """The same text, the slash of `N/A` put out of the way."""
    return re.sub(r"\b([nN])/([aA])\b", "\\1\0\\2", text)


def _entry(piece: str) -> OptionEntry:
    key, has_key, rest = _parted(piece, "=", from_left=True)
    label = rest if has_key else piece
    words, has_points, points = _parted(label, ":", from_left=False)
    entry = OptionEntry(_plain(label), _plain(key) if has_key else None)
    if not has_points:
        return entry
    earning = _earning(replace(entry, label=_plain(words)), _plain(points))
    return earning or entry


def _earning(entry: OptionEntry, points: str) -> OptionEntry | None:
    """The entry with what its points say; None where they are no points but words."""
    if points.casefold() in NOT_APPLICABLE:
        return replace(entry, is_not_applicable=True)
    if (share := share_of(points)) is not None:
        return replace(entry, earns=share, is_share=True)
    number = number_of(points)
    return None if number is None else replace(entry, earns=number)


def _loose(entry: OptionEntry) -> OptionEntry:
    if entry.earns is None and (found := _IN_BRACKETS.fullmatch(entry.label)):
        entry = _earning(replace(entry, label=found[1]), found[2]) or entry
    if entry.key is not None and number_of(entry.key) is None and entry.earns is None:
        # `Yes=3`: what looks like a key is the label.
        entry = _earning(OptionEntry(entry.key), entry.label) or OptionEntry(f"{entry.key}={entry.label}")
    if entry.label.casefold() in NOT_APPLICABLE:
        return replace(entry, is_not_applicable=True, earns=None)
    return entry


def _split(text: str, sign: str) -> list[str]:
    """The pieces between signs that have no backslash ahead."""
    pieces, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == sign:
            pieces.append(text[start:place])
            start = place + 1
        place += 1
    return [*pieces, text[start:]]


def _parted(text: str, sign: str, *, from_left: bool) -> tuple[str, bool, str]:
    """The text on both sides of the first or the last such sign, and whether there is one."""
    pieces = _split(text, sign)
    if len(pieces) == 1:
        return text, False, ""
    if from_left:
        return pieces[0], True, sign.join(pieces[1:])
    return sign.join(pieces[:-1]), True, pieces[-1]


def _plain(words: str) -> str:
    return _UNESCAPED.sub(r"\1", words.strip())
