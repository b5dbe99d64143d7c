"""Groups of a form as sections of a pack: the outermost are sections, groups with a label inside them too.

A group without a label only lays rows out or shows them together: its condition goes to its standards.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from qaudit.core.standards import Condition, Section, Standard
from qaudit.core.text import Text
from qaudit.interop.naming import Names, joined_texts
from qaudit.interop.xlsform_conditions import all_of
from qaudit.interop.xlsform_sheets import FormRow


@dataclass
class Group:
    """An open group. `text` is its label; `is_never` where its condition never holds.

    `is_closed` is one that we cannot look into. `section` is the code of the last section that its standards are
    in; empty while it has none.
    """

    row: FormRow
    kind: str
    name: str
    text: Text | None
    when: Condition | None = None
    is_never: bool = False
    score_list: str = ""
    weight: Fraction | None = None
    gate: Fraction | None = None
    code: str = ""
    is_closed: bool = False
    section: str = ""


@dataclass
class OpenSection:
    """A section while its standards come in."""

    code: str
    title: Text
    when: Condition | None
    weight: Fraction = Fraction(1)
    gate: Fraction | None = None
    standards: list[Standard] = field(default_factory=list)

    def finished(self) -> Section:
        return Section(self.code, self.title, tuple(self.standards), self.weight, self.gate, self.when)


class Groups:
    """The groups that are open, from the outermost in, and the sections made of them."""

    def __init__(self, title: Text) -> None:
        self.open: list[Group] = []
        self.sections: list[OpenSection] = []
        self._title = title
        self._names = Names()
        self._at: tuple[int, ...] | None = None

    @property
    def is_never(self) -> bool:
        """Whether what stands here is never asked."""
        return any(group.is_never for group in self.open)

    @property
    def score_list(self) -> str:
        """The list of the score group that is open; empty outside one."""
        return next((group.score_list for group in reversed(self.open) if group.score_list), "")

    def section(self) -> tuple[OpenSection, Condition | None]:
        """The section for a standard that stands here, and the condition of the groups below it.

        A section that others came between goes on under a code of its own, so that the order stays.
        """
        path = self._path()
        below = all_of(*(group.when for group in self.open[len(path) :]))
        key = tuple(group.row.number for group in path)
        if key != self._at or not self.sections:
            self._at = key
            self.sections.append(self._begun(path))
        for group in self.open:
            group.section = self.sections[-1].code
        return self.sections[-1], below

    def _path(self) -> list[Group]:
        """The open groups down to the innermost that has a label; the outermost counts as one that has."""
        last = max(
            (place for place, group in enumerate(self.open) if group.text is not None or place == 0),
            default=-1,
        )
        return self.open[: last + 1]

    def _begun(self, path: list[Group]) -> OpenSection:
        if not path:
            return OpenSection(self._names.give("general"), self._title, None)
        named = [group for group in path if group.text is not None]
        own = self._title.languages[0]
        texts = tuple(group.text for group in named if group.text is not None)
        title = joined_texts(texts, " / ") if texts else Text.plain(path[0].name or path[0].kind, own)
        innermost = (named or path)[-1]
        code = self._names.give(innermost.code or innermost.name, "section")
        when = all_of(*(group.when for group in path))
        weight = innermost.weight if innermost.weight is not None else Fraction(1)
        return OpenSection(code, title, when, weight, innermost.gate)
