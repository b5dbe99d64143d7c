"""The types of survey rows, in all the ways that forms write them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from qaudit.speech import N_


class Role(StrEnum):
    """What a row of a type becomes."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NUMBER = "number"
    RANGE = "range"
    CLOCK = "clock"
    WORDS = "words"
    MEDIA = "media"
    GUIDANCE = "guidance"
    SCORE_ROW = "score_row"
    BEGIN = "begin"
    END = "end"
    REPEAT = "repeat"
    SCORE = "score"
    CLOSED = "closed"
    """A group of a kind that we cannot take apart: it is left out with all that is in it."""
    DROPPED = "dropped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RowType:
    """A type: its name as we write it, what it becomes, its list, and whether "other" may be added to that."""

    name: str
    role: Role
    list_name: str = ""
    has_other: bool = False


WHY_DROPPED = {
    "calculate": N_("it calculates and asks nothing"),
    "hidden": N_("it is hidden and asks nothing"),
    "acknowledge": N_("it only asks to go on"),
    "rank": N_("an order of preference cannot be judged"),
    "": N_("the row has no type"),
}
META = N_("it is about the phone or the moment; a visit keeps its own")
OUTSIDE = N_("its choices are not in this file")

_ROLES = {
    Role.NUMBER: "integer int decimal",
    Role.RANGE: "range",
    Role.CLOCK: "time",
    Role.WORDS: "text string date datetime dateTime geopoint gps location geotrace geoshape barcode email_address url",
    Role.MEDIA: "image photo audio video file background-audio signature draw annotate",
    Role.GUIDANCE: "note",
    Role.SCORE_ROW: "score__row",
    Role.BEGIN: "begin_group",
    Role.REPEAT: "begin_repeat begin_loop",
    Role.SCORE: "begin_score",
    Role.CLOSED: "begin_rank begin_kobomatrix begin_matrix begin_literacy_test",
    Role.END: "end_group end_repeat end_loop end_score end_rank end_kobomatrix end_matrix end_literacy_test",
    Role.DROPPED: (
        "calculate hidden acknowledge trigger rank rank__level start end today deviceid device_id subscriberid "
        "simserial sim_id phonenumber phone_number username email audit imei uri:deviceid start-geopoint start_time "
        "end_time xml-external csv-external osm background-geopoint text_audit speed_violations "
        "caseid comments calculate_here audio_audit sensor_statistic sensor_stream user_location"
    ),
}  # fmt: skip
_BY_NAME = {name.casefold(): role for role, names in _ROLES.items() for name in names.split()}
_SAME = {
    "int": "integer",
    "string": "text",
    "photo": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "trigger": "acknowledge",
}
_SELECT = re.compile(
    r"(?:add\s+)?select[\s_]*(?P<many>multiple|all(?:\s+that\s+apply)?|one|1)"
    r"(?P<outside>_from_file|_external)?(?:\s+prompt)?(?:\s+(?:from|using))?\s+(?P<list>\S+)(?P<other>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEGIN_END = re.compile(r"(begin|end)[\s_]+(\S+)", re.IGNORECASE)


def row_type(words: str) -> RowType:
    """The type that a cell says."""
    written = re.sub(r"\s+", " ", words.strip())
    if found := _SELECT.fullmatch(written):
        is_many = found.group("many").casefold().startswith(("multiple", "all"))
        name = "select_multiple" if is_many else "select_one"
        role = Role.SELECT_MULTIPLE if is_many else Role.SELECT_ONE
        outside = (found.group("outside") or "").casefold()
        has_other = bool(re.search(r"\bor[_ ]?(?:specify[_ ])?other\b", found.group("other"), re.IGNORECASE))
        if outside:
            return RowType(name + outside, Role.WORDS)
        return RowType(name, role, found.group("list"), has_other)
    if found := _BEGIN_END.fullmatch(written):
        name = f"{found.group(1)}_{found.group(2)}".casefold()
        return RowType(name, _BY_NAME.get(name, Role.UNKNOWN))
    head, _, rest = written.partition(" ")
    name = (
        written.casefold().replace(" ", "_")
        if _BY_NAME.get(written.casefold().replace(" ", "_"))
        else head.casefold()
    )
    role = _BY_NAME.get(name, Role.DROPPED if not written else Role.UNKNOWN)
    return RowType(_SAME.get(name, name), role, rest if role is Role.DROPPED else "")


def why_dropped(kind: RowType) -> str:
    """Why rows of this type are not in a pack, marked for translation."""
    return WHY_DROPPED.get(kind.name, META)
