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
