"""The branch manager's desk: what is listed, in which order, and what is refused."""

import pytest

from qaudit.core.lifecycle import Verb
from qaudit.core.visits import VisitKind
from qaudit.errors import NotAllowed, QauditError, UnknownStandard, UsageError
from tests.corner_shop import ALL_MET
from tests.desk.staffed import MISSED, House

CRITICAL = ALL_MET.replace("ARR-01,45s,", "ARR-01,200s,Waited at the desk;").replace(
    "TLK-03,5,", "TLK-03,2,No smile"
)


def test_managers_see_the_visits_of_their_own_branches_newest_first(house: House) -> None:
    first, second, other = (
        house.published(),
        house.published(branch="NYC-01"),
        house.published(branch="ACR-02"),
    )
    house.approved()

    def listed(alias: str, branch: str = "", limit: int | None = None) -> list[str]:
        desk = house.desk(alias)
        return [one.id for one in desk.branch_desk.overview(desk.person, branch, limit).visits]

    assert listed("rona") == [second, first]
    assert listed("rona", limit=1) == [second]
    assert listed("rona", "HAI-01") == [first]
    assert listed("dan") == [other]
    assert listed("hq") == [other, second, first]
    assert listed("hq", "HAI-01") == [first]
    for alias, branch, words in (
        ("dan", "HAI-01", "HAI-01 is not one of yours"),
        ("owl", "", "the desk of branch managers"),
        ("heron", "HAI-01", "the desk of branch managers"),
    ):
        with pytest.raises(NotAllowed, match=words):
            listed(alias, branch)
    with pytest.raises(UsageError, match="did you mean HAI-01"):
        listed("rona", "HAI-1")


def test_what_is_critical_comes_first_and_what_was_missed_again_before_the_rest(house: House) -> None:
    house.published(CRITICAL)
    house.wait(days=9)
    both = CRITICAL.replace("ARR-02,yes,", "ARR-02,no,A streak")
    visit = house.published(both)
    rona = house.desk("rona")
    looked = rona.branch_desk.look(visit, rona.person)
    assert [(one.code, one.in_a_row) for one in looked.missed] == [
        ("ARR-01", 2),
        ("TLK-03", 2),
        ("ARR-02", 1),
    ]
    assert looked.missed[0].finding.is_critical
    assert Verb.APPEAL in looked.verbs
    assert Verb.DECIDE not in looked.verbs


def test_a_trend_has_visits_of_one_kind_up_to_this_one(house: House) -> None:
    tables = (MISSED, ALL_MET)
    visits = [house.published(table) for table in tables for _ in (1, 2)]
    own = house.published(ALL_MET, auditor="rona", kind=VisitKind.SELF_CHECK)
    rona = house.desk("rona")

    def trend(visit: str) -> list[str]:
        return [point.visit_id for point in rona.branch_desk.look(visit, rona.person).trend]

    assert trend(visits[-1]) == visits
    assert trend(visits[1]) == visits[:2]
    assert trend(own) == [own]


REFUSED: dict[str, tuple[tuple[str, str, str], type[QauditError], str]] = {
    "an unknown cause": (
        ("ARR-02", "trainig", "x"),
        UsageError,
        "no cause of this brand .did you mean training",
    ),
    "no cause": (("ARR-02", "", "x"), UsageError, "one of short_of_staff"),
    "an unknown standard": (("ARR-2", "training", "x"), UnknownStandard, "did you mean ARR-02"),
    "too many words": (("ARR-02", "training", "x" * 4001), UsageError, "4001 characters"),
}


def test_a_reason_has_a_cause_of_the_brand_and_may_be_given_anew(house: House) -> None:
    visit, rona = house.published(), house.desk("rona")
    before = [card.document for card in house.store.scorecards(visit)]
    for given, kind, words in REFUSED.values():
        with house.nothing_changes(), pytest.raises(kind, match=words):
            rona.branch_desk.explain(visit, *given, rona.person)
    rona.branch_desk.explain(visit, "ARR-02", "refit", "", rona.person)
    rona.branch_desk.explain(visit, "ARR-02", "supply", " No cloths ", rona.person)
    rona.branch_desk.explain(visit, "", "busy", "A fair next door", rona.person)
    whole, one = house.store.life.after(visit).explanations
    assert (whole.code, whole.cause, one.cause, one.words) == ("", "busy", "supply", "No cloths")
    assert [card.document for card in house.store.scorecards(visit)] == before, "no score is changed by it"
    assert house.acts(visit).count("explained") == 3
    house.assert_whole(visit)


def test_nobody_else_speaks_for_the_branch(house: House) -> None:
    visit = house.published()
    for alias in ("heron", "owl", "hq", "dan"):
        desk = house.desk(alias)
        with house.nothing_changes():
            with pytest.raises(NotAllowed):
                desk.branch_desk.acknowledge(visit, desk.person)
            with pytest.raises(NotAllowed):
                desk.branch_desk.explain(visit, "", "busy", "", desk.person)
    hq = house.desk("hq")
    assert hq.branch_desk.look(visit, hq.person).missed
    with pytest.raises(NotAllowed, match="is not published"):
        hq.branch_desk.look(house.approved(), hq.person)
