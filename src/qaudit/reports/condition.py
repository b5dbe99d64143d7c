"""Whether this machine can print: WeasyPrint, the libraries below it, and the fonts."""

from typing import Any

from qaudit.reports.font_coverage import Coverage, coverage_of_machine
from qaudit.reports.fonts import DEBIAN_PACKAGES, FAMILIES
from qaudit.reports.scripts import LATIN, LETTERS, OF_LANGUAGE, SIGNS, install
from qaudit.speech import LANGUAGES, N_, _

Condition = tuple[bool, str, str]
"""Whether it is good, what was found, and what to do; advice beside something good is a warning."""

LANGUAGE_WORDS = {"en": N_("English"), "he": N_("Hebrew"), "ro": N_("Romanian")}
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
    coverage = coverage_of_machine()
    if not coverage.is_known:
        found.append((True, _("the fonts cannot be asked for what they have"), _("install fontconfig")))
        return tuple(found)
    families = coverage.families()
    return (
        *found,
        *(_font_condition(family, families) for family in DEBIAN_PACKAGES),
        *(_language_condition(language, coverage) for language in LANGUAGES),
        *_signs_condition(coverage),
    )


def _font_condition(family: str, installed: frozenset[str]) -> Condition:
    if family in installed:
        return (True, _("the font {font} is there", font=family), "")
    package = DEBIAN_PACKAGES[family]
    missing = _("the font {font} is missing: another stands in for it", font=family)
    return (True, missing, f"apt-get install {package}")


def _language_condition(language: str, coverage: Coverage) -> Condition:
    """Which family a document in a language of the program is set in, or what it lacks."""
    letters, name = LETTERS[language], _(LANGUAGE_WORDS[language])
    if family := coverage.family_with(letters, FAMILIES):
        return (True, _("documents in {language} are set in {font}", language=name, font=family), "")
    missing = coverage.lacks(set(letters))
    command = install(OF_LANGUAGE[language])
    if missing >= {letter for letter in letters if letter.isalpha()}:
        return (
            True,
            _("no font has the letters of {language}: its PDFs are refused", language=name),
            command,
        )
    if missing:
        shown = " ".join(sorted(missing))
        return (
            True,
            _("no font has these letters of {language}: {letters}", language=name, letters=shown),
            command,
        )
    return (True, _("no one font has all letters of {language}: several are mixed", language=name), command)


def _signs_condition(coverage: Coverage) -> tuple[Condition, ...]:
    """The signs of the verdicts, and of what else documents mark."""
    missing = " ".join(sorted(coverage.lacks(set(SIGNS))))
    if not missing:
        return ()
    return ((True, _("no font has these signs: {signs}", signs=missing), install(LATIN)),)


def _pango_version(pango: Any) -> str:
    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
