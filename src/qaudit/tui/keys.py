"""Every key of the app, once: bindings, footers, the help page and the command palette are made from this table."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from textual.binding import Binding

DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class Key:
    """One act and the keys that do it.

    `keys` are Textual's names, `shown` is how people read them. `action` is the screen's `action_...`; with
    `takes_key` it is given the key. `label` is the footer's word, `help` a sentence. `rank` orders the footer,
    lowest first; None keeps the act out of it. `when` names contexts of which one must hold for the footer to
    show it; empty for always. With `is_prior` the key is the page's even while a field
    is typed in.
    """

    screen: str
    keys: tuple[str, ...]
    shown: str
    action: str
    label: str
    group: str
    rank: int | None = None
    when: tuple[str, ...] = ()
    takes_key: bool = False
    is_prior: bool = False
    help: str = ""


ANSWERING, MOVING, TIMING, ADDING, VISIT, APP = "Answering", "Moving", "Timing", "Adding", "Visit", "App"
LISTS, WRITING = "Lists", "Writing"

# A table is read by its lines, so it is laid out by hand.
# fmt: off
KEYS: tuple[Key, ...] = (
    # The first page.
    Key("home", ("n", "N"), "n", "new_visit", "new visit", VISIT, 1,
        help="Opens a new visit: pack, branch, auditor and what is true of it"),
    Key("home", ("r", "R"), "r", "report", "report", VISIT, 3, ("visits",),
        help="Writes the report of the chosen visit as PDF"),
    Key("home", ("p", "P"), "p", "packs", "packs", VISIT, 2,
        help="Browses the packs: sections and standards"),
    Key("home", ("slash",), "/", "filter", "filter", LISTS, 5, ("visits",),
        help="Shows only visits whose branch, pack, auditor or id has what you type"),
    Key("home", ("question_mark", "f1"), "?", "help", "help", APP, 4,
        help="Shows all keys"),
    Key("home", ("escape",), "Esc", "unfilter", "all visits", LISTS,
        help="Shows all visits again"),
    Key("home", ("q", "Q"), "q", "leave", "quit", APP, 6,
        help="Leaves the program; everything is saved"),
    # The visit.
    Key("visit", ("y", "Y"), "y", "yes", "yes", ANSWERING, 1, ("yes_no",),
        help="Yes; for a checklist: all of its parts were there"),
    Key("visit", ("n", "N"), "n", "no", "no", ANSWERING, 2, ("yes_no",),
        help="No; for a checklist: none of its parts was there"),
    Key("visit", DIGITS, "0-9", "digit", "answer", ANSWERING, 1, ("number", "choice", "parts", "rating"),
        takes_key=True,
        help="Begins a number, a time or a duration; picks an option or a step of a scale; ticks a part of a "
             "checklist (0: none)"),
    Key("visit", ("enter",), "Enter", "settle", "done", ANSWERING, 3, ("parts", "words"),
        help="Types a reading in words; on a checklist: its parts are ticked, go on"),
    Key("visit", ("a", "A"), "a", "not_applicable", "n/a", ANSWERING, 6, ("may_not_apply",),
        help="Not applicable: the situation did not arise"),
    Key("visit", ("u", "U"), "u", "unseen", "unseen", ANSWERING, 7, ("open",),
        help="Not observed: it arose, or may have, and you could not see it"),
    Key("visit", ("x", "X", "delete"), "x", "clear", "clear", ANSWERING,
        help="Takes the reading away again; note and evidence stay"),
    Key("visit", ("z", "Z", "ctrl+z"), "z", "undo", "undo", ANSWERING, 10, ("open",),
        help="Takes back the last change of this visit"),
    Key("visit", ("space",), "Space", "mark_next", "mark", TIMING, 0, ("clocked",),
        help="Marks, now, the next moment that this standard or a running clock waits for"),
    Key("visit", ("m", "M"), "m", "mark", "moments", TIMING, 8, ("events",),
        help="Lists the moments; a letter marks one now"),
    Key("visit", ("c", "C"), "c", "correct", "correct", TIMING, 17, ("events",),
        help="Corrects a mark, or takes it away, with a reason"),
    Key("visit", ("t", "T"), "t", "time_notes", "time notes", TIMING, 18, ("events",),
        help="Turns pasted time notes, such as 10:02 in, into marks after a look"),
    Key("visit", ("o", "O", "i", "I"), "o", "note", "note", ADDING, 5, ("open",),
        help="Writes or changes the note of this standard"),
    Key("visit", ("e", "E"), "e", "evidence", "evidence", ADDING, 9, ("open",),
        help="Adds a photo, a receipt or a recording to this standard"),
    Key("visit", ("tab",), "Tab", "next_unanswered", "next open", MOVING, 11,
        help="Goes to the next standard without a reading"),
    Key("visit", ("down", "j", "J", "right"), "j ↓", "next", "next", MOVING, 14,
        help="Goes to the next standard"),
    Key("visit", ("up", "k", "K", "left"), "k ↑", "previous", "back", MOVING, 15,
        help="Goes to the standard before"),
    Key("visit", ("right_square_bracket",), "]", "next_section", "section", MOVING, 16,
        help="Goes to the next section"),
    Key("visit", ("left_square_bracket",), "[", "previous_section", "section back", MOVING,
        help="Goes to the section before"),
    Key("visit", ("slash",), "/", "find", "find", MOVING, 12,
        help="Finds a standard by its code or by words of it"),
    Key("visit", ("pagedown",), "PgDn", "scroll_down", "scroll", MOVING,
        help="Scrolls a long standard down"),
    Key("visit", ("pageup",), "PgUp", "scroll_up", "scroll back", MOVING,
        help="Scrolls a long standard up"),
    Key("visit", ("f", "F"), "f", "facts", "facts", VISIT, 19, ("facts",),
        help="Shows what is true of the whole visit, and corrects it"),
    Key("visit", ("l", "L"), "l", "language", "language", VISIT, 21, ("languages",),
        help="Shows the standards in the pack's next language"),
    Key("visit", ("s", "S"), "s", "submit", "submit", VISIT, 13, ("open",),
        help="Shows what is missing, then submits the visit"),
    Key("visit", ("r", "R"), "r", "report", "report", VISIT, 13, ("submitted",),
        help="Writes the report of this visit as PDF"),
    Key("visit", ("question_mark", "f1"), "?", "help", "help", APP, 4,
        help="Shows all keys"),
    Key("visit", ("q", "Q", "escape"), "q", "leave", "home", APP, 20,
        help="Back to the visits; everything is saved"),
    # A line in the making.
    Key("entry", ("enter",), "Enter", "keep", "save", WRITING, 1,
        help="Saves what the line comes to; na and unseen may be written as well"),
    Key("entry", ("escape",), "Esc", "drop", "drop", WRITING, 2,
        help="Drops the line"),
    # The note of a standard.
    Key("note", ("enter",), "Enter", "keep", "save", WRITING, 1, is_prior=True,
        help="Saves the note and goes on"),
    Key("note", ("ctrl+n", "ctrl+j", "shift+enter"), "^n", "new_line", "new line", WRITING, 3, is_prior=True,
        help="Begins a new line"),
    Key("note", ("escape",), "Esc", "leave", "later", WRITING, 2, is_prior=True,
        help="Goes on without saving; what was typed stays until you come back"),
    # A list with letters.
    Key("pick", ("escape",), "Esc", "leave", "back", LISTS, 1, is_prior=True,
        help="Closes the list"),
    # A list that is searched.
    Key("search", ("down",), "↓", "down", "down", LISTS, 2, is_prior=True,
        help="Goes down in what was found"),
    Key("search", ("up",), "↑", "up", "up", LISTS, 3, is_prior=True,
        help="Goes up in what was found"),
    Key("search", ("enter",), "Enter", "choose", "choose", LISTS, 1, is_prior=True,
        help="Takes the chosen line"),
    Key("search", ("escape",), "Esc", "leave", "back", LISTS, 4, is_prior=True,
        help="Closes the list"),
    # A mark that is corrected.
    Key("correct", ("enter",), "Enter", "keep", "save", WRITING, 1, is_prior=True,
        help="Saves the corrected time, with the reason"),
    Key("correct", ("ctrl+d",), "^d", "take_away", "take away", WRITING, 2, is_prior=True,
        help="Takes the mark away, with the reason"),
    Key("correct", ("escape",), "Esc", "leave", "back", WRITING, 3, is_prior=True,
        help="Leaves the mark as it is"),
    # A question.
    Key("confirm", ("y", "Y", "enter"), "y", "yes", "yes", ANSWERING, 1,
        help="Yes, do it"),
    Key("confirm", ("n", "N", "escape", "q"), "n", "leave", "no", ANSWERING, 2,
        help="No, back"),
    # Evidence.
    Key("evidence", ("enter",), "Enter", "keep", "add", ADDING, 1, is_prior=True,
        help="Copies the file to the visit's evidence; with an empty line: done"),
    Key("evidence", ("ctrl+d",), "^d", "take_away", "take away", ADDING, 3, ("kept",), is_prior=True,
        help="Takes a file away from the standard"),
    Key("evidence", ("right",), "→", "complete", "complete", ADDING,
        help="Completes the path that is suggested, as you type"),
    Key("evidence", ("escape",), "Esc", "leave", "back", ADDING, 2, is_prior=True,
        help="Back to the standard"),
    # Time notes.
    Key("time_notes", ("ctrl+s",), "^s", "keep", "save marks", WRITING, 1, is_prior=True,
        help="Saves the marks as they stand in the list"),
    Key("time_notes", ("tab",), "Tab", "other_half", "list", WRITING, 2,
        help="Goes from the notes to the list and back; Enter in the list chooses the moment"),
    Key("time_notes", ("escape",), "Esc", "leave", "back", WRITING, 3, is_prior=True,
        help="Back; what was written stays until you come back"),
    # Before submission.
    Key("review", ("enter",), "Enter", "go", "go there", MOVING, 2,
        help="Goes to the standard that the line is about"),
    Key("review", ("s", "S", "ctrl+s"), "s", "submit", "submit", VISIT, 1,
        help="Submits the visit when nothing is missing"),
    Key("review", ("l", "L"), "l", "leaving", "time of leaving", VISIT, 3,
        help="Changes the time at which you left the branch"),
    Key("review", ("q", "Q", "escape"), "q", "leave", "back", APP, 4,
        help="Back to the visit"),
    # A new visit.
    Key("new_visit", ("enter",), "Enter", "choose", "choose", ANSWERING, 2,
        help="Chooses what stands in the line"),
    Key("new_visit", ("o", "O", "ctrl+s"), "o", "open", "open the visit", VISIT, 1,
        help="Opens the visit"),
    Key("new_visit", ("q", "Q", "escape"), "q", "leave", "back", APP, 3,
        help="Back without a new visit"),
    # The report.
    Key("report", ("enter", "escape", "q"), "Enter", "leave", "close", APP, 1, ("made",),
        help="Closes the sheet once the report is written"),
    # Packs.
    Key("packs", ("enter",), "Enter", "choose", "look", LISTS, 1,
        help="Shows the sections and standards of the pack"),
    Key("packs", ("q", "Q", "escape"), "q", "leave", "back", APP, 2,
        help="Back to the visits"),
    # A pack.
    Key("pack", ("enter",), "Enter", "choose", "whole text", LISTS, 1,
        help="Shows the whole standard"),
    Key("pack", ("slash",), "/", "find", "find", LISTS, 2,
        help="Finds a standard by its code or by words of it"),
    Key("pack", ("q", "Q", "escape"), "q", "leave", "back", APP, 3,
        help="Back to the packs"),
    # Help.
    Key("help", ("q", "Q", "escape", "question_mark", "enter"), "q", "leave", "back", APP, 1,
        help="Back to the page before"),
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
