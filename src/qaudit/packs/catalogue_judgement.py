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
    "nothing says when the clock {lacks}",
    "name the events with from and to, or say in the guidance when it starts and when it stops",
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
    "the longest visit takes about {minutes}: {standards} standards",
    "at most {most} are borne well: shorten it, or split it by conditions on facts",
)
TOO_LONG_FOR_A_SCREEN = _warning(
    "P812",
    "the {what} takes {lines} lines on a small screen; {most} are there",
    "say it in fewer words, and the rest in the guidance",
)

# ── Acceptance ─────────────────────────────────────────────────────────────────────────────────────

NOT_A_WARNING = _fault(
    "P891", "'{code}' is no warning that can be accepted", "write the code of a warning, as P804"
)
NOTHING_ACCEPTED = _warning(
    "P892", "{code} is accepted, and there is no such warning here", "remove the acceptance"
)
