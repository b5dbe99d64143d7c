"""The scorecard as the document of docs/commands.md."""

import json
from typing import Any

from qaudit.core.scorecard_document import score_fields, scorecard_document
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack, StandardMissed
from qaudit.core.text import Text
from tests.builders import (
    DIGEST,
    VISIT_ID,
    a_pack,
    a_section,
    a_standard,
    a_visit,
    critical,
    rating,
    seconds,
    seen,
    words,
)

KEYS = [
    "visit",
    "pack",
    "digest",
    "scoring_version",
    "status",
    "complete",
    "raw_percent",
    "final_percent",
    "band",
    "outcome",
    "reasons",
    "sections",
    "standards",
    "profiles",
]


def harbour(**policy: Any) -> Pack:
    return a_pack(
        a_section(
            "ARR",
            a_standard(
                "ARR-01", seconds(60, credit=[(60, 1), (120, "0.5")]), weight=3, tags={"layer": "provider"}
            ),
            a_standard("ARR-02", is_critical=True),
            a_standard("ARR-03", when=StandardMissed("ARR-01")),
            a_standard("ARR-04", words()),
            weight="20.5",
            gate=75,
        ),
        a_section("DEP", a_standard("DEP-01", rating(1, 5), tags={"layer": "process"})),
        critical=critical("cap", cap=70),
        bands={0: "Below standard", 90: "Five star"},
        **policy,
    )


def document(pack: Pack, **readings: str) -> dict[str, Any]:
    """The document as a reader of its JSON sees it."""
    visit = a_visit(pack, *(seen(code.replace("_", "-"), text) for code, text in readings.items()))
    found: dict[str, Any] = json.loads(json.dumps(scorecard_document(visit, score_visit(pack, visit))))
    return found


def test_the_document_has_the_contracts_keys_in_the_contracts_order() -> None:
    assert list(document(harbour())) == KEYS


def test_fractions_are_exact_text_and_percentages_rounded_text() -> None:
    found = document(harbour(), ARR_01="72s", ARR_02="no", ARR_03="yes", ARR_04="calm", DEP_01="4")
    assert found == {
        "visit": VISIT_ID,
        "pack": "harbour-hotels@2026.1",
        "digest": DIGEST,
        "scoring_version": 1,
        "status": "open",
        "complete": True,
        "raw_percent": "39.2",
        "final_percent": "39.2",
        "band": "Below standard",
        "outcome": "fail",
        "reasons": [{"rule": "S12", "code": "ARR-02"}, {"rule": "S13", "code": "ARR"}],
        "sections": [
            {"code": "ARR", "weight": "41/2", "earned": "3/2", "possible": "4", "percent": "37.5"},
            {"code": "DEP", "weight": "1", "earned": "3/4", "possible": "1", "percent": "75.0"},
        ],
        "standards": [
            a_row("ARR-01", "partly", "1/2", "3/2", "3", "72s"),
            a_row("ARR-02", "missed", "0", "0", "1", "no"),
            a_row("ARR-03", "not_applicable", None, "0", "0", None),
            a_row("ARR-04", "noted", None, "0", "0", "calm"),
            a_row("DEP-01", "met", "3/4", "3/4", "1", "4"),
        ],
        "profiles": {
            "layer": {
                "provider": {"earned": "3/2", "possible": "3", "percent": "50.0"},
                "process": {"earned": "3/4", "possible": "1", "percent": "75.0"},
            }
        },
    }


def a_row(
    code: str, verdict: str, share: str | None, earned: str, possible: str, reading: str | None
) -> dict[str, str | None]:
    return {
        "code": code,
        "verdict": verdict,
        "share": share,
        "earned": earned,
        "possible": possible,
        "reading": reading,
    }


def test_an_unscored_visit_has_null_percentages() -> None:
    """S07, S09"""
    found = document(harbour())
    assert found["complete"] is False
    assert [found[key] for key in ("raw_percent", "final_percent", "band", "outcome")] == [None] * 4
    assert [section["percent"] for section in found["sections"]] == [None, None]
    assert found["profiles"]["layer"]["provider"] == {"earned": "0", "possible": "0", "percent": None}
    assert found["standards"][0]["verdict"] == "unanswered"


def test_percentages_without_decimals_have_no_point() -> None:
    assert document(harbour(decimals=0), ARR_02="yes", DEP_01="4")["raw_percent"] == "99"


def test_the_band_is_named_in_the_language_asked_for() -> None:
    name = Text((("en", "All"), ("he", "הכול")))
    pack = a_pack(a_standard("ARR-01"), bands={0: name})
    visit = a_visit(pack, seen("ARR-01", "yes"))
    card = score_visit(pack, visit)
    assert score_fields(card, "he")["band"] == "הכול"
    assert score_fields(card)["band"] == "All"
