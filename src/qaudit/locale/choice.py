"""Which language was asked for: on the command line, in the environment, or by the whole system."""

import sys
from collections.abc import Iterator, Mapping, Sequence

from qaudit.errors import UsageError
from qaudit.speech import LANGUAGES, _, nearest_language

OPTION, VARIABLE = "--lang", "QAUDIT_LANG"
_WITH_VALUES = ("--db", "--standards", "--as", OPTION)
_OF_DOCUMENTS = (["report"], ["compare", "report"], ["round", "publish"])
"""After these words the option names the language of a document, not the program's."""
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The language of `--lang`, before the noun or after it, else of `QAUDIT_LANG`; None where neither is given.

    Raises `UsageError` for a language the program has no words in.
    """
    wanted = None
    for option, value in _options(arguments):
        if option == OPTION:
            wanted = value
    if wanted is not None:
        return _known(wanted, OPTION)
    return _known(environment[VARIABLE], VARIABLE) if environment.get(VARIABLE) else None


def system_language(environment: Mapping[str, str]) -> str | None:
    """The language of the system's locale; None where it is not one of ours or nothing tells it."""
    for variable in _LOCALE:
        if environment.get(variable):
            return nearest_language(environment[variable])
    return nearest_language(_of_the_system())


def _options(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The options with their values that are the program's own."""
    waiting = iter(arguments)
    words: list[str] = []
    for argument in waiting:
        if argument == "--" or words in _OF_DOCUMENTS:
            return
        option, sign, value = argument.partition("=")
        if option in _WITH_VALUES:
            given = value if sign else next(waiting, None)
            if given is not None:
                yield option, given
        elif not argument.startswith("-"):
            words.append(argument)


def _known(wanted: str, where: str) -> str:
    found = nearest_language(wanted)
    if found is None:
        raise UsageError(
            _("{where}: the program has no words in '{language}'", where=where, language=wanted),
            _("choose one of {languages}", languages=", ".join(LANGUAGES)),
        )
    return found


def _of_the_system() -> str | None:
    """What Windows and macOS were set to, which name no locale in the environment."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    if sys.platform == "darwin":
        import subprocess

        command = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        return told.stdout.strip()
    return None
