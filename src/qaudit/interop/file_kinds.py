"""What a file is, by its first bytes and never by its name."""

import re

from qaudit.core.text import printable
from qaudit.interop.imported import ImportRefused
from qaudit.interop.sheets import FileKind
from qaudit.speech import N_, _

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_XLSX = N_("open it in a spreadsheet program and save it as XLSX or CSV")
_OTHERS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"%PDF-"), N_("a PDF"), N_("ask for the table it was made from")),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", re.DOTALL),
        N_("a picture"),
        N_("type the table"),
    ),
    (re.compile(rb"\{\\rtf"), N_("a text document (RTF)"), _AS_XLSX),
    (
        re.compile(rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd"),
        N_("an archive"),
        N_("unpack it first"),
    ),
    (
        re.compile(rb"\s*<(?:!doctype html|html|table|head|meta)\b", re.IGNORECASE),
        N_("a web page (HTML)"),
        _AS_XLSX,
    ),
    (re.compile(rb"\s*<\?xml"), N_("an XML file"), _AS_XLSX),
    (re.compile(rb"\s*\{\s*\""), N_("a JSON document"), N_("a table is XLSX, XLS, ODS or CSV")),
    (re.compile(rb"SQLite format 3\x00"), N_("a database"), N_("export the table from it")),
)
_ENDINGS = {
    "xlsx": FileKind.XLSX, "xlsm": FileKind.XLSX, "xltx": FileKind.XLSX, "xls": FileKind.XLS,
    "ods": FileKind.ODS, "csv": FileKind.CSV, "tsv": FileKind.CSV, "txt": FileKind.CSV, "tab": FileKind.CSV,
}  # fmt: skip


def kind_by_bytes(data: bytes, source: str) -> FileKind:
    """The kind of a file of sheets; of a packed file only that it is a workbook, XLSX standing for all of them.

    Raises `ImportRefused` for what is no table, by the name of what it is.
    """
    if data.startswith(ZIP):
        return FileKind.XLSX
    if data.startswith(OLE):
        return FileKind.XLS
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise ImportRefused(source, [_("the file is empty")])
    head = data[:1024].removeprefix(b"\xef\xbb\xbf")
    if _is_pack(head):
        raise ImportRefused(source, [_("this is a pack file already")], f"qaudit pack check {source}")
    for pattern, what, hint in _OTHERS:
        if pattern.match(head):
            raise ImportRefused(source, [_("this is {what} and no table", what=_(what))], _(hint))
    return FileKind.CSV


def _is_pack(head: bytes) -> bool:
    """Whether the first line that is no comment is that of a pack file."""
    lines = (line.strip() for line in head.splitlines())
    return next((line.startswith(b"format:") for line in lines if line and not line.startswith(b"#")), False)


def misnamed(source: str, kind: FileKind) -> str:
    """The sentence for a file whose name claims another kind than its bytes have; empty where they agree."""
    ending = source.rpartition(".")[2].casefold() if "." in source else ""
    claimed = _ENDINGS.get(ending)
    if claimed is None or claimed is kind:
        return ""
    return _(
        "the name ends in .{ending}, and the file is {kind}; it was read as what it is",
        ending=printable(ending, one_line=True),
        kind=kind.value.upper(),
    )
