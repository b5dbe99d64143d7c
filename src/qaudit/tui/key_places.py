"""Keys by their place on the keyboard: a letter of another layout does what the key does that is printed beside it.

The standard Hebrew layout (SI 1452) and the standard Romanian one. Their other characters stand for themselves.
"""

from textual import events

from qaudit.tui.display_order import is_mirrored

_HEBREW = dict(zip("קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm", strict=True)) | {".": "slash"}
_ROMANIAN = {"ă": "left_square_bracket", "î": "right_square_bracket"}
_PLACES = {**_HEBREW, **_ROMANIAN}
_TURNED = {"left": "right", "right": "left"}


def key_names(event: events.Key) -> tuple[str, ...]:
    """Textual's names for the key that was meant, the likeliest first: its own, then that of its place.

    On a page that is laid out from the right, the arrow to the left leads on.
    """
    own = _TURNED.get(event.key, event.key) if is_mirrored() else event.key
    place = placed(event.character)
    return (own, place) if place else (own,)


def placed(character: str | None) -> str | None:
    """The key whose place a character of another layout has; None for the others."""
    return _PLACES.get(character.lower()) if character else None
