"""The encoding of a text table: by its first bytes, or by what makes words of it.

A table from an older program says nothing about its encoding. Hebrew letters are single bytes of Windows-1255,
Romanian ones of Windows-1250, and the same bytes. What tells them apart is company: a Romanian letter stands
among Latin ones, a Hebrew one among its own.
"""

import codecs
import re
from dataclasses import dataclass

from qaudit.interop.imported import ImportRefused
from qaudit.speech import _

HEBREW, CENTRAL_EUROPEAN = "cp1255", "cp1250"
NAMES = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    HEBREW: "Windows-1255",
    CENTRAL_EUROPEAN: "Windows-1250",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OF_UTF8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_HEBREW_WORD = re.compile(rb"(?<![A-Za-z\xc0-\xdf])[\xe0-\xfa]{2,}(?![A-Za-z])")
_AMONG_LATIN = re.compile(rb"(?:[A-Za-z][\xaa\xba\xc0-\xff])|(?:[\xaa\xba\xc0-\xff][A-Za-z])")
_WITH_COMMA = str.maketrans({"\u015f": "\u0219", "\u015e": "\u0218", "\u0163": "\u021b", "\u0162": "\u021a"})
"""Windows-1250 has s and t with a cedilla where Romanian has them with a comma below."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding as people say it, and whether that was guessed."""

    text: str
    encoding: str
    is_guess: bool = False
    is_respelt: bool = False


def decode(data: bytes, source: str, asked: str | None = None) -> Decoded:
    """The text of a file. `asked` is an encoding the user named. Raises `ImportRefused`."""
    if asked is not None:
        return _decode_as_asked(data, source, asked)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, source, encoding), NAMES[encoding.removesuffix("-sig")])
    if b"\x00" in data[:4096]:
        encoding = _utf16_without_mark(data, source)
        return Decoded(_strictly(data, source, encoding), "UTF-16", is_guess=True)
    try:
        return Decoded(data.decode(), "UTF-8")
    except UnicodeDecodeError as fault:
        if len(_OF_UTF8.findall(data)) > len(_HIGH.findall(_OF_UTF8.sub(b"", data))):
            raise _not_decodable(data, source, "UTF-8", fault) from None
    return _decode_old(data, source)


def _decode_as_asked(data: bytes, source: str, asked: str) -> Decoded:
    try:
        name = codecs.lookup(asked).name
    except LookupError:
        reason = _("there is no encoding {name}", name=asked)
        raise ImportRefused(source, [reason], _("utf-8, utf-16, windows-1255 or windows-1250")) from None
    text = _strictly(data, source, "utf-8-sig" if name == "utf-8" else name)
    return (
        _respelt(text, NAMES.get(name, asked))
        if name == CENTRAL_EUROPEAN
        else Decoded(text, NAMES.get(name, asked))
    )


def _decode_old(data: bytes, source: str) -> Decoded:
    hebrew = sum(len(word) for word in _HEBREW_WORD.findall(data))
    latin = len(_AMONG_LATIN.findall(data))
    if hebrew > 2 * latin:
        return Decoded(_strictly(data, source, HEBREW), NAMES[HEBREW], is_guess=True)
    text = _strictly(data, source, CENTRAL_EUROPEAN)
    return _respelt(text, NAMES[CENTRAL_EUROPEAN], is_guess=True)


def _respelt(text: str, encoding: str, *, is_guess: bool = False) -> Decoded:
    respelt = text.translate(_WITH_COMMA)
    return Decoded(respelt, encoding, is_guess, is_respelt=respelt != text)


def _utf16_without_mark(data: bytes, source: str) -> str:
    """Which of the two UTF-16 it is, by where the empty bytes stand."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 8 or min(even, odd) > max(even, odd) // 4:
        reason = _("this is no text: it has bytes of zero")
        raise ImportRefused(source, [reason], _("save the table as XLSX or CSV"))
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, source: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _not_decodable(
            data, source, NAMES.get(encoding.removesuffix("-sig"), encoding), fault
        ) from None


def _not_decodable(data: bytes, source: str, encoding: str, fault: UnicodeDecodeError) -> ImportRefused:
    line = data.count(b"\n", 0, fault.start) + 1
    reason = _(
        "line {line}: byte {byte} is not {encoding}",
        line=line,
        byte=f"{data[fault.start]:02x}",
        encoding=encoding,
    )
    return ImportRefused(source, [reason], _("save it as UTF-8, or name its encoding with --encoding"))
