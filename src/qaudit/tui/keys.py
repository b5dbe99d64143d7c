"""Every key of the app, once: bindings, footers, the help page and the command palette are made from this table."""

from collections.abc import Collection, Iterable

from textual.binding import Binding

from qaudit.speech import N_
from qaudit.tui.key import ADDING, ANSWERING, APP, LISTS, MOVING, TIMING, VISIT, WRITING, Key, help_key
from qaudit.tui.keys_branch import BRANCH_KEYS
from qaudit.tui.keys_comparison import COMPARISON_KEYS
from qaudit.tui.keys_desks import DESK_KEYS

DIGITS = tuple("0123456789")

# A table is read by its lines, so it is laid out by hand.
# fmt: off
KEYS: tuple[Key, ...] = (
    # The first page.
    Key("home", ("n", "N"), "n", "new_visit", N_("new visit"), VISIT, 1,
        help=N_("Opens a new visit: pack, branch, auditor and what is true of it")),
    Key("home", ("r", "R"), "r", "report", N_("report"), VISIT, 3, ("visits",),
        help=N_("Writes the report of the chosen visit as PDF")),
    Key("home", ("p", "P"), "p", "packs", N_("packs"), VISIT, 2,
        help=N_("Browses the packs: sections and standards")),
    Key("home", ("slash",), "/", "filter", N_("filter"), LISTS, 5, ("visits",),
        help=N_("Shows only visits whose branch, pack, auditor or id has what you type")),
    help_key("home", 4),
    Key("home", ("h", "H"), "h", "desk", N_("my desk"), APP, 4, ("desk",),
        help=N_("Goes to the desk of your role; h there shows all visits again")),
    Key("home", ("escape",), "Esc", "unfilter", N_("all visits"), LISTS,
        help=N_("Shows all visits again")),
    Key("home", ("q", "Q"), "q", "leave", N_("quit"), APP, 6,
        help=N_("Leaves the program; everything is saved")),
    # The visit.
    Key("visit", ("y", "Y"), "y", "yes", N_("yes"), ANSWERING, 1, ("yes_no",),
        help=N_("Yes; for a checklist: all of its parts were there")),
    Key("visit", ("n", "N"), "n", "no", N_("no"), ANSWERING, 2, ("yes_no",),
        help=N_("No; for a checklist: none of its parts was there")),
    Key("visit", DIGITS, "0-9", "digit", N_("answer"), ANSWERING, 1, ("number", "choice", "parts", "rating"),
        takes_key=True,
        help=N_("Begins a number, a time or a duration; picks an option or a step of a scale; ticks a part of a "
             "checklist (0: none)")),
    Key("visit", ("enter",), "Enter", "settle", N_("done"), ANSWERING, 3, ("parts", "words"),
        help=N_("Types a reading in words; on a checklist: its parts are ticked, go on")),
    Key("visit", ("a", "A"), "a", "not_applicable", N_("n/a"), ANSWERING, 6, ("may_not_apply",),
        help=N_("Not applicable: the situation did not arise")),
    Key("visit", ("u", "U"), "u", "unseen", N_("unseen"), ANSWERING, 7, ("open",),
        help=N_("Not observed: it arose, or may have, and you could not see it")),
    Key("visit", ("x", "X", "delete"), "x", "clear", N_("clear"), ANSWERING,
        help=N_("Takes the reading away again; note and evidence stay")),
    Key("visit", ("z", "Z", "ctrl+z"), "z", "undo", N_("undo"), ANSWERING, 10, ("open",),
        help=N_("Takes back the last change of this visit")),
    Key("visit", ("space",), N_("Space"), "mark_next", N_("mark"), TIMING, 0, ("clocked",),
        help=N_("Marks, now, the next moment that this standard or a running clock waits for")),
    Key("visit", ("m", "M"), "m", "mark", N_("moments"), TIMING, 8, ("events",),
        help=N_("Lists the moments; a letter marks one now")),
    Key("visit", ("c", "C"), "c", "correct", N_("correct"), TIMING, 17, ("events",),
        help=N_("Corrects a mark, or takes it away, with a reason")),
    Key("visit", ("t", "T"), "t", "time_notes", N_("time notes"), TIMING, 18, ("events",),
        help=N_("Turns pasted time notes, such as 10:02 in, into marks after a look")),
    Key("visit", ("o", "O", "i", "I"), "o", "note", N_("note"), ADDING, 5, ("open",),
        help=N_("Writes or changes the note of this standard")),
    Key("visit", ("e", "E"), "e", "evidence", N_("evidence"), ADDING, 9, ("open",),
        help=N_("Adds a photo, a receipt or a recording to this standard")),
    Key("visit", ("w", "W"), "w", "remarks", N_("remarks"), ADDING, 4, ("remarked",),
        help=N_("Answers the reviewer's remark on this standard; elsewhere lists all remarks")),
    Key("visit", ("tab",), "Tab", "next_unanswered", N_("next open"), MOVING, 11, ("open",),
        help=N_("Goes to the next standard without a reading")),
    Key("visit", ("down", "j", "J", "right"), "j ↓", "next", N_("next"), MOVING, 14,
        help=N_("Goes to the next standard")),
    Key("visit", ("up", "k", "K", "left"), "k ↑", "previous", N_("previous"), MOVING, 15,
        help=N_("Goes to the standard before")),
    Key("visit", ("right_square_bracket",), "]", "next_section", N_("section"), MOVING, 16,
        help=N_("Goes to the next section")),
    Key("visit", ("left_square_bracket",), "[", "previous_section", N_("section back"), MOVING,
        help=N_("Goes to the section before")),
    Key("visit", ("slash",), "/", "find", N_("find"), MOVING, 12,
        help=N_("Finds a standard by its code or by words of it")),
    Key("visit", ("pagedown",), "PgDn", "scroll_down", N_("scroll"), MOVING,
        help=N_("Scrolls a long standard down")),
    Key("visit", ("pageup",), "PgUp", "scroll_up", N_("scroll back"), MOVING,
        help=N_("Scrolls a long standard up")),
    Key("visit", ("f", "F"), "f", "facts", N_("facts"), VISIT, 19, ("facts",),
        help=N_("Shows what is true of the whole visit, and corrects it")),
    Key("visit", ("l", "L"), "l", "language", N_("language"), VISIT, 21, ("languages",),
        help=N_("Shows the standards in the pack's next language")),
    Key("visit", ("v", "V"), "v", "void", N_("make void"), VISIT, 22, ("open",),
        help=N_("Makes the visit void, with the reason: it stays to be read, and never counts")),
    Key("visit", ("s", "S"), "s", "submit", N_("submit"), VISIT, 13, ("open",),
        help=N_("Shows what is missing, then submits the visit")),
    Key("visit", ("r", "R"), "r", "report", N_("report"), VISIT, 13, ("submitted",),
        help=N_("Writes the report of this visit as PDF")),
    help_key("visit", 4),
    Key("visit", ("q", "Q", "escape"), "q", "leave", N_("home"), APP, 20,
        help=N_("Back to the visits; everything is saved")),
    # A line in the making.
    Key("entry", ("enter",), "Enter", "keep", N_("save"), WRITING, 1,
        help=N_("Saves what the line comes to; na and unseen may be written as well")),
    Key("entry", ("escape",), "Esc", "drop", N_("drop"), WRITING, 2,
        help=N_("Drops the line")),
    # The note of a standard.
    Key("note", ("enter",), "Enter", "keep", N_("save"), WRITING, 1, is_prior=True,
        help=N_("Saves the note and goes on")),
    Key("note", ("ctrl+n", "ctrl+j", "shift+enter"), "^n", "new_line", N_("new line"), WRITING, 3, is_prior=True,
        help=N_("Begins a new line")),
    Key("note", ("escape",), "Esc", "leave", N_("later"), WRITING, 2, is_prior=True,
        help=N_("Goes on without saving; what was typed stays until you come back")),
    # A list with letters.
    Key("pick", ("escape",), "Esc", "leave", N_("back"), LISTS, 1, is_prior=True,
        help=N_("Closes the list")),
    # A list that is searched.
    Key("search", ("down",), "↓", "down", N_("down"), LISTS, 2, is_prior=True,
        help=N_("Goes down in what was found")),
    Key("search", ("up",), "↑", "up", N_("up"), LISTS, 3, is_prior=True,
        help=N_("Goes up in what was found")),
    Key("search", ("enter",), "Enter", "choose", N_("choose"), LISTS, 1, is_prior=True,
        help=N_("Takes the chosen line")),
    Key("search", ("escape",), "Esc", "leave", N_("back"), LISTS, 4, is_prior=True,
        help=N_("Closes the list")),
    # A mark that is corrected.
    Key("correct", ("enter",), "Enter", "keep", N_("save"), WRITING, 1, is_prior=True,
        help=N_("Saves the corrected time, with the reason")),
    Key("correct", ("ctrl+d",), "^d", "take_away", N_("take away"), WRITING, 2, is_prior=True,
        help=N_("Takes the mark away, with the reason")),
    Key("correct", ("escape",), "Esc", "leave", N_("back"), WRITING, 3, is_prior=True,
        help=N_("Leaves the mark as it is")),
    # A question.
    Key("confirm", ("y", "Y", "enter"), "y", "yes", N_("yes"), ANSWERING, 1,
        help=N_("Yes, do it")),
    Key("confirm", ("n", "N", "escape", "q"), "n", "leave", N_("no"), ANSWERING, 2,
        help=N_("No, back")),
    # Evidence.
    Key("evidence", ("enter",), "Enter", "keep", N_("add"), ADDING, 1, is_prior=True,
        help=N_("Copies the file to the visit's evidence; with an empty line: done")),
    Key("evidence", ("ctrl+d",), "^d", "take_away", N_("take away"), ADDING, 3, ("kept",), is_prior=True,
        help=N_("Takes a file away from the standard")),
    Key("evidence", ("right",), "→", "complete", N_("complete"), ADDING,
        help=N_("Completes the path that is suggested, as you type")),
    Key("evidence", ("escape",), "Esc", "leave", N_("back"), ADDING, 2, is_prior=True,
        help=N_("Back to the standard")),
    # Time notes.
    Key("time_notes", ("ctrl+s",), "^s", "keep", N_("save marks"), WRITING, 1, is_prior=True,
        help=N_("Saves the marks as they stand in the list")),
    Key("time_notes", ("tab",), "Tab", "other_half", N_("list"), WRITING, 2,
        help=N_("Goes from the notes to the list and back; Enter in the list chooses the moment")),
    Key("time_notes", ("escape",), "Esc", "leave", N_("back"), WRITING, 3, is_prior=True,
        help=N_("Back; what was written stays until you come back")),
    # Before submission.
    Key("review", ("enter",), "Enter", "go", N_("go there"), MOVING, 2,
        help=N_("Goes to the standard that the line is about")),
    Key("review", ("s", "S", "ctrl+s"), "s", "submit", N_("submit"), VISIT, 1,
        help=N_("Submits the visit when nothing is missing")),
    Key("review", ("l", "L"), "l", "leaving", N_("time of leaving"), VISIT, 3,
        help=N_("Changes the time at which you left the branch")),
    Key("review", ("q", "Q", "escape"), "q", "leave", N_("back"), APP, 4,
        help=N_("Back to the visit")),
    # A new visit.
    Key("new_visit", ("enter",), "Enter", "choose", N_("choose"), ANSWERING, 2,
        help=N_("Chooses what stands in the line")),
    Key("new_visit", ("o", "O", "ctrl+s"), "o", "open", N_("open the visit"), VISIT, 1,
        help=N_("Opens the visit")),
    Key("new_visit", ("p", "P"), "p", "plan", N_("plan it"), VISIT, 2,
        help=N_("Plans the visit for a day of its branch; its auditor opens it there")),
    Key("new_visit", ("q", "Q", "escape"), "q", "leave", N_("back"), APP, 3,
        help=N_("Back without a new visit")),
    # The report.
    Key("report", ("enter", "escape", "q"), "Enter", "leave", N_("close"), APP, 1, ("made",),
        help=N_("Closes the sheet once the report is written")),
    # Packs.
    Key("packs", ("enter",), "Enter", "choose", N_("look"), LISTS, 1,
        help=N_("Shows the sections and standards of the pack")),
    Key("packs", ("c", "C"), "c", "check", N_("check"), LISTS, 2,
        help=N_("Shows every problem of the pack, and what an editor of manuals would say of it")),
    Key("packs", ("slash",), "/", "browse", N_("find"), LISTS, 3,
        help=N_("Finds standards of all packs by words, and narrows them by sector, layer and so on")),
    Key("packs", ("d", "D"), "d", "compare", N_("compare"), LISTS, 4,
        help=N_("Shows what another edition, or another pack, says otherwise, side by side")),
    Key("packs", ("q", "Q", "escape"), "q", "leave", N_("back"), APP, 5,
        help=N_("Back to the visits")),
    # The standards of all packs.
    Key("browse", ("enter",), "Enter", "choose", N_("read"), LISTS, 1, is_prior=True,
        help=N_("Shows the whole standard")),
    Key("browse", ("down",), "↓", "down", N_("down"), MOVING, 3, ("typing",), is_prior=True,
        help=N_("Goes down in what was found")),
    Key("browse", ("up",), "↑", "up", N_("up"), MOVING, 4, ("typing",), is_prior=True,
        help=N_("Goes up in what was found")),
    Key("browse", ("pagedown",), "PgDn", "page_down", N_("page down"), MOVING, is_prior=True,
        help=N_("Goes a page down in what was found")),
    Key("browse", ("pageup",), "PgUp", "page_up", N_("page up"), MOVING, is_prior=True,
        help=N_("Goes a page up in what was found")),
    Key("browse", ("tab",), "Tab", "other_half", N_("narrow"), LISTS, 2, ("typing",), is_prior=True,
        help=N_("Goes from the words to the list, where letters narrow it, and back")),
    Key("browse", ("slash",), "/", "find", N_("words"), LISTS, 2, ("list",),
        help=N_("Goes to the words that are searched")),
    help_key("browse", 2, ("list",)),
    Key("browse", ("s", "S"), "s", "by_sector", N_("sector"), LISTS, 3, ("list",),
        help=N_("Narrows to the packs of one sector: those that build on one pack")),
    Key("browse", ("l", "L"), "l", "by_layer", N_("layer"), LISTS, 4, ("list",),
        help=N_("Narrows to people, surroundings or process")),
    Key("browse", ("d", "D"), "d", "by_dimension", N_("dimension"), LISTS, 5, ("list",),
        help=N_("Narrows to one dimension of quality")),
    Key("browse", ("c", "C"), "c", "by_channel", N_("channel"), LISTS, 6, ("list",),
        help=N_("Narrows to one channel")),
    Key("browse", ("m", "M"), "m", "by_measured", N_("measured"), LISTS, 7, ("list",),
        help=N_("Narrows to standards that are measured with a number, or to the others")),
    Key("browse", ("x", "X"), "x", "widen", N_("all"), LISTS, 8, ("list",),
        help=N_("Narrows no more")),
    Key("browse", ("escape",), "Esc", "leave", N_("back"), APP, 9, is_prior=True,
        help=N_("Back to the packs")),
    # A standard to read.
    Key("standard", ("w", "W"), "w", "where", N_("where set"), LISTS, 1,
        help=N_("Shows where each value was set: in this pack's file or in one that it builds on")),
    Key("standard", ("q", "Q", "escape", "enter"), "q", "leave", N_("back"), APP, 2,
        help=N_("Back to the page before")),
    # Two packs side by side.
    Key("compare", ("q", "Q", "escape", "enter"), "q", "leave", N_("back"), APP, 1,
        help=N_("Back to the packs")),
    # A pack.
    Key("pack", ("enter",), "Enter", "choose", N_("whole text"), LISTS, 1,
        help=N_("Shows the whole standard")),
    Key("pack", ("slash",), "/", "find", N_("find"), LISTS, 2,
        help=N_("Finds a standard by its code or by words of it")),
    Key("pack", ("q", "Q", "escape"), "q", "leave", N_("back"), APP, 3,
        help=N_("Back to the packs")),
    # Reviewers and headquarters.
    *DESK_KEYS,
    *COMPARISON_KEYS,
    # The branch manager.
    *BRANCH_KEYS,
    # Help.
    Key("help", ("q", "Q", "escape", "question_mark", "enter"), "q", "leave", N_("back"), APP, 1,
        help=N_("Back to the page before")),
)
# fmt: on


def keys_of(screen: str) -> tuple[Key, ...]:
    """The keys of one screen, in the order of the table."""
    return tuple(key for key in KEYS if key.screen == screen)


def bindings_of(screen: str) -> list[Binding]:
    """Textual's bindings for one screen."""
    return [
        Binding(
            name,
            f"{key.action}({name!r})" if key.takes_key else key.action,
            key.label,
            show=False,
            key_display=key.shown,
            tooltip=key.help,
        )
        for key in keys_of(screen)
        for name in key.keys
    ]


def footer_keys(screen: str, contexts: Collection[str]) -> tuple[Key, ...]:
    """The keys that a footer shows in these contexts, the most wanted first."""
    wanted = (key for key in keys_of(screen) if key.rank is not None and _holds(key, contexts))
    return tuple(sorted(wanted, key=lambda key: key.rank or 0))


def grouped(keys: Iterable[Key]) -> dict[str, tuple[Key, ...]]:
    """Keys by their group, in the order of the table."""
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(key.group, []).append(key)
    return {name: tuple(members) for name, members in groups.items()}


def _holds(key: Key, contexts: Collection[str]) -> bool:
    return not key.when or any(context in contexts for context in key.when)
