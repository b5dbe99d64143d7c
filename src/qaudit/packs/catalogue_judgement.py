"""What an editor of manuals would say of a pack: P8. All are warnings, but for those on acceptance itself.

They stand in the catalogue with the others; the modules of `qaudit.packs.judgement` find them.
"""

from qaudit.core.problems import Severity
from qaudit.packs.catalogue import CATALOGUE
from qaudit.packs.notices import ProblemKind


def _fault(code: str, message: str, hint: str = "") -> ProblemKind:
    return _enter(ProblemKind(code, message, hint))


def _warning(code: str, message: str, hint: str = "") -> ProblemKind:
    return _enter(ProblemKind(code, message, hint, Severity.WARNING))


def _enter(kind: ProblemKind) -> ProblemKind:
    assert kind.code not in CATALOGUE, kind.code
    CATALOGUE[kind.code] = kind
    return kind


# ── The kinds that are told of ─────────────────────────────────────────────────────────────────────

TWO_THINGS = _warning(
    "P801",
    "two things stand in one standard: '{word}' joins them",
    "make them two standards, or the parts of a checklist",
)
VAGUE = _warning(
    "P802",
    "'{word}' means something else to every auditor",
    "say what is seen, heard or counted, give a rating anchors, or say in the guidance what is meant",
)
NOT_IN_ONE_VISIT = _warning(
    "P803", "one visit cannot observe '{word}'", "promise what each customer gets, not what most get"
)
CLOCK_WITHOUT_ENDS = _warning(
    "P804",
    "nothing says when this clock starts and when it stops",
    "name two events with from and to, or say in the guidance when the clock starts and when it stops",
)
SECTION_WEIGHTS = _warning(
    "P805", "the standards of {code} weigh {total}, not {whole}", "change the weights or the whole"
)
PACK_WEIGHTS = _warning("P806", "the sections weigh {total}, not {whole}", "change the weights or the whole")
SECTION_FOR_NOTHING = _warning(
    "P807",
    "the section has weight 0, and {count} of its standards are scored",
    "give it a weight, or write scored: false where nothing is meant to count",
)
CRITICAL_LEFT_OUT = _warning(
    "P808",
    "a critical standard may be answered 'not applicable' on every visit",
    "write not_applicable: false, or a when that says on which visits it arises",
)
NEAR_DUPLICATE = _warning(
    "P809", "this is nearly what {code} says in line {line}", "drop one, or say what sets them apart"
)
TOO_LONG_A_VISIT = _warning(
    "P811",
    "the longest visit asks {standards} standards and takes about {minutes} minutes to record",
    "more than {most} minutes are hard to bear: shorten it, or split it by facts",
)
TOO_LONG_FOR_A_SCREEN = _warning(
    "P812",
    "this takes {lines} lines of {columns} columns on a small screen, which has room for {most}",
    "say it in fewer words",
)
NO_ANCHORS = _warning(
    "P813",
    "nothing says what the steps of this scale look like",
    "give its two ends anchors that say what is seen there",
)
DENIES = _warning(
    "P814",
    "the standard expects no, and its text says '{word}': what would no mean?",
    "write what happens, and expect no",
)
TAG_LACKING = _warning(
    "P815",
    "the standard has no tag '{tag}', and most of the others have one",
    "add it, or reports by {tag} leave this standard out",
)
EVENT_UNUSED = _warning(
    "P816", "no clock runs from or to the event '{name}'", "use it in a measure, or remove it"
)
FACT_UNUSED = _warning(
    "P817", "no condition looks at the fact '{name}'", "use it in a when, or do not ask it at every visit"
)
STEP_OUT_OF_REACH = _warning(
    "P818",
    "no whole number is within this step that is not within the step before",
    "widen it, or remove it",
)
ALWAYS_MET = _warning("P819", "every reading is 0 or more", "write a limit that can be missed")
SAME_CLOCK = _warning(
    "P820",
    "{code} in line {line} measures between the same two events",
    "keep one, or say by conditions which visit asks which",
)
NAMES_A_PERSON = _warning(
    "P821",
    "'{word}' is a person or a person's address",
    "name the post or the place, which outlive the person",
)
LIST_OF_ONE = _warning("P822", "this checklist has one part", "make it a yes_no, or add the other parts")
OTHER_LIMIT = _warning(
    "P823", "the text says '{said}', and the limit of its measure is {limit}", "make the two agree"
)
OTHER_NUMBERS = _warning(
    "P824", "the text in {language} says {found}, and the one in {own} says {expected}", "make them agree"
)
NOT_TRANSLATED = _warning(
    "P825",
    "the texts in {own} and in {language} are in one language",
    "translate it, or leave it out until it is",
)

# ── Acceptance ─────────────────────────────────────────────────────────────────────────────────────

NOT_A_WARNING = _fault(
    "P891", "'{code}' is no warning that can be accepted", "write the code of a warning, as P804"
)
NOTHING_ACCEPTED = _warning(
    "P892", "{code} is accepted, and there is no such warning here", "remove the acceptance"
)
