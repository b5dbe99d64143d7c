"""Every key of the app, once: bindings, footers, the help page and the command palette are made from this table."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from textual.binding import Binding

DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class Key:
    """One act and the keys that do it.

    `keys` are Textual's names, `shown` is how people read them. `action` is the screen's `action_...`; with
    `takes_key` it is given the key. With `is_prior` it comes before the widget that has the focus. `label` is the footer's word, `help` a sentence. `rank` orders the footer,
    lowest first; None keeps the act out of it. `when` names contexts of which one must hold for the footer to
    show it; empty for always.
    """

    screen: str
    keys: tuple[str, ...]
    shown: str
    action: str
    label: str
    help: str
    group: str
    rank: int | None = None
    when: tuple[str, ...] = ()
    takes_key: bool = False
    is_prior: bool = False


ANSWERING, MOVING, TIMING, ADDING, VISIT, APP = "Answering", "Moving", "Timing", "Adding", "Visit", "App"
LISTS, WRITING = "Lists", "Writing"

KEYS: tuple[Key, ...] = (
    # The first page.
    Key(
        "home",
        ("n", "N"),
        "n",
        "new_visit",
        "new visit",
        "Opens a new visit: pack, branch, auditor and what is true of it",
        VISIT,
        1,
    ),
    Key(
        "home",
        ("r", "R"),
        "r",
        "report",
        "report",
        "Writes the report of the chosen visit as PDF",
        VISIT,
        3,
        ("visits",),
    ),
    Key("home", ("p", "P"), "p", "packs", "packs", "Browses the packs: sections and standards", VISIT, 2),
    Key(
        "home",
        ("slash",),
        "/",
        "filter",
        "filter",
        "Shows only visits whose branch, pack, auditor or id has what you type",
        LISTS,
        5,
        ("visits",),
    ),
    Key("home", ("question_mark", "f1"), "?", "help", "help", "Shows all keys", APP, 4),
    Key(
        "home", ("q", "Q", "escape"), "q", "leave", "quit", "Leaves the program; everything is saved", APP, 6
    ),
    # The visit.
    Key(
        "visit",
        ("y", "Y"),
        "y",
        "yes",
        "yes",
        "Yes; for a checklist: all of its parts were there",
        ANSWERING,
        1,
        ("yes_no",),
    ),
    Key(
        "visit",
        ("n", "N"),
        "n",
        "no",
        "no",
        "No; for a checklist: none of its parts was there",
        ANSWERING,
        2,
        ("yes_no",),
    ),
    Key(
        "visit",
        DIGITS,
        "0-9",
        "digit",
        "answer",
        "Begins a number, a time or a duration; picks an option or a step of a scale; ticks a part of a checklist (0: none)",
        ANSWERING,
        1,
        ("number", "choice", "parts", "rating"),
        takes_key=True,
    ),
    Key(
        "visit",
        ("enter",),
        "Enter",
        "settle",
        "done",
        "Types a reading in words; on a checklist: its parts are ticked, go on",
        ANSWERING,
        3,
        ("parts", "words"),
    ),
    Key(
        "visit",
        ("a", "A"),
        "a",
        "not_applicable",
        "not applicable",
        "Not applicable: the situation did not arise",
        ANSWERING,
        6,
        ("may_not_apply",),
    ),
    Key(
        "visit",
        ("u", "U"),
        "u",
        "unseen",
        "not observed",
        "Not observed: it arose, or may have, and you could not see it",
        ANSWERING,
        7,
        ("open",),
    ),
    Key(
        "visit",
        ("x", "X", "delete"),
        "x",
        "clear",
        "clear",
        "Takes the reading away again; note and evidence stay",
        ANSWERING,
    ),
    Key(
        "visit",
        ("z", "Z", "ctrl+z"),
        "z",
        "undo",
        "undo",
        "Takes back the last change of this visit",
        ANSWERING,
        10,
        ("open",),
    ),
    Key(
        "visit",
        ("space",),
        "Space",
        "mark_next",
        "mark",
        "Marks, now, the next moment that this standard or a running clock waits for",
        TIMING,
        0,
        ("clocked",),
    ),
    Key(
        "visit",
        ("m", "M"),
        "m",
        "mark",
        "moments",
        "Lists the moments; a letter marks one now",
        TIMING,
        8,
        ("events",),
    ),
    Key(
        "visit",
        ("c", "C"),
        "c",
        "correct",
        "correct",
        "Corrects a mark, or takes it away, with a reason",
        TIMING,
        17,
        ("events",),
    ),
    Key(
        "visit",
        ("t", "T"),
        "t",
        "time_notes",
        "time notes",
        "Turns pasted time notes, such as 10:02 in, into marks after a look",
        TIMING,
        18,
        ("events",),
    ),
    Key(
        "visit",
        ("o", "O", "i", "I"),
        "o",
        "note",
        "note",
        "Writes or changes the note of this standard",
        ADDING,
        5,
        ("open",),
    ),
    Key(
        "visit",
        ("e", "E"),
        "e",
        "evidence",
        "evidence",
        "Adds a photo, a receipt or a recording to this standard",
        ADDING,
        9,
        ("open",),
    ),
    Key(
        "visit",
        ("tab",),
        "Tab",
        "next_unanswered",
        "next open",
        "Goes to the next standard without a reading",
        MOVING,
        11,
    ),
    Key("visit", ("down", "j", "J", "right"), "j ↓", "next", "next", "Goes to the next standard", MOVING, 14),
    Key(
        "visit",
        ("up", "k", "K", "left"),
        "k ↑",
        "previous",
        "back",
        "Goes to the standard before",
        MOVING,
        15,
    ),
    Key(
        "visit",
        ("right_square_bracket",),
        "]",
        "next_section",
        "section",
        "Goes to the next section",
        MOVING,
        16,
    ),
    Key(
        "visit",
        ("left_square_bracket",),
        "[",
        "previous_section",
        "section back",
        "Goes to the section before",
        MOVING,
    ),
    Key(
        "visit", ("slash",), "/", "find", "find", "Finds a standard by its code or by words of it", MOVING, 12
    ),
    Key("visit", ("pagedown",), "PgDn", "scroll_down", "scroll", "Scrolls a long standard down", MOVING),
    Key("visit", ("pageup",), "PgUp", "scroll_up", "scroll back", "Scrolls a long standard up", MOVING),
    Key(
        "visit",
        ("f", "F"),
        "f",
        "facts",
        "facts",
        "Shows what is true of the whole visit, and corrects it",
        VISIT,
        19,
        ("facts",),
    ),
    Key(
        "visit",
        ("s", "S"),
        "s",
        "submit",
        "submit",
        "Shows what is missing, then submits the visit",
        VISIT,
        13,
        ("open",),
    ),
    Key(
        "visit",
        ("r", "R"),
        "r",
        "report",
        "report",
        "Writes the report of this visit as PDF",
        VISIT,
        13,
        ("submitted",),
    ),
    Key("visit", ("question_mark", "f1"), "?", "help", "help", "Shows all keys", APP, 4),
    Key(
        "visit",
        ("q", "Q", "escape"),
        "q",
        "leave",
        "home",
        "Back to the visits; everything is saved",
        APP,
        20,
    ),
    # The note of a standard.
    Key("note", ("enter",), "Enter", "keep", "save", "Saves the note and goes on", WRITING, 1, is_prior=True),
    Key(
        "note",
        ("ctrl+n", "ctrl+j", "shift+enter"),
        "^n",
        "new_line",
        "new line",
        "Begins a new line",
        WRITING,
        3,
        is_prior=True,
    ),
    Key(
        "note",
        ("escape",),
        "Esc",
        "leave",
        "later",
        "Goes on without saving; what was typed stays until you come back",
        WRITING,
        2,
        is_prior=True,
    ),
    # A list with letters.
    Key("pick", ("escape",), "Esc", "leave", "back", "Closes the list", LISTS, 1, is_prior=True),
    # A list that is searched.
    Key("search", ("down",), "↓", "down", "down", "Goes down in what was found", LISTS, 2, is_prior=True),
    Key("search", ("up",), "↑", "up", "up", "Goes up in what was found", LISTS, 3, is_prior=True),
    Key("search", ("enter",), "Enter", "choose", "choose", "Takes the chosen line", LISTS, 1, is_prior=True),
    Key("search", ("escape",), "Esc", "leave", "back", "Closes the list", LISTS, 4, is_prior=True),
    # A mark that is corrected.
    Key(
        "correct",
        ("enter",),
        "Enter",
        "keep",
        "save",
        "Saves the corrected time, with the reason",
        WRITING,
        1,
        is_prior=True,
    ),
    Key(
        "correct",
        ("ctrl+d",),
        "^d",
        "take_away",
        "take away",
        "Takes the mark away, with the reason",
        WRITING,
        2,
        is_prior=True,
    ),
    Key(
        "correct", ("escape",), "Esc", "leave", "back", "Leaves the mark as it is", WRITING, 3, is_prior=True
    ),
    # A question.
    Key("confirm", ("y", "Y", "enter"), "y", "yes", "yes", "Yes, do it", ANSWERING, 1),
    Key("confirm", ("n", "N", "escape", "q"), "n", "leave", "no", "No, back", ANSWERING, 2),
)


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
            priority=key.is_prior,
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
