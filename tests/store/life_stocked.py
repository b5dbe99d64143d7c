"""Visits that were published, and what was said and done after them, made through the store alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from qaudit.core.appeals import Appeal, written_appeal
from qaudit.core.changes import write_moment
from qaudit.core.corrective_actions import CorrectiveAction, written_action
from qaudit.core.journal import Act
from qaudit.core.people import Person, Role
from qaudit.core.readings import NOT_APPLICABLE, Reading, YesNo
from qaudit.core.remarks import Explanation, Remark, written_explanation, written_remark
from qaudit.core.visits import Branch, Origin, VisitKind, VisitStatus
from qaudit.desk.checking import check_actions
from qaudit.store.deeds import Deed
from qaudit.store.kept import KeptVerdict
from qaudit.store.store import Store
from tests.builders import HARBOUR_BRANCH, moment
from tests.store.stocked import SCORECARD, another, stock, stock_visit

AT = moment("14:05")
MET, MISSED = "met", "missed"
QUAY = Branch("QUAY", "Quay", region="East", brand="Quays")
SELF = VisitKind.SELF_CHECK
HQ = Person("hq", Role.HEADQUARTERS)


def published(
    store: Store,
    number: int,
    verdicts: Mapping[str, str],
    *,
    left: datetime = AT,
    kind: VisitKind = VisitKind.UNANNOUNCED,
    branch: Branch = HARBOUR_BRANCH,
    visible: datetime | None = None,
    checks: bool = False,
) -> str:
    """A published visit with these verdicts; one that is not met is a finding."""
    visit = stock(store, another(stock_visit(), number, kind=kind, branch=branch))
    store.submit(visit.id, left_at=left, at=left, who="heron", scorecard=lambda visit: SCORECARD)
    with store.life.deed(visit.id, who="hq", at=left) as deed:
        deed.move(VisitStatus.PUBLISHED)
        deed.publish(visible or left)
        deed.tell(Act.PUBLISHED, became=write_moment(visible or left))
        deed.keep_verdicts(KeptVerdict(code, one, one != MET) for code, one in verdicts.items())
        if checks:
            check_actions(deed, HQ)
    return visit.id


def an_appeal(visit_id: str, code: str = "ARR-02", **changes: object) -> Appeal:
    appeal = Appeal(
        f"{visit_id[:-4]}a{visit_id[-3:]}{code[-2:]}", visit_id, code, "other", "Clean", MISSED, "rona", AT
    )
    return replace(appeal, **changes)  # type: ignore[arg-type]


def an_action(visit_id: str, *codes: str, **changes: object) -> CorrectiveAction:
    action = CorrectiveAction(
        f"{visit_id[:-4]}c{visit_id[-3:]}", visit_id, "HAI-01", "harbour-hotels", codes or ("ARR-02",), "Clean",
        "trainer", date(2026, 5, 20), "rona", AT,
    )  # fmt: skip
    return replace(action, **changes)  # type: ignore[arg-type]


def corrected(deed: Deed, code: str, reading: Reading) -> None:
    deed.correct(code, reading, "The photo", Origin.REVIEW)


def put_appeal(store: Store, appeal: Appeal) -> None:
    with store.life.deed(appeal.visit_id, who=appeal.who, at=AT) as deed:
        deed.put_appeal(appeal)
        deed.tell(Act.APPEALED if appeal.is_open else Act.DECIDED, appeal.code, became=written_appeal(appeal))


def put_action(store: Store, action: CorrectiveAction) -> None:
    with store.life.deed(action.visit_id, who=action.who, at=AT) as deed:
        deed.put_action(action)
        deed.tell(Act.ACTION, action.id, became=written_action(action))


def lived(store: Store) -> str:
    """A visit with one of everything."""
    for person in (Person("rona", Role.MANAGER, ("HAI-01",)), HQ):
        if HARBOUR_BRANCH not in store.branches():
            store.add_branch(HARBOUR_BRANCH)
        store.life.add_person(person)
    visit = published(store, 1, {"ARR-01": MET, "ARR-02": MISSED})
    with store.life.deed(visit, who="owl", at=AT) as deed:
        corrected(deed, "ARR-02", YesNo(False))
        remark = Remark(1, "ARR-02", "Why?", "owl", AT)
        deed.put_remark(remark)
        deed.tell(Act.REMARKED, "ARR-02", became=written_remark(remark))
        reason = Explanation("ARR-02", "training", "New", "rona", AT)
        deed.put_explanation(reason)
        deed.tell(Act.EXPLAINED, "ARR-02", became=written_explanation(reason))
        deed.acknowledge()
        deed.tell(Act.ACKNOWLEDGED, became=write_moment(AT))
    put_appeal(store, an_appeal(visit, reading=NOT_APPLICABLE))
    put_action(store, an_action(visit))
    return visit
