"""Short words with a hyphen, such as Wi-Fi or e-mail: a line of a PDF does not end in their midst.

An unseen joiner is set where such a word would break. It has no letter in a font, so nobody who copies or
searches the text meets it; an element of its own would do for words from the left, but WeasyPrint does not
reorder words of two directions over the edges of elements.
"""

import re

JOINER = "\u2060"
LONGEST = 7
"""Characters of a word that stays whole: a longer one may break, as it would in a book."""

_HYPHENS = "\u05be-"
_APART_OR_WORD = re.compile(
    r"<head>.*?</head>|<(title|desc|h[1-6])\b.*?</\1>|<[^>]*>"
    rf"|(?<![\w{_HYPHENS}])(?P<word>[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)+)(?![\w{_HYPHENS}])",
    re.DOTALL,
)
"""What is not set in lines, or is a bookmark too; else a word with hyphens between letters."""
_HYPHEN = re.compile(f"[{_HYPHENS}]")


def kept_whole(page: str) -> str:
    """The HTML page with its short words joined over their hyphens."""
    return _APART_OR_WORD.sub(_joined, page)


def _joined(found: re.Match[str]) -> str:
    word = found["word"]
    if word is None or len(word) > LONGEST:
        return found[0]
    return _HYPHEN.sub(rf"\g<0>{JOINER}", word)
