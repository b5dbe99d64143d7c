"""A briefing of the worked pack, with traps, critical marks and limits that it must not tell."""

from dataclasses import replace
from datetime import date

from qaudit.core.standards import Pack
from qaudit.core.visits import Branch, VisitKind
from qaudit.reports.briefing_subject import BriefingInput
from tests.reports.harbour import harbour_pack

BRIEFING = "golden/briefing.html"


def briefed_input(pack: Pack | None = None, **known: str) -> BriefingInput:
    """A briefing of a planned visit; `known` are its facts."""
    return BriefingInput(
        pack=pack or harbour_pack(),
        made=date(2026, 5, 14),
        facts=known,
        branch=Branch("HAI-01", "Harbour Haifa", "North", "IL"),
        kind=VisitKind.UNANNOUNCED,
        planned_for=date(2026, 5, 20),
        language="en",
        words="en",
    )


def hidden(pack: Pack) -> Pack:
    """The pack with its score kept from shoppers."""
    return replace(pack, scoring=replace(pack.scoring, shows_score_to_shopper=False))
