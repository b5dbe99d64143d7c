"""`qaudit pack diff`: what an edition changed, and what of its visits compares."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.core.comparability import Comparison
from qaudit.core.edition_changes import Fate, NamedChange, StandardChange
from qaudit.speech import _, language
from qaudit.wording.edition_changes import ChangeWords, continuity_words, obstacle_words, summary_words

if TYPE_CHECKING:
    from qaudit.desk.editions import SideBySide


def compare_packs(
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help=_("A pack's name, PACK@EDITION, or its file."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    after: Annotated[
        str,
        typer.Argument(
            metavar="B",
            help=_("The pack that it is compared with."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Prints the differences in the order of the second pack."""
    pair = desk_of(context, db, standards).authoring.side_by_side(before, after)
    if as_json:
        from qaudit.desk.editions import side_by_side_document

        output.say_json(side_by_side_document(pair))
        return
    for line in _lines(pair):
        output.say(line)


def _lines(pair: "SideBySide") -> Iterator[str]:
    words = ChangeWords(pair.before.pack, pair.after.pack, language())
    changes = pair.changes
    yield f"{changes.before} -> {changes.after}"
    yield summary_words(changes, pair.comparability)
    if changes.pack:
        yield from ("", _("The pack"), *(f"  {words.words(change)}" for change in changes.pack))
    yield from _named(_("Facts"), changes.facts, words)
    yield from _named(_("Events"), changes.events, words)
    yield from _named(_("Sections"), changes.sections, words)
    yield from _standards(pair, words)
    if not changes.are_none:
        yield from _comparisons(pair)


def _named(head: str, named: tuple[NamedChange, ...], words: ChangeWords) -> Iterator[str]:
    changed = [each for each in named if each.fate is not Fate.SAME]
    if changed:
        yield from ("", head)
    for each in changed:
        yield f"  {each.name}  {_fate(each.fate)}  {each.text.in_language(language())}".rstrip()
        yield from (f"    {words.words(change)}" for change in each.changes)


def _standards(pair: "SideBySide", words: ChangeWords) -> Iterator[str]:
    changed = [each for each in pair.changes.standards if each.fate is not Fate.SAME]
    if changed:
        yield from ("", _("Standards"))
    for each in changed:
        yield f"  {each.code}  {_continuity(pair, each)}  {each.text.in_language(language())}"
        yield from (f"    {words.words(change)}" for change in each.changes)


def _continuity(pair: "SideBySide", each: StandardChange) -> str:
    return continuity_words(pair.comparability.standards[each.code])


def _comparisons(pair: "SideBySide") -> Iterator[str]:
    found = pair.comparability
    yield from ("", _("What compares"))
    rows = [(code, _answer(section)) for code, section in found.sections.items()]
    rows += [(_("total"), _answer(found.total)), (_("pass and bands"), _answer(found.outcome))]
    yield from (f"  {line}" for line in output.labelled(rows, 4))


def _answer(comparison: Comparison) -> str:
    if comparison.is_comparable:
        return _("yes")
    reasons = "; ".join(obstacle_words(reason) for reason in comparison.reasons)
    return _("no: {reasons}", reasons=reasons)


def _fate(fate: Fate) -> str:
    names = {
        Fate.NEW: _("new"),
        Fate.DROPPED: _("dropped"),
        Fate.CHANGED: _("changed"),
        Fate.SAME: _("the same"),
    }
    return names[fate]
