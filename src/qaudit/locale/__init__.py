"""The program's own words in other languages: gettext catalogues, `<language>/LC_MESSAGES/qaudit.po` and `.mo`.

`make words` renews them from the source (docs/languages.md). Only the `.mo` files are read here.
"""

import gettext
from functools import lru_cache
from pathlib import Path

from qaudit import speech

DOMAIN = "qaudit"
FOLDER = Path(__file__).parent


def install() -> None:
    """Lets the program speak the languages that there are catalogues for."""
    speech.install(_catalogue)


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
