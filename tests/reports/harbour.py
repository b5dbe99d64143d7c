"""One worked visit with everything a report can show: every measure, every verdict, marks, notes and evidence.

The points can be added up by hand; `test_visit_report.py` does so beside the golden page.
"""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from qaudit.core.measures import RatingMeasure
from qaudit.core.scoring import score_visit
from qaudit.core.standards import (
    AllOf,
    Brand,
    Event,
    Fact,
    FactIs,
    FactOption,
    Not,
    Pack,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import Text
from qaudit.core.visits import Evidence, Visit
from qaudit.reports.visit_report import VisitReportInput
from tests.builders import (
    a_pack,
    a_section,
    a_standard,
    a_visit,
    checklist,
    choice,
    clock,
    count,
    critical,
    duration,
    rating,
    seconds,
    seen,
    words,
    yes_no,
)

PROVIDER = {"layer": "provider"}
PROCESS = {"layer": "process"}
PLACE = {"layer": "environment", "dimension": "tangibles"}


def harbour_pack(**policy: Any) -> Pack:
    """Five sections of a hotel's standards."""
    arrival = a_section(
        "ARR",
        a_standard(
            "ARR-01",
            seconds(60, credit=[(60, 1), (120, "1/2")], events=("arrival", "greeted")),
            text="The guest is greeted within 60 seconds of arrival",
            weight=3,
            tags={**PROVIDER, "dimension": "responsiveness"},
        ),
        a_standard(
            "ARR-02",
            text="Help with luggage is offered without being asked for",
            weight=2,
            when=FactIs("luggage", ("yes",)),
            tags={**PROVIDER, "dimension": "empathy"},
        ),
        a_standard("ARR-03", text="The entrance is clean, lit and free of obstacles", tags=PLACE),
        a_standard(
            "ARR-04",
            duration("min", at_most=5, events=("desk_reached", "key_given")),
            text="Check-in is finished within five minutes of reaching the desk",
            weight=3,
            is_critical=True,
            tags={**PROCESS, "dimension": "responsiveness"},
        ),
        a_standard(
            "ARR-05",
            checklist("name", "breakfast", "wifi", "checkout"),
            text="The welcome covers name, breakfast, wireless network and check-out time",
            weight=2,
            tags={**PROVIDER, "dimension": "reliability"},
        ),
        weight=30,
        gate=60,
        title="Arrival and check-in",
    )
    telephone = a_section(
        "TEL",
        a_standard(
            "TEL-01",
            count("rings", at_most=3),
            text="A call to reception is answered within three rings",
            weight=2,
            tags={**PROCESS, "dimension": "responsiveness"},
        ),
        a_standard(
            "TEL-02",
            seconds(30, events=("hold_on", "hold_off")),
            text="No caller is on hold for longer than 30 seconds",
            weight=2,
            tags={**PROCESS, "dimension": "responsiveness"},
        ),
        a_standard("TEL-03", text="The caller is asked before being put on hold", tags=PROVIDER),
        a_standard(
            "TEL-04",
            text="An apology follows a long hold",
            when=StandardMissed("TEL-02"),
            tags={**PROVIDER, "dimension": "empathy"},
        ),
        weight=15,
        gate=50,
        title="Telephone",
    )
    room = a_section(
        "ROOM",
        a_standard(
            "ROOM-01",
            rating(1, 5, met_from=4),
            text="The room is spotless",
            weight=4,
            evidence="on_miss",
            tags=PLACE,
        ),
        a_standard("ROOM-02", yes_no("no"), text="Traces of earlier guests are found", weight=2, tags=PLACE),
        a_standard(
            "ROOM-03",
            clock("17:00", "21:30"),
            text="Evening service comes between 17:00 and 21:30",
            tags={**PROCESS, "dimension": "reliability"},
        ),
        a_standard(
            "ROOM-04",
            choice(all="1", some="1/2", none="0"),
            text="Every lamp, switch and socket works",
            tags=PLACE,
        ),
        weight=25,
        title="Guest room",
    )
    complaint = a_section(
        "CPL",
        a_standard(
            "CPL-01",
            text="The guest is heard to the end before anything is said in reply",
            weight=2,
            tags={**PROVIDER, "dimension": "empathy"},
        ),
        a_standard(
            "CPL-02",
            duration("h", at_most="1.5"),
            text="A fault in the room is put right within an hour and a half",
            weight=2,
            tags={**PROCESS, "dimension": "reliability"},
        ),
        a_standard(
            "CPL-03",
            text="The guest is thanked for the complaint",
            when=StandardIs("CPL-01", "yes"),
            tags={**PROVIDER, "dimension": "empathy"},
        ),
        weight=20,
        title="Complaint handling",
    )
    parking = a_section(
        "CAR",
        a_standard("CAR-01", text="The car is brought to the door", tags=PROCESS),
        a_standard("CAR-02", text="The car park is lit and signed", tags=PLACE),
        weight=5,
        title="Car park",
        when=AllOf((FactIs("channel", ("desk",)), Not(FactIs("transport", ("foot", "taxi"))))),
    )
    farewell = a_section(
        "BYE",
        a_standard(
            "BYE-01",
            text="The bill is explained and correct",
            weight=2,
            tags={**PROVIDER, "dimension": "assurance"},
        ),
        a_standard("BYE-02", text="The guest is thanked by name", tags={**PROVIDER, "dimension": "empathy"}),
        a_standard("BYE-03", text="A kindness beyond the standard", is_bonus=True, tags=PROVIDER),
        a_standard("BYE-04", words(), text="What will the guest tell others?"),
        a_standard("BYE-05", text="A pen is within reach", counts=False),
        weight=10,
        title="Farewell",
    )
    policy = {
        "pass_mark": 80,
        "critical": critical("cap", cap=60),
        "bands": {0: "Below standard", 72: "Recommended", 82: "Four star", 90: "Five star"},
        **policy,
    }
    pack = a_pack(arrival, telephone, room, complaint, parking, farewell, brand=BRAND, **policy)
    return replace(_with_scale_words(pack), facts=FACTS, events=EVENTS)


BRAND = Brand(Text.plain("Harbour Hotels"), primary="#0b3d5c", accent="#c8963e")
FACTS = (
    Fact("channel", Text.plain("How was contact made?"), (FactOption("desk", Text.plain("In person")),)),
    Fact(
        "transport",
        Text.plain("How did you arrive?"),
        tuple(FactOption(key, Text.plain(text)) for key, text in (("foot", "On foot"), ("taxi", "By taxi"))),
    ),
    Fact(
        "luggage",
        Text.plain("Did you bring luggage?"),
        (FactOption("yes", Text.plain("Yes")), FactOption("no", Text.plain("No"))),
    ),
)
EVENTS = tuple(
    Event(name, Text.plain(text))
    for name, text in (
        ("arrival", "Reaches the door"),
        ("greeted", "First words from staff"),
        ("desk_reached", "Reaches the desk"),
        ("key_given", "Holds the key"),
        ("hold_on", "Put on hold"),
        ("hold_off", "Back from hold"),
    )
)


def _with_scale_words(pack: Pack) -> Pack:
    """The pack with anchors on its rating."""
    sections = tuple(
        replace(
            section,
            standards=tuple(
                replace(
                    standard,
                    measure=replace(standard.measure, anchors=((3, Text.plain("Dust and hair in sight")),)),
                )
                if isinstance(standard.measure, RatingMeasure)
                else standard
                for standard in section.standards
            ),
        )
        for section in pack.sections
    )
    return replace(pack, sections=sections)


def picture_bytes(width: int = 900, height: int = 600, colour: str = "#6d7f8c") -> bytes:
    """A photograph of a desk, more or less."""
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width * 0.1, height * 0.55, width * 0.9, height * 0.9), fill="#3d2f24")
    draw.ellipse((width * 0.42, height * 0.25, width * 0.5, height * 0.4), fill="#e8c8a8")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def kept(folder: Path, name: str, data: bytes, media_type: str = "image/jpeg") -> Evidence:
    """Evidence kept in a folder under its digest."""
    digest = hashlib.sha256(data).hexdigest()
    (folder / digest).write_bytes(data)
    return Evidence(digest, name, media_type, len(data))


