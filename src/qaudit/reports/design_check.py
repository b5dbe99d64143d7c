"""A design looked through without making a document: what would break one, or would silently do nothing."""

from collections.abc import Iterator
from functools import lru_cache

import jinja2
from jinja2 import meta, nodes

from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.errors import DesignBroken
from qaudit.reports.design import BRAND_SHEET, Design, document_of
from qaudit.reports.design_files import inlined
from qaudit.reports.design_templates import OURS, DesignEnvironment, no_template, our_templates
from qaudit.speech import _

_SHARED = frozenset({"base", "parts", "charts", "tables"})
"""Templates of ours that are no document's, and that documents build on."""


@lru_cache(maxsize=4)
def check_design(design: Design) -> None:
    """Raises the first of `faults_of`. One that has none is looked through once: a batch makes thousands with it."""
    for fault in faults_of(design):
        raise fault


def faults_of(design: Design) -> Iterator[DesignBroken]:
    """Every fault that can be seen without a document: each file's first, in the order of the files."""
    environment = DesignEnvironment(design)
    for name, _data in design.files:
        try:
            if name in design.templates:
                _Template(environment, design, name).check()
            elif name.endswith(".css"):
                _check_sheet(design, name)
        except DesignBroken as fault:
            yield fault


def documents() -> tuple[str, ...]:
    """The documents that a design may have a template for."""
    found = (document_of(name.removeprefix(OURS)) for name in our_templates())
    return tuple(name for name in found if name not in _SHARED)


def _check_sheet(design: Design, name: str) -> None:
    known = (BRAND_SHEET, *(f"{document}.css" for document in documents()))
    if name not in known:
        raise _misnamed(design, name, known)
    inlined(design, name)


def _misnamed(design: Design, name: str, known: tuple[str, ...]) -> DesignBroken:
    near = nearest(name, known)
    reason = _("no document has this name")
    if near:
        reason = _("{reason}; did you mean {word}?", reason=reason, word=near[0])
    return DesignBroken(design.shown(name), 0, reason)


class _Template:
    """One template of a design, parsed."""

    def __init__(self, environment: DesignEnvironment, design: Design, name: str) -> None:
        self._environment = environment
        self._design = design
        self._name = name
        self._tree = self._parsed(name)

    def check(self) -> None:
        """Raises `DesignBroken` for the first fault."""
        self._check_name()
        for one in self._tree.find_all((nodes.Filter, nodes.Test)):
            self._check_known(one)
        for node in self._tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            self._check_link(node)
        self._check_blocks()

    def _check_name(self) -> None:
        """A template that neither is a document's nor is used by one would do nothing."""
        ours = tuple(name.removeprefix(OURS) for name in our_templates())
        if self._name in ours or "/" in self._name or self._name in self._used():
            return
        raise _misnamed(self._design, self._name, ours)

    def _used(self) -> set[str]:
        found: set[str] = set()
        for name in self._design.templates:
            found |= {one or "" for one in meta.find_referenced_templates(self._parsed(name))}
        return found

    def _check_known(self, node: nodes.Expr) -> None:
        known = self._environment.filters if isinstance(node, nodes.Filter) else self._environment.tests
        name = str(getattr(node, "name", ""))
        if name not in known:
            raise self._at(node.lineno, _("there is no filter or test {name}", name=name), name, known)

    def _check_link(self, node: nodes.Node) -> None:
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or getattr(node, "ignore_missing", False):
            return
        known = (*self._design.templates, *our_templates())
        if named.value not in known:
            raise self._at(node.lineno, no_template(str(named.value)), str(named.value), known)
        if isinstance(node, nodes.Extends) and named.value == self._name:
            reason = _("it extends itself; ours is {template}", template=OURS + self._name)
            raise self._at(node.lineno, reason)

    def _check_blocks(self) -> None:
        """A block that the parent does not have is printed nowhere."""
        known = self._blocks_above(self._tree, {self._name})
        if known is None:
            return
        for block in self._tree.body:
            if isinstance(block, nodes.Block) and block.name not in known:
                reason = _("the template that it extends has no block {name}", name=block.name)
                raise self._at(block.lineno, reason, block.name, known)

    def _blocks_above(self, tree: nodes.Template, seen: set[str]) -> set[str] | None:
        """The blocks of the templates above; None where a template has no parent, or one that is worked out."""
        extends = tree.find(nodes.Extends)
        if extends is None or not isinstance(extends.template, nodes.Const):
            return None
        name = extends.template.value
        name = name if name in self._design.templates else self._environment.join_path(name, OURS)
        if name in seen:
            raise self._at(extends.lineno, _("templates extend each other in a circle"))
        parent = self._parsed(name)
        own = {block.name for block in parent.find_all(nodes.Block)}
        return own | (self._blocks_above(parent, {*seen, name}) or set())

    def _parsed(self, name: str) -> nodes.Template:
        try:
            source, _file, _same = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            return self._environment.parse(source, name, self._design.shown(name))
        except jinja2.TemplateSyntaxError as error:
            reason = printable(str(error.message), one_line=True)
            raise DesignBroken(error.filename or name, error.lineno, reason) from None

    def _at(self, line: int, reason: str, name: str = "", known: object = ()) -> DesignBroken:
        near = nearest(name, list(known)) if name else ()  # type: ignore[call-overload]
        if near:
            reason = _("{reason}; did you mean {word}?", reason=reason, word=near[0])
        return DesignBroken(self._design.shown(self._name), line, printable(reason, one_line=True))
