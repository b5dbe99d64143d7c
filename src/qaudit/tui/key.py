"""One key of the app, and the groups that help sorts keys by."""

from dataclasses import dataclass

from qaudit.speech import N_


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


ANSWERING, MOVING, TIMING, ADDING = N_("Answering"), N_("Moving"), N_("Timing"), N_("Adding")
VISIT, APP, LISTS, WRITING = N_("Visit"), N_("App"), N_("Lists"), N_("Writing")
BRANCH = N_("Branch")


def help_key(screen: str, rank: int, when: tuple[str, ...] = ()) -> Key:
    """The key for all keys, which is the same on every page."""
    return Key(
        screen, ("question_mark", "f1"), "?", "help", N_("help"), APP, rank, when, help=N_("Shows all keys")
    )


def page_keys(screen: str) -> tuple[Key, Key]:
    """The keys that go through a list by what is in view."""
    down, up = N_("Goes a page down"), N_("Goes a page up")
    return (
        Key(screen, ("pagedown",), "PgDn", "page_down", N_("page down"), MOVING, help=down),
        Key(screen, ("pageup",), "PgUp", "page_up", N_("page up"), MOVING, help=up),
    )
