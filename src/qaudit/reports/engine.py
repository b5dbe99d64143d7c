"""WeasyPrint, loaded without what a report never needs: a third of the time of a first report.

WeasyPrint imports fontTools' subsetter and instancer, for which HarfBuzz stands in, and looks for its system
libraries by running `ldconfig` and a compiler for names that only other systems use. Here both fontTools
modules are put off until something asks for them, and on Linux a library is looked for by its soname alone,
which the loader knows. Where that fails WeasyPrint is loaded as it comes.
"""

import ctypes.util
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_INSTANCER = "fontTools.varLib.instancer"
_SUBSETTER = "fontTools.subset"


def _load() -> ModuleType:
    """WeasyPrint's module. Raises `ImportError` or `OSError` where it or a system library is missing."""
    try:
        with _fonttools_put_off(), _sonames_only():
            return importlib.import_module("weasyprint")
    except (ImportError, OSError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
        return importlib.import_module("weasyprint")


@contextmanager
def _fonttools_put_off() -> Iterator[None]:
    """Inside, importing the two modules costs nothing; what was taken from them loads them when it is used."""
    wanted = [name for name in (_INSTANCER, _SUBSETTER) if name not in sys.modules]
    for name in wanted:
        sys.modules[name] = _put_off(name)
    try:
        yield
    finally:
        for name in wanted:
            del sys.modules[name]


def _put_off(name: str) -> ModuleType:
    """A stand-in for a module: each of its public names is a call, or a class, that loads the module first."""
    stand_in = ModuleType(name)

    def public_name(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)

        def first_use(*args: Any, **keys: Any) -> Any:
            return getattr(importlib.import_module(name), attribute)(*args, **keys)

        return first_use

    stand_in.__getattr__ = public_name  # type: ignore[method-assign]
    return stand_in


@contextmanager
def _sonames_only() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


weasyprint = _load()

import pydyf  # noqa: E402
from weasyprint import pdf as tagging  # noqa: E402
from weasyprint.formatting_structure import boxes  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402

__all__ = [
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "pydyf",
    "tagging",
    "weasyprint",
]
