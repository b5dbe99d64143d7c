"""A brand's own design as documents use it: the bytes of its files, read before a document is made."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath

from qaudit.core.text import printable
from qaudit.errors import DesignBroken
from qaudit.speech import _

BRAND_SHEET = "brand.css"
TEMPLATE_SUFFIX = ".j2"


@dataclass(frozen=True)
class Design:
    """`folder` is for sentences alone: nothing is read from it any more. `files` are by name, in its order."""

    folder: str
    files: tuple[tuple[str, bytes], ...]

    @cached_property
    def digest(self) -> str:
        """`sha256:` and the hash over names and bytes: it names the design on what is made with it."""
        found = sha256()
        for name, data in self.files:
            found.update(f"{name}\n{len(data)}\n".encode("utf-8", "surrogateescape"))
            found.update(data)
        return f"sha256:{found.hexdigest()}"

    @cached_property
    def by_name(self) -> dict[str, bytes]:
        return dict(self.files)

    @property
    def templates(self) -> tuple[str, ...]:
        """The names of its templates."""
        return tuple(name for name, _data in self.files if name.endswith(TEMPLATE_SUFFIX))

    def text(self, name: str) -> str:
        """A template or a style sheet. Raises `DesignBroken` where it is no UTF-8."""
        try:
            return self.by_name[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.by_name[name][: error.start].count(b"\n") + 1
            raise DesignBroken(self.shown(name), line, _("it is not written in UTF-8")) from None

    def shown(self, name: str) -> str:
        """The path of a file, for people."""
        return printable(str(PurePath(self.folder, name)), one_line=True)

    def whole(self, template: str) -> str:
        """For people, where nobody can say the line: the design's template of that name, else its folder."""
        return self.shown(template if template in self.templates else "")


def document_of(template: str) -> str:
    """The name of a document by that of its template: `visit` for `visit.html.j2`."""
    return template.partition(".")[0]
