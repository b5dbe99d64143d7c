"""What was done to the lake, in words."""

from qaudit.speech import _, ngettext


def refreshed_words(added: int, amended: int, removed: int, *, is_changed: bool) -> str:
    """What a refresh did: `3 visits added, 1 amended, 0 taken out`."""
    if not is_changed:
        return _("The lake is as the store has it; nothing was changed")
    return ", ".join(
        (
            ngettext("{n} visit added", "{n} visits added", added),
            ngettext("{n} amended", "{n} amended", amended),
            ngettext("{n} taken out", "{n} taken out", removed),
        )
    )
