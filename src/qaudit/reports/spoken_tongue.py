"""The language of a text that nobody named, as far as its letters tell it."""

SCRIPTS = (("\u0590", "\u05ff", "he"), ("\u0600", "\u06ff", "ar"), ("\u0700", "\u074f", "syr"))
"""First and last letter of a block of Unicode, with the language that is most often written in it."""
FROM_THE_RIGHT = ("\u0590", "\u08ff")
"""The blocks of Unicode that are written from right to left, up to those beyond the sixteenth bit."""


def tongue_of(words: str) -> str:
    """A language tag for text from right to left; empty where its letters do not tell."""
    for letter in words:
        for first, last, tongue in SCRIPTS:
            if first <= letter <= last:
                return tongue
    return ""


def is_from_the_right(words: str) -> bool:
    """Whether any letter of a text is of a script that is written from right to left."""
    first, last = FROM_THE_RIGHT
    return not words.isascii() and any(first <= letter <= last for letter in words)
