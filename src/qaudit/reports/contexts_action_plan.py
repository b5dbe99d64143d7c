"""An action plan for the wall as one value of ready strings: no score, and nobody's name."""

from dataclasses import dataclass
from datetime import date

from qaudit.reports.action_plan_subject import ActionPlanInput, HeldAction, WallAction
from qaudit.reports.action_plan_words import PlanWords
from qaudit.reports.after_words import entry_part
from qaudit.reports.contexts import DocumentContext, document_of_day
from qaudit.reports.contexts_cover import shortened
from qaudit.speech import _, ngettext
from qaudit.wording.phrases import Phrase, UserText, Value, joined, phrase, user_text
from qaudit.wording.regional import day_words, weekday_words
from qaudit.wording.values import NBSP

MOST_ACTIONS = 12
"""Actions that one page has room for; the others are counted."""
FEW_ACTIONS = 6
"""Up to so many stand in larger type."""
MOST_HELD = {True: 4, False: 3}
"""What was verified lately, by whether there are few actions."""
ROOM_FOR_STANDARDS = {True: 80, False: 48}
"""Characters, by whether there are few actions: a second standard stands where both keep to them."""
LONGEST_NAME, LONGEST_WHAT, LONGEST_STANDARD, LONGEST_HELD, LONGEST_OWNER = 70, 180, 200, 90, 60
"""Characters; the style sheet lets none of them take more lines than the page has."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action. `late` says that it is overdue, and by how much; empty where it is not."""

    what: UserText
    standards: Phrase
    due: str
    late: str
    owner: UserText


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One action that was verified, and the day."""

    what: UserText
    day: str


@dataclass(frozen=True, slots=True)
class PlanContext:
    """Everything `action_plan.html.j2` prints. `more` and `done` are empty where there is nothing to count."""

    document: DocumentContext
    logo: str
    brand: UserText
    branch: UserText
    as_of: Phrase
    size: str
    rows: tuple[PlanRow, ...]
    more: str
    done: str
    held: tuple[HeldRow, ...]


def plan_context(source: ActionPlanInput, words: PlanWords, logo: str = "") -> PlanContext:
    """The context of one branch's plan. `logo` is a data URI."""
    name = _short(source.branch.name or source.branch.code, LONGEST_NAME)
    brand = user_text(source.pack.brand.name.in_language(source.language))
    shown, rest = source.actions[:MOST_ACTIONS], len(source.actions) - MOST_ACTIONS
    is_few = len(shown) <= FEW_ACTIONS
    return PlanContext(
        document=_document(source, name, brand),
        logo=logo,
        brand=brand,
        branch=name,
        as_of=phrase("As of {day}", day=Value(weekday_words(source.today))),
        size="few" if is_few else "many",
        rows=tuple(_row(one, source, is_few) for one in shown),
        more=ngettext("and {n} more", "and {n} more", rest) if rest > 0 else "",
        done=_done(source.done),
        held=tuple(map(_held, source.held[: MOST_HELD[is_few]])),
    )


def _row(action: WallAction, source: ActionPlanInput, is_few: bool) -> PlanRow:
    return PlanRow(
        what=_short(action.what, LONGEST_WHAT),
        standards=_standards(action, source, ROOM_FOR_STANDARDS[is_few]),
        due=day_words(action.due).replace(NBSP, " "),  # in large type a day may take two lines
        late=_late(action.due, source.today),
        owner=_short(entry_part(action.owner, action.owners, source.language).text, LONGEST_OWNER),
    )


def _standards(action: WallAction, source: ActionPlanInput, room: int) -> Phrase:
    """The first standards in words, as many as have room; the others are counted."""
    texts = [user_text(one.in_language(source.language)).text for one in action.standards]
    told: list[UserText] = []
    for words in texts:
        if told and len(words) > room:
            break
        told.append(_short(words, LONGEST_STANDARD))
        room -= len(words)
    rest = len(texts) - len(told)
    more = [Value(ngettext("and {n} more", "and {n} more", rest))] if rest else []
    return joined([*told, *more], " · ")


def _late(due: date, today: date) -> str:
    late = (today - due).days
    if late <= 0:
        return ""
    return _("Overdue: {days}", days=ngettext("{n} day", "{n} days", late))


def _done(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "{n} action is said to be done; the next visit looks whether it holds.",
        "{n} actions are said to be done; the next visit looks whether they hold.",
        number,
    )


def _held(action: HeldAction) -> HeldRow:
    return HeldRow(_short(action.what, LONGEST_HELD), day_words(action.day))


def _short(words: str, most: int) -> UserText:
    return user_text(shortened(user_text(words).text, most))


def _document(source: ActionPlanInput, name: UserText, brand: UserText) -> DocumentContext:
    title = _("Action plan: {branch}, {day}", branch=name, day=day_words(source.today))
    return document_of_day(title, str(brand), source.today, brand)
