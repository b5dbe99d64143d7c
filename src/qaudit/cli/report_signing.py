"""What `--sign` needs: a key, and its password, which is never a word of a command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.core.text import printable
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.files import read_bytes
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.desk.documents.signing import Signer
    from qaudit.wiring import Desk

Sign = Annotated[
    Path | None,
    typer.Option(
        "--sign",
        metavar="KEY.p12",
        help=_("Sign the PDF with the key of this PKCS#12 file. Its password is asked for."),
        show_default=False,
    ),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help=_("The first line of this file, or of /dev/fd/N, is the key's password."),
        show_default=False,
    ),
]


def signature_of(
    desk: "Desk", key: Path | None, password_file: Path | None, form: ReportFormat
) -> "Signer | None":
    """What signs a report, None where that was not asked for. Raises `UsageError`."""
    if key is None:
        if password_file is not None:
            raise UsageError(_("--password-file says how a key is opened"), _("name the key: --sign KEY.p12"))
        return None
    if form is not ReportFormat.PDF:
        raise UsageError(_("Only a PDF can be signed"), _("leave --sign out, or write a PDF"))
    return desk.signing.by(key, _password(desk, key, password_file))


def _password(desk: "Desk", key: Path, file: Path | None) -> bytes:
    """From the file, else from the environment, else from the keyboard, unseen."""
    if file is not None:
        return (read_bytes(file).splitlines() or [b""])[0]
    if (found := desk.sign_password) is not None:
        return found.encode()
    if not output.is_terminal():
        raise UsageError(
            _("The key {path} needs its password, and there is no terminal to ask at", path=key),
            _("set QAUDIT_SIGN_PASSWORD, or use --password-file"),
        )
    words = _("Password of {path}", path=printable(str(key), one_line=True))
    asked: str = typer.prompt(words, default="", hide_input=True, show_default=False, err=True)
    return asked.encode()
