"""A finished report opened again: what is enclosed in it. The file may come from anybody, and may be made to harm.

Nothing of it is drawn, followed or kept: two small JSON files are looked up by their names and read. Sizes are
looked at before anything is unpacked, and each fault is one sentence.
"""

import json
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from qaudit.errors import PdfFailed
from qaudit.reports.archive_files import FORMAT, JOURNAL, SCORECARD, digest_of, first_revision
from qaudit.speech import N_, _

MOST_BYTES = 200_000_000
"""Bytes of the largest report that is read."""
MOST_INSIDE = 20_000_000
"""Bytes of the largest enclosed file once it is unpacked."""
MOST_FILES = 20
_LIMITS = {
    "flate_max_memory": 30_000_000,
    "run_length_max_memory": 10_000_000,
    "png_max_memory": 100_000_000,
    "tiff_max_memory": 10_000_000,
    "dct_max_memory": 10_000_000,
    "parser_max_nesting": 100,
    "max_stream_filters": 3,
}
_OF_A_SIGNATURE = {"/Annots", "/AcroForm", "/K", "/Nums", "/ParentTreeNextKey"}
"""What a signature touches of the objects that are there: the list of what lies on its page, fields, reading order."""
_ONE_AT_A_TIME = threading.Lock()
"""The limits are those of the whole process."""
_NO_PDF = N_("it is no PDF, or a broken one")
_LOCKED = N_("it is encrypted, as no report is")
_NOTHING = N_("nothing is enclosed in it that could be checked: only reports of visits have that")
_MANY = N_("it is many reports in one file: verify each of them by its own file")
_TOO_LARGE = N_("it is larger than any report")
_TOO_LARGE_INSIDE = N_("what is enclosed in it is larger than any report's")
_BROKEN_INSIDE = N_("what is enclosed in it cannot be read")


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of the journal that a report was made from. `scorecard` is the digest of the enclosed scorecard."""

    visit_id: str
    entries: int
    seal: str
    scorecard: str | None


@dataclass(frozen=True, slots=True)
class Inside:
    """What is enclosed in a report. `scorecard` is the document, None where there is none; `fits` says whether it
    is the one that the tail names."""

    tail: Tail
    scorecard: dict[str, Any] | None
    fits: bool
    is_signed: bool


class _Refused(Exception):
    """A file that is not read on; the argument is a sentence that is not translated yet."""


def read_inside(data: bytes, name: str) -> Inside:
    """What is enclosed in a report. `name` stands for the file in sentences. Raises `PdfFailed`."""
    try:
        if len(data) > MOST_BYTES:
            raise _Refused(_TOO_LARGE)
        enclosed, is_signed = _opened(data)
        if JOURNAL not in enclosed:
            raise _Refused(_NOTHING)
        tail = _tail(_json(enclosed[JOURNAL]))
        scorecard = _json(enclosed[SCORECARD]) if SCORECARD in enclosed else None
    except _Refused as refusal:
        raise PdfFailed(
            _("{path} cannot be verified: {reason}", path=name, reason=_(str(refusal))),
            _("give a report as qaudit report visit writes it"),
        ) from None
    found = digest_of(enclosed[SCORECARD]) if SCORECARD in enclosed else None
    return Inside(tail, scorecard, found == tail.scorecard, is_signed)


def is_only_signed(data: bytes) -> bool:
    """Whether all that stands behind the first end of a PDF is blank, or a signature that leaves its pages alone.

    The one who signs may have drawn other pages in the same breath, and that signature would be whole.
    """
    first = first_revision(data)
    if not data[len(first) :].strip():
        return True
    import pikepdf

    with _limits(pikepdf):
        try:
            with (
                pikepdf.open(BytesIO(first), attempt_recovery=False, suppress_warnings=True) as before,
                pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as after,
            ):
                return _is_signed(after.Root) and _has_the_same_pages(before, after)
        except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError):
            return False


def _has_the_same_pages(before: Any, after: Any) -> bool:
    """Whether each object is as it was, but for what a signature touches, and nothing new is seen on a page."""
    if before.Root.objgen != after.Root.objgen:
        return False
    if not all(_is_as_it_was(old, after.get_object(old.objgen)) for old in before.objects if old.is_indirect):
        return False
    lain = {one.objgen for page in before.pages for one in page.obj.get("/Annots", ()) if one.is_indirect}
    added = [one for page in after.pages for one in page.obj.get("/Annots", ()) if one.objgen not in lain]
    return all(str(one.get("/FT")) == "/Sig" and "/AP" not in one for one in added)


def _is_as_it_was(old: Any, new: Any) -> bool:
    import pikepdf

    if isinstance(old, pikepdf.Stream):
        if not isinstance(new, pikepdf.Stream) or bytes(old.read_raw_bytes()) != bytes(new.read_raw_bytes()):
            return False
        old, new = old.stream_dict, new.stream_dict
    if old.unparse(resolved=True) == new.unparse(resolved=True):
        return True
    if not (isinstance(old, pikepdf.Dictionary) and isinstance(new, pikepdf.Dictionary)):
        return False
    keys = {*old.keys(), *new.keys()} - _OF_A_SIGNATURE
    return all(_told(old.get(key)) == _told(new.get(key)) for key in keys)


def _told(value: Any) -> Any:
    """A value of a dictionary as it is written: numbers come as themselves."""
    return value.unparse() if hasattr(value, "unparse") else value


def _opened(data: bytes) -> tuple[dict[str, bytes], bool]:
    import pikepdf

    with _limits(pikepdf):
        try:
            with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
                if pdf.is_encrypted:
                    raise _Refused(_LOCKED)
                return _enclosed(pdf.Root), _is_signed(pdf.Root)
        except pikepdf.PasswordError:
            raise _Refused(_LOCKED) from None
        except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError):
            # Whatever is not where it belongs: an array for a dictionary, a name for a number.
            raise _Refused(_NO_PDF) from None


@contextmanager
def _limits(library: Any) -> Iterator[None]:
    """What the library may use up while a file is open."""
    with _ONE_AT_A_TIME:
        before = library.settings.set_qpdf_limits(**_LIMITS)
        try:
            yield
        finally:
            library.settings.set_qpdf_limits(**before)


def _enclosed(root: Any) -> dict[str, bytes]:
    """The enclosed files of ours by name."""
    found: dict[str, bytes] = {}
    for place, file in enumerate(root.get("/AF", ())):
        if place == MOST_FILES:
            break
        name = str(file.UF)
        if name.endswith(f"-{JOURNAL}"):
            raise _Refused(_MANY)
        if name not in (SCORECARD, JOURNAL):
            continue
        if name in found:
            raise _Refused(_BROKEN_INSIDE)
        found[name] = _unpacked(file.EF.F)
    return found


def _unpacked(stream: Any) -> bytes:
    """The bytes of a stream, as long as they are few. The compression that reports use is the only one known here."""
    kind = stream.get("/Filter")
    raw: bytes = stream.read_raw_bytes()
    if kind is None:
        data = raw[: MOST_INSIDE + 1]
    elif str(kind) == "/FlateDecode" and "/DecodeParms" not in stream:
        try:
            data = zlib.decompressobj().decompress(raw, MOST_INSIDE + 1)
        except zlib.error:
            raise _Refused(_BROKEN_INSIDE) from None
    else:
        raise _Refused(_BROKEN_INSIDE)
    if len(data) > MOST_INSIDE:
        raise _Refused(_TOO_LARGE_INSIDE)
    return data


def _is_signed(root: Any) -> bool:
    fields = root.get("/AcroForm", {}).get("/Fields", ())
    return any(
        str(field.get("/FT")) == "/Sig" and "/V" in field
        for place, field in enumerate(fields)
        if place < MOST_FILES
    )


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _Refused(_BROKEN_INSIDE) from None
    if not isinstance(found, dict):
        raise _Refused(_BROKEN_INSIDE)
    return found


def _tail(document: dict[str, Any]) -> Tail:
    made_from = document.get("made_from")
    visit, entries, seal = (document.get(name) for name in ("visit", "entries", "seal"))
    if document.get("format") != FORMAT or not isinstance(made_from, dict):
        raise _Refused(_BROKEN_INSIDE)
    if not isinstance(visit, str) or type(entries) is not int or not isinstance(seal, str):
        raise _Refused(_BROKEN_INSIDE)
    scorecard = made_from.get("scorecard")
    return Tail(visit, entries, seal, scorecard if isinstance(scorecard, str) else None)
