"""Small inspection documents for these tests, as the vendor's API gives them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from qaudit.core.judging import judge_visit
from qaudit.core.scoring import Scorecard, score_judged
from qaudit.interop.imported import Wishes
from qaudit.interop.safetyculture_reading import ReadInspection, read_inspection

Item = dict[str, Any]

WISHES = Wishes(day=date(2026, 11, 21), stem="inspection")
YES_NO = "7bb1cb10-7020-11e2-bcfd-0800200c9a66"
SAFE = "7bb1cb11-7020-11e2-bcfd-0800200c9a66"
YES = {"id": "8bcfbf00-e11b-11e1-9b23-0800200c9a66", "label": "Yes", "score": 1, "enable_score": True}
NO = {"id": "8bcfbf01-e11b-11e1-9b23-0800200c9a66", "label": "No", "score": 0, "enable_score": True}
NA = {"id": "8bcfbf02-e11b-11e1-9b23-0800200c9a66", "label": "N/A", "score": 0, "enable_score": False}


def item(key: str, kind: str, label: str = "", parent: str = "", **more: Any) -> Item:
    """An item. `score` is a pair of what it earned and its whole; `chosen` are responses."""
    score, chosen = more.pop("score", None), more.pop("chosen", None)
    found: Item = {"item_id": key, "type": kind, "label": label, **more}
    if parent:
        found["parent_id"] = parent
    if score is not None:
        found["scoring"] = {"score": score[0], "max_score": score[1]}
    if chosen is not None:
        found.setdefault("responses", {})["selected"] = chosen
    return found


def question(key: str, *chosen: Mapping[str, Any], parent: str = "s", score: Any = None, **more: Any) -> Item:
    """A question of the vendor's own yes, no and N/A."""
    options = {"weighting": 1, "response_set": YES_NO, **more.pop("options", {})}
    return item(
        key,
        "question",
        f"Was {key} there?",
        parent,
        score=score,
        chosen=list(chosen),
        options=options,
        **more,
    )


def document(*items: Item, sets: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A document with one section `s` around the items, and the totals that they add up to."""
    scored = [each["scoring"] for each in items if "max_score" in each.get("scoring", {})]
    score, total = sum(each["score"] for each in scored), sum(each["max_score"] for each in scored)
    data = {
        "score": score,
        "total_score": total,
        "score_percentage": round(100 * score / total, 3) if total else 0,
        "date_started": "2026-05-14T09:00:00.000Z",
        "date_completed": "2026-05-14T10:30:00.000Z",
        "authorship": {"author": "Dana"},
        "name": "Haifa, May",
    } | more.pop("audit_data", {})
    return {
        "audit_id": "audit_1",
        "template_id": "template_0A1B",
        "modified_at": "2026-05-14T11:00:00.000Z",
        "audit_data": data,
        "template_data": {"metadata": {"name": "Shop walk"}, "response_sets": dict(sets or {})},
        "header_items": [],
        "items": [item("s", "section", "Entrance"), *items],
        **more,
    }


def read(found: Mapping[str, Any]) -> ReadInspection:
    return read_inspection(json.dumps(found).encode(), "inspection.json", WISHES)


def card(inspection: ReadInspection) -> Scorecard:
    """The scorecard of what was seen."""
    pack = inspection.imported.pack
    readings = {seen.code: seen for seen in inspection.observations}
    return score_judged(pack, judge_visit(pack, {}, readings, {}))
