"""What the commands about the lake print: lines for people, documents for programs."""

from typing import TYPE_CHECKING, Any

from qaudit.cli.output import labelled
from qaudit.core.changes import write_moment
from qaudit.speech import _, ngettext
from qaudit.wording.comparison_sentences import behind_words
from qaudit.wording.lake import refreshed_words

if TYPE_CHECKING:
    from qaudit.desk.lake.keeping import Agreement, LakeLook, Refreshed


def refreshed_sentence(done: "Refreshed") -> str:
    """What was done."""
    return refreshed_words(done.added, done.amended, done.removed, is_changed=done.is_changed)


def left_out_lines(done: "Refreshed") -> list[str]:
    """The visits that could not be read, each with the reason."""
    return [
        _(
            "Visit {visit} was left out: {reason} (qaudit doctor lists damage)",
            visit=one.visit,
            reason=one.reason,
        )
        for one in done.left_out
    ]


def refreshed_document(done: "Refreshed") -> dict[str, Any]:
    """The same for programs."""
    return {
        "lake": str(done.folder),
        "added": done.added,
        "amended": done.amended,
        "removed": done.removed,
        "changed": done.is_changed,
        "left_out": [{"visit": one.visit, "reason": one.reason} for one in done.left_out],
    }


def agreement_lines(found: "Agreement") -> list[str]:
    """What a comparison found; every visit and file that is not as it should be is named."""
    lines = [
        _("The file of the lake is at fault: {sentence}", sentence=sentence) for sentence in found.damage
    ]
    lines += [_("Visit {visit} is missing in the lake", visit=visit) for visit in found.missing]
    lines += [_("Visit {visit} is in the lake alone", visit=visit) for visit in found.surplus]
    lines += [_("Visit {visit} has other rows in the lake", visit=visit) for visit in found.differing]
    lines += [
        _("Visit {visit} cannot be read in the store, and is not compared", visit=visit)
        for visit in found.unread
    ]
    equal = ngettext(
        "{n} visit is in the lake as in the store", "{n} visits are in the lake as in the store", found.equal
    )
    lines.append(equal)
    if found.waiting:
        lines.append(behind_words(len(found.waiting)))
    if not found.is_whole:
        lines.append(_("Store and lake do not agree: qaudit lake rebuild makes the lake afresh"))
    return lines


def agreement_document(found: "Agreement") -> dict[str, Any]:
    """The same for programs."""
    return {
        "lake": str(found.folder),
        "agrees": found.is_whole,
        "equal": found.equal,
        "missing": list(found.missing),
        "surplus": list(found.surplus),
        "differing": list(found.differing),
        "waiting": list(found.waiting),
        "unread": list(found.unread),
        "damage": list(found.damage),
    }


def look_lines(found: "LakeLook") -> list[str]:
    """What is in the lake."""
    at = (
        "" if found.refreshed_at is None else _("{moment} UTC", moment=f"{found.refreshed_at:%Y-%m-%d %H:%M}")
    )
    lines = labelled(
        (
            (_("lake"), str(found.folder)),
            (_("as of"), at),
            (_("visits"), str(found.rows["visits"])),
            (_("sections"), str(found.rows["sections"])),
            (_("observations"), str(found.rows["observations"])),
            (_("seen twice"), str(found.rows["doubles"])),
            (_("size"), _("{size} MB in {parts} parts", size=f"{found.size / 1e6:.1f}", parts=found.parts)),
        )
    )
    if found.left_out:
        lines.append(
            ngettext(
                "{n} published visit cannot be read and is not in it",
                "{n} published visits cannot be read and are not in it",
                len(found.left_out),
            )
        )
    lines.append(behind_words(found.behind) if found.behind else _("It is as the store has it"))
    return lines


def look_document(found: "LakeLook") -> dict[str, Any]:
    """The same for programs."""
    return {
        "lake": str(found.folder),
        "refreshed_at": None if found.refreshed_at is None else write_moment(found.refreshed_at),
        "rows": dict(found.rows),
        "brands": [
            {"brand": one.brand, "visits": one.visits, "first": one.first, "last": one.last}
            for one in found.brands
        ],
        "parts": found.parts,
        "bytes": found.size,
        "left_out": list(found.left_out),
        "behind": found.behind,
    }
