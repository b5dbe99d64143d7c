"""Whether this machine can print: WeasyPrint, the libraries below it, and the fonts."""

from typing import Any

from qaudit.reports.fonts import DEBIAN_PACKAGES
from qaudit.speech import _

Condition = tuple[bool, str, str]
"""Whether it is good, what was found, and what to do; advice beside something good is a warning."""

LIBRARIES = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def printing_condition() -> tuple[Condition, ...]:
    """What was found, the gravest first. A missing font is no fault: another stands in for it."""
    try:
        import weasyprint
        from weasyprint.text import ffi
    except (ImportError, OSError) as fault:
        reason = str(fault).partition("\n")[0]
        advice = _("install Pango and HarfBuzz: {command}", command=LIBRARIES)
        return ((False, _("WeasyPrint cannot be loaded: {reason}", reason=reason), advice),)
    versions = _(
        "WeasyPrint {weasyprint} with Pango {pango}",
        weasyprint=weasyprint.__version__,
        pango=_pango_version(ffi.pango),
    )
    found = [(True, versions, "")]
    if getattr(ffi, "harfbuzz_subset", None) is None:
        found.append(
            (
                True,
                _("HarfBuzz-Subset is missing: reports are larger"),
                "apt-get install libharfbuzz-subset0",
            )
        )
    families = _font_families(ffi)
    return (*found, *(_font_condition(family, families) for family in DEBIAN_PACKAGES))


def _font_condition(family: str, installed: frozenset[str]) -> Condition:
    if family in installed:
        return (True, _("the font {font} is there", font=family), "")
    package = DEBIAN_PACKAGES[family]
    missing = _("the font {font} is missing: another stands in for it", font=family)
    return (True, missing, f"apt-get install {package}")


def _pango_version(pango: Any) -> str:
    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _font_families(ffi: Any) -> frozenset[str]:
    """The families that Fontconfig knows, as they name themselves."""
    config = ffi.fontconfig.FcInitLoadConfigAndFonts()
    try:
        fonts = ffi.fontconfig.FcConfigGetFonts(config, ffi.fontconfig.FcSetSystem)
        if fonts == ffi.ffi.NULL:
            return frozenset()
        return frozenset(_family(ffi, fonts.fonts[place]) for place in range(fonts.nfont))
    finally:
        ffi.fontconfig.FcConfigDestroy(config)


def _family(ffi: Any, pattern: Any) -> str:
    name = ffi.ffi.new("FcChar8 **")
    ffi.fontconfig.FcPatternGetString(pattern, b"family", 0, name)
    return "" if name[0] == ffi.ffi.NULL else bytes(ffi.ffi.string(name[0])).decode("utf-8", "replace")
