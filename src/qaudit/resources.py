"""Where the shipped packs and report templates are: inside an installed wheel, or in a checkout.

A wheel carries them as `qaudit/_data/`; an editable install carries no copy, so that none can grow old, and
the checkout's own folders are used.
"""

from pathlib import Path

from qaudit.errors import SettingsInvalid
from qaudit.speech import _

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parents[1])


def standards_folder() -> Path:
    """The folder of the shipped packs. Raises `SettingsInvalid` where the installation lacks it."""
    return _folder("standards")


def templates_folder() -> Path:
    """The folder of the report templates. Raises `SettingsInvalid` where the installation lacks it."""
    return _folder("report_templates")


def _folder(name: str) -> Path:
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise SettingsInvalid(
        _("The installation has no folder {folder}", folder=name), _("install qaudit again")
    )
