"""The catalogues of the program's own words: `python -m scripts.words` renews them, `--check` only looks.

Extraction is Babel's. What is looked for: `_`, `N_`, `ngettext`, `pgettext`; `phrase`, whose pattern is said in
the reader's language; the packs' catalogue of problems; and in report templates Jinja2's own `_` and `trans`.
"""

import io
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from qaudit.locale import DOMAIN, FOLDER
from qaudit.speech import ENGLISH, LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
Keywords = dict[str, tuple[int | tuple[int, str], ...] | None]
SENTENCES: Keywords = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "phrase": None,
    "counted_phrase": (1, 2),
    "_fault": (2,),
    "_warning": (2,),
}
HINTS: Keywords = {"_fault": (3,), "_warning": (3,)}
"""Which arguments of which call are sentences; two of one call would be taken for a singular and a plural."""
ROOTS = {
    "src/qaudit": [("**.py", "python")],
    "report_templates": [("**.j2", "jinja2.ext:babel_extract")],
}
OTHERS = tuple(language for language in LANGUAGES if language != ENGLISH)


def _searches() -> Iterator[tuple[str, list[tuple[str, str]], Keywords]]:
    """What is read by which method, and the calls that are looked for; hints only where there are any."""
    for root, methods in ROOTS.items():
        yield root, methods, SENTENCES
        texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / root).rglob("*.py")}
        having = [path for path, text in texts.items() if any(f"{call}(" in text for call in HINTS)]
        yield root, [(path.relative_to(ROOT / root).as_posix(), "python") for path in having], HINTS


@cache
def sources() -> Catalog:
    """Every sentence in the source, with the places it stands at; read once, to be looked at only."""
    catalogue = Catalog(
        project="qaudit", version="", charset="utf-8", copyright_holder="The qaudit contributors"
    )
    for root, methods, keywords in _searches():
        found = extract_from_dir(
            ROOT / root, methods, keywords=keywords, comment_tags=("Translators:",), strip_comment_tags=True
        )
        for path, _line, message, comments, context in found:
            if message not in ("", ("", "")):
                place = (f"{root}/{path}", 0)
                catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def catalogue_file(language: str, suffix: str) -> Path:
    """`.po`, which people write, or `.mo`, which the program reads."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def read_catalogue(language: str) -> Catalog:
    """The translations into a language as they stand; empty where there are none yet."""
    file = catalogue_file(language, "po")
    if not file.exists():
        return Catalog(locale=language, project="qaudit", version="", charset="utf-8")
    return _read(language, file.read_bytes())


def _read(language: str, data: bytes) -> Catalog:
    return read_po(io.BytesIO(data), locale=language, domain=DOMAIN)


_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same in every file: a date that changed with every run would hide what else did."""


def renewed(language: str, found: Catalog) -> Catalog:
    """The translations with new sentences added empty and gone ones dropped. Nothing is guessed from likeness."""
    kept = read_catalogue(language)
    # New sentences are taken over as the very objects: what is said of one language would be said of the next.
    kept.update(deepcopy(found), no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.revision_date = kept.creation_date = _NO_DATE
    kept.fuzzy = False
    kept.header_comment = (
        f"# qaudit's own words in {kept.locale.english_name}. Renewed from the source by `make words`."
    )
    kept.last_translator = kept.language_team = kept.msgid_bugs_address = "The qaudit contributors"
    kept.version = "1"
    return kept


def po_bytes(catalogue: Catalog) -> bytes:
    """The file a translator works in, the same for the same sentences."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, sort_by_file=True, include_lineno=False)
    return stream.getvalue()


def mo_bytes(language: str, po: bytes) -> bytes:
    """The file the program reads."""
    stream = io.BytesIO()
    write_mo(stream, _read(language, po))
    return stream.getvalue()


def files() -> Iterator[tuple[Path, bytes]]:
    """Every catalogue file with what it has to hold."""
    found = sources()
    for language in OTHERS:
        po = po_bytes(renewed(language, found))
        yield catalogue_file(language, "po"), po
        yield catalogue_file(language, "mo"), mo_bytes(language, po)


def untranslated(language: str) -> list[str]:
    """The sentences that a language lacks."""
    catalogue = renewed(language, sources())
    return [str(message.id) for message in catalogue if message.id and not _is_said(message.string)]


def _is_said(words: object) -> bool:
    return all(words) if isinstance(words, tuple | list) else bool(words)


def main() -> int:
    """Writes what changed; with `--check` names it and fails."""
    is_check = "--check" in sys.argv[1:]
    old = [(path, data) for path, data in files() if not path.exists() or path.read_bytes() != data]
    for path, data in old:
        print(("out of date: " if is_check else "written: ") + str(path.relative_to(ROOT)))
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for language in OTHERS:
        print(f"{language}: {len(untranslated(language))} sentences lack a translation")
    return 1 if is_check and old else 0


if __name__ == "__main__":
    sys.exit(main())
