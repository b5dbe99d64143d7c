"""The JSON of an inspection read strictly: exact numbers, each key once, nothing deep or endless."""

import json
import re
from fractions import Fraction
from typing import Any

from qaudit.interop.imported import ImportRefused
from qaudit.interop.limits import check_size
from qaudit.speech import _

Object = dict[str, Any]

MOST_DIGITS = 30
"""Of a number: what is longer is no score."""
_NEEDED = ("audit_id", "audit_data", "template_data", "items")


class _Refused(Exception):
    """Why the text cannot be read, from inside the library's callbacks."""


def read_inspection_json(data: bytes, source: str) -> Object:
    """The document of a file. Raises `ImportRefused` for what is no inspection of SafetyCulture."""
    check_size(data, source)
    found = _parsed(data, source)
    if not isinstance(found, dict):
        raise _refused(source, _("the file holds JSON, and no inspection: an object is expected"))
    missing = [key for key in _NEEDED if key not in found]
    if missing:
        raise _refused(
            source, _("this is no SafetyCulture inspection: it lacks {keys}", keys=", ".join(missing))
        )
    for key, kind, words in (
        ("audit_data", dict, _("an object")),
        ("template_data", dict, _("an object")),
        ("items", list, _("a list")),
    ):
        if not isinstance(found[key], kind):
            raise _refused(source, _("{key} must be {kind}", key=key, kind=words))
    return found


def looks_like_inspection(data: bytes) -> bool:
    """Whether a file is meant as such a document, by its beginning."""
    head = data[:3].replace(b"\xef\xbb\xbf", b"") + data[3:65536]
    return head.lstrip()[:1] == b"{" and any(
        f'"{key}"'.encode() in data for key in ("audit_data", "template_data")
    )


def _refused(source: str, fault: str) -> ImportRefused:
    return ImportRefused(source, [fault], _("export the inspection as JSON and try again"))


def _parsed(data: bytes, source: str) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _refused(source, _("the file is not UTF-8: byte {place}", place=fault.start)) from None
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_constant,
            object_pairs_hook=_each_once,
        )
    except json.JSONDecodeError as fault:
        place = _("line {line}, column {column}", line=fault.lineno, column=fault.colno)
        raise _refused(
            source, _("{place}: the file is not whole JSON: {reason}", place=place, reason=fault.msg)
        ) from None
    except _Refused as fault:
        raise _refused(source, str(fault)) from None
    except RecursionError:
        raise _refused(source, _("the values are nested too deep")) from None


def _number(written: str) -> Fraction:
    if len(written) > MOST_DIGITS or not re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", written):
        raise _Refused(_("the number {number} cannot be used", number=written[:MOST_DIGITS] + "…"))
    return Fraction(written)


def _no_constant(name: str) -> None:
    raise _Refused(_("{name} is no number", name=name))


def _each_once(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise _Refused(_("the key '{key}' stands twice in one object", key=twin[:60]))
    return found