def harbour_visit(pack: Pack, *evidence: Evidence, **keys: Any) -> Visit:
    """The worked visit: 14 May 2026, on foot, with luggage."""
    keys = {"submitted": "21:12", "left": "18:40", **keys}
    visit = a_visit(
        pack,
        seen("ARR-02", "yes"),
        seen("ARR-03", "yes"),
        seen("ARR-05", "name+wifi", "Nothing was said of breakfast, nor of the time to leave by."),
        seen("TEL-01", "5", "Rang from the room at 15:20; picked up on the fifth ring."),
        seen("TEL-03", "yes"),
        seen(
            "ROOM-01",
            "3",
            "Hair in the shower and dust on both lamps.\nThe maid's trolley was still on the floor at 16:00.",
            evidence=evidence,
        ),
        seen("ROOM-02", "no"),
        seen("ROOM-03", "22:10", "Came after I had gone to sleep."),
        seen("ROOM-04", "some", "The left bedside lamp is dead."),
        seen("CPL-01", "yes"),
        seen("CPL-02", "1:05:30"),
        seen("CPL-03", "na"),
        seen("BYE-01", "yes"),
        seen("BYE-02", "unseen", "A colleague checked out in my place."),
        seen("BYE-03", "yes"),
        seen("BYE-04", "That the bed was good and the welcome was slow."),
        seen("BYE-05", "yes"),
        facts={"channel": "desk", "transport": "foot", "luggage": "yes"},
        marks={
            "arrival": "14:05:10",
            "greeted": "14:06:45",
            "desk_reached": "14:07:30",
            "key_given": "14:14:02.4",
            "hold_on": "15:21:00",
            "hold_off": "15:21:21.5",
        },
        **keys,
    )
    return replace(visit, utc_offset_minutes=180, version=61)


def harbour_input(folder: Path, **keys: Any) -> VisitReportInput:
    """The worked visit's report, with two pictures and a receipt kept in `folder`."""
    pack = harbour_pack()
    evidence = (
        kept(folder, "shower.jpg", picture_bytes()),
        kept(folder, "lamp.jpg", picture_bytes(600, 800, "#8c7f6d")),
        kept(folder, "receipt.pdf", b"%PDF-1.7 a receipt", "application/pdf"),
    )
    visit = harbour_visit(pack, *evidence)
    return report_of(pack, visit, folder, **keys)


def report_of(pack: Pack, visit: Visit, folder: Path | None = None, **keys: Any) -> VisitReportInput:
    """The report of any visit; evidence is looked for in `folder`."""

    def find(evidence: Evidence) -> Path | None:
        return None if folder is None else folder / evidence.digest

    keys = {"logo": None, "journal_tail": "5e" * 32, "language": None, **keys}
    return VisitReportInput(visit=visit, pack=pack, card=score_visit(pack, visit), evidence_path=find, **keys)
