"""Which characters the fonts of this machine have, asked of fontconfig, by which WeasyPrint finds them too.

A character that the families of a style sheet lack is taken from any other font that has it, so that one is missing
only where no font has it at all. Fonts of coloured pictures are left out: what is printed with them is fit for no
archive, and their emoji would be chosen before those that are drawn as letters are.
"""

import ctypes
import logging
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_NAMES = {
    "darwin": ("libfontconfig.1.dylib", "libfontconfig.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib"),
    "win32": ("libfontconfig-1.dll", "fontconfig-1.dll"),
}
_SONAMES = ("libfontconfig.so.1",)
_FORMATS = (b"TrueType", b"CFF")
"""What Pango draws; others are as if they were not there."""
_NO_COLOURS = b"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><selectfont><rejectfont>
<pattern><patelt name="color"><bool>true</bool></patelt></pattern></rejectfont></selectfont></fontconfig>"""
_SYSTEM, _APPLICATION = 0, 1
_FOUND = 0


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


class Coverage:
    """The characters that the fonts of one configuration of fontconfig have.

    `config` is its address, None for the machine's own; coloured fonts are taken out of it. Where fontconfig cannot
    be asked nothing lacks anything: `is_known` tells.
    """

    def __init__(self, config: int | None = None) -> None:
        self._library = _library()
        self._config = config
        if self._library is not None and config is None:
            self._config = self._library.FcInitLoadConfigAndFonts()
        if self.is_known:
            self._library.FcConfigParseAndLoadFromMemory(self._config, _NO_COLOURS, False)
            self._library.FcConfigBuildFonts(self._config)
        self._had = {chr(point) for point in range(0x20)}

    @property
    def is_known(self) -> bool:
        return self._library is not None and bool(self._config)

    def lacks(self, characters: set[str]) -> set[str]:
        """Those that no font has."""
        asked = characters - self._had
        if not asked or not self.is_known:
            return set()
        fonts = [letters for _family, letters in self._fonts()]
        missing = {one for one in asked if not self._is_in(fonts, one)}
        # A font that is added later may have what is missing: that is asked again, what was found is not.
        self._had |= asked - missing
        return missing

    def families(self) -> frozenset[str]:
        """The names of the families that there are."""
        return frozenset(family for family, _letters in self._fonts()) if self.is_known else frozenset()

    def family_with(self, characters: str, families: tuple[str, ...]) -> str:
        """The first of these families that has all of the characters, else any family that has them, else nothing."""
        found: dict[str, list[Any]] = {}
        for family, letters in self._fonts() if self.is_known else ():
            found.setdefault(family, []).append(letters)
        for family in (*families, *sorted(found)):
            if all(self._is_in(found.get(family, []), one) for one in characters):
                return family
        return ""

    def _is_in(self, fonts: list[Any], character: str) -> bool:
        assert self._library is not None
        has, point = self._library.FcCharSetHasChar, ord(character)
        return any(has(letters, point) for letters in fonts)

    def _fonts(self) -> Iterator[tuple[str, Any]]:
        """Each font's family and the set of its characters, those that a style sheet brought with it too."""
        assert self._library is not None
        for kind in (_SYSTEM, _APPLICATION):
            fonts = self._library.FcConfigGetFonts(self._config, kind)
            if not fonts:
                continue
            for place in range(fonts.contents.count):
                pattern = fonts.contents.fonts[place]
                letters = ctypes.c_void_p()
                if self._text(pattern, b"fontformat") not in _FORMATS:
                    continue
                if self._library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(letters)) == _FOUND:
                    yield self._text(pattern, b"family").decode("utf-8", "replace"), letters

    def _text(self, pattern: Any, name: bytes) -> bytes:
        assert self._library is not None
        found = ctypes.c_char_p()
        self._library.FcPatternGetString(pattern, name, 0, ctypes.byref(found))
        return found.value or b""


@lru_cache(maxsize=1)
def coverage_of_machine() -> Coverage:
    """Of the fonts that are installed, as they were when it was asked first."""
    return Coverage()


def coverage_of(fonts: object) -> Coverage:
    """Of the fonts of a WeasyPrint `FontConfiguration`, those of style sheets with them; coloured ones leave it."""
    try:
        from weasyprint.text.ffi import ffi, pangoft2

        config, pango_map = (getattr(fonts, name) for name in ("_config", "font_map"))
        coverage = Coverage(int(ffi.cast("uintptr_t", config)))
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", pango_map))
        return coverage
    except (ImportError, AttributeError, TypeError):
        logging.getLogger(__name__).debug("the fonts of WeasyPrint cannot be asked", exc_info=True)
        return coverage_of_machine()


@lru_cache(maxsize=1)
def _library() -> Any:
    """fontconfig, None where it cannot be loaded."""
    for name in _NAMES.get(sys.platform, _SONAMES):
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
        library.FcConfigParseAndLoadFromMemory.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
        library.FcConfigBuildFonts.argtypes = (ctypes.c_void_p,)
        library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
        library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        library.FcPatternGetString.argtypes = _GETTER
        library.FcPatternGetCharSet.argtypes = _GETTER
        library.FcCharSetHasChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        return library
    return None


_GETTER = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
