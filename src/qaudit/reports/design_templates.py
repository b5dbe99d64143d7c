"""Templates of a brand's design, through a sandbox: they see what the document prints, and nothing else.

A template stands whole, or extends ours, whose names begin with `qaudit/`. Where a design has a template that ours
build on (`base.html.j2`, `parts.html.j2`), ours build on the design's.
"""

import re
import traceback
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.errors import DesignBroken
from qaudit.reports.design import TEMPLATE_SUFFIX, Design
from qaudit.reports.html import direction
from qaudit.resources import templates_folder
from qaudit.speech import _, speaking_to_user

OURS = "qaudit/"
MACROS = ("parts.html.j2", "charts.html.j2")
"""Templates of ours that others take macros out of."""
_MACRO = re.compile(r"{%-? macro (\w+)")
LONGEST_PAGE = 60_000_000
"""Letters, pictures inside included."""
MOST_TAGS = 200_000
"""Marks of elements on a page: our longest have a sixth of it."""
LONGEST_MADE = 1_000_000
"""Letters that one multiplication or one format may make, and bits of a number."""
MOST_MEMORY = 2 * 1024**3
"""Bytes of addresses, of which a process uses a part."""


class TookTooLong(Exception):
    """Raised in the middle of a template by whoever keeps the time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _TooLarge(Exception):
    """A page, or a value in it, that has no end in sight; the argument is a sentence that names the limit."""


class NamedUndefined(jinja2.StrictUndefined):
    """What a template asks for and nobody gave, told in our words, with the nearest name that there is."""

    __slots__ = ()

    @property
    @speaking_to_user()
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return _("there is no {name} here", name=name)
        there = [one for one in dir(self._undefined_obj) if not one.startswith("_")]
        near = nearest(name, there)
        told = _("{thing} has no {name}", thing=type(self._undefined_obj).__name__, name=name)
        return _("{reason}; did you mean {word}?", reason=told, word=near[0]) if near else told


class DesignEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox over one design."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, design: Design) -> None:
        super().__init__(
            loader=_Loader(design),
            autoescape=True,
            undefined=NamedUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.filters["direction"] = direction
        self._own = frozenset(design.templates)

    def join_path(self, template: str, parent: str) -> str:
        """What a template of ours asks for is the design's where it has it."""
        if not parent.startswith(OURS) or template.startswith(OURS) or template in self._own:
            return template
        return OURS + template

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiplication, powers and formats, each with an end to what it makes."""
        _check_made(operator, left, right)
        return super().call_binop(context, operator, left, right)


class _Loader(jinja2.BaseLoader):
    def __init__(self, design: Design) -> None:
        self._design = design

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template in self._design.templates:
            source = _macros_of_ours(template) + self._design.text(template)
            return source, self._design.shown(template), lambda: True
        if template.startswith(OURS) and template in our_templates():
            path = templates_folder() / template.removeprefix(OURS)
            return path.read_text(encoding="utf-8"), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)


@lru_cache(maxsize=32)
def _macros_of_ours(name: str) -> str:
    """What gives a design's own `parts.html.j2` the macros of ours that it does not write anew: no line of its own."""
    if name not in MACROS:
        return ""
    ours = (templates_folder() / name).read_text(encoding="utf-8")
    taken = (f"{{% set {macro} = qaudit_.{macro} %}}" for macro in _MACRO.findall(ours))
    return f'{{% import "{OURS}{name}" as qaudit_ %}}{"".join(taken)}'


def our_templates() -> tuple[str, ...]:
    """The names by which templates of a design know ours."""
    return tuple(OURS + path.name for path in sorted(templates_folder().glob(f"*{TEMPLATE_SUFFIX}")))


def rendered(design: Design, template: str, context: Mapping[str, object]) -> str:
    """The page of a document, by the design's template of that name, or else by ours. Raises `DesignBroken`."""
    name = template if template in design.templates else OURS + template
    try:
        return "".join(_pieces(_environment(design).get_template(name), context))
    except DesignBroken:
        raise
    except Exception as error:  # noqa: BLE001 - whatever somebody else's template runs into is its own fault
        with speaking_to_user():
            reason = printable(reason_of(error), one_line=True)
            raise DesignBroken(*_place(error, design, template), reason) from None


def _pieces(template: jinja2.Template, context: Mapping[str, object]) -> Iterator[str]:
    """A page as it is made. Raises whatever the template runs into, at its line; so too where the page has no end."""
    made = template.generate(context)
    length = tags = 0
    for piece in made:
        length += len(piece)
        tags += piece.count("<")
        if length > LONGEST_PAGE or tags > MOST_TAGS:
            assert isinstance(made, Generator)
            made.throw(_no_end(is_long=length > LONGEST_PAGE))
        yield piece


@speaking_to_user()
def _no_end(*, is_long: bool) -> _TooLarge:
    if is_long:
        told = _("the page that it makes has more than {most} characters", most=f"{LONGEST_PAGE:,}")
    else:
        told = _("the page that it makes has more than {most} tags", most=f"{MOST_TAGS:,}")
    return _TooLarge(told)


@lru_cache(maxsize=4)
def _environment(design: Design) -> DesignEnvironment:
    return DesignEnvironment(design)


def reason_of(error: Exception) -> str:
    """What is wrong, in a sentence."""
    told = str(getattr(error, "message", None) or error) or type(error).__name__
    if isinstance(error, jinja2.TemplateNotFound):
        return no_template(str(error.name))
    if isinstance(error, SecurityError):
        return _("a template may not do that: {reason}", reason=told)
    if isinstance(error, TookTooLong):
        return _("it does not come to an end; it was stopped after {seconds} s", seconds=f"{error.seconds:g}")
    if isinstance(error, RecursionError):
        return _("it calls itself without an end")
    if isinstance(error, MemoryError):
        return too_much_memory()
    if isinstance(error, OverflowError):
        return _("it counts too far: {reason}", reason=told)
    return told


def too_much_memory() -> str:
    """Why something is not made to its end. A system that gives less than we would ends it sooner."""
    return _("it needs more memory than it may have: {most} GB at most", most=MOST_MEMORY // 1024**3)


def no_template(name: str) -> str:
    """Why a name leads to no template."""
    return _("there is no template {template}; ours begin with qaudit/", template=name)


def _place(error: Exception, design: Design, template: str) -> tuple[str, int]:
    """The innermost line of the design that the fault passed through, else of ours, else the whole template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.filename or str(error.name), error.lineno
    own = {design.shown(name) for name in design.templates}
    ours = str(templates_folder())
    frames = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename in own or frame.filename.startswith(ours)
    ]
    theirs = [frame for frame in frames if frame[0] in own]
    return (theirs or frames or [(design.whole(template), 0)])[-1]


@speaking_to_user()
def _check_made(operator: str, left: object, right: object) -> None:
    """Raises what refuses a multiplication, a power or a format without an end, before it is made."""
    if operator == "*":
        made = max(
            _long(left) * right if isinstance(right, int) else 0,
            _long(right) * left if isinstance(left, int) else 0,
        )
        if made > LONGEST_MADE:
            raise _TooLarge(_("it makes more than {most} characters at once", most=f"{LONGEST_MADE:,}"))
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        if left.bit_length() * max(right, 0) > LONGEST_MADE:
            raise _TooLarge(_("it makes a number of more than {most} bits", most=f"{LONGEST_MADE:,}"))
    elif operator == "%" and isinstance(left, str):
        raise SecurityError(_("words are put together with ~, not with %"))


def _long(value: object) -> int:
    """How much a value grows by being multiplied."""
    return len(value) if isinstance(value, (str, bytes, list, tuple)) else 0
