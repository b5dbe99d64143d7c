"""An action plan with everything a wall can show: more actions than there is room for, overdue, done and verified."""

from datetime import date, timedelta

from qaudit.core.follow_up import OWNERS
from qaudit.core.text import Text
from qaudit.core.visits import Branch
from qaudit.reports.action_plan_subject import ActionPlanInput, HeldAction, WallAction
from tests.reports.harbour import harbour_pack

PLAN = "golden/action-plan.html"
TODAY = date(2026, 5, 14)
WORDS = (
    "Train the desk: whoever is free looks up and says good morning",
    "Have the lamp, the mirror and the socket mended",
    "Put one person more at the desk between four and six",
    'שלט בכניסה: "ברוכים הבאים", ו-2 עגלות למטען',
    "Fișele de preț se schimbă în fiecare luni, înainte de deschidere",
)
HOSTILE = ("<b>x</b> \u202e" + "W" * 4000, "line\nafter line\n" * 300)


def wall_input(
    actions: int, *, whats: tuple[str, ...] = WORDS, held: int = 6, done: int = 2
) -> ActionPlanInput:
    """A plan with so many open actions, the first of them overdue."""
    pack = harbour_pack()
    texts = [standard.text for standard in pack.standards]
    return ActionPlanInput(
        branch=Branch("HAI-01", "Harbour Haifa", "North", "IL"),
        pack=pack,
        today=TODAY,
        actions=tuple(
            WallAction(
                what=whats[number % len(whats)],
                standards=(texts[number % len(texts)], *texts[: number % 4]),
                owner=OWNERS[number % len(OWNERS)].key,
                owners=OWNERS,
                due=TODAY + timedelta(days=3 * number - 5),
            )
            for number in range(actions)
        ),
        done=done,
        held=tuple(
            HeldAction(whats[number % len(whats)], TODAY - timedelta(days=7 * number))
            for number in range(held)
        ),
        language="en",
        words="en",
    )


def hostile_wall() -> ActionPlanInput:
    """The longest and worst that people write."""
    found = wall_input(30, whats=HOSTILE)
    long = Text.plain("M" * 3000)
    actions = tuple(
        WallAction(one.what, (long, long), "nobody's key " * 50, (), date(9999, 12, 31))
        for one in found.actions
    )
    branch = Branch("B", "\u202e" + "Grand " * 300)
    return ActionPlanInput(branch, found.pack, TODAY, actions, 10_000, found.held, language="en", words="en")
