"""Every problem that a pack file can have: stable codes, the sentence, and what to do.

Codes are never reused: P1 the file and its YAML, P2 its shape, P3 names and texts, P4 measures, P5
conditions, P6 scoring, P7 the brand, the library, and building on another pack; P8, what an editor would say, is in
`qaudit.packs.catalogue_judgement`. A notice without a hint of its own has its kind's.
"""

from qaudit.core.problems import Severity
from qaudit.packs.notices import ProblemKind

CATALOGUE: dict[str, ProblemKind] = {}
RETIRED = frozenset({"P208"})
"""Codes of problems that there are no more."""


def _fault(code: str, message: str, hint: str = "") -> ProblemKind:
    return _enter(ProblemKind(code, message, hint))


def _warning(code: str, message: str, hint: str = "") -> ProblemKind:
    return _enter(ProblemKind(code, message, hint, Severity.WARNING))


def _enter(kind: ProblemKind) -> ProblemKind:
    assert kind.code not in CATALOGUE.keys() | RETIRED, kind.code
    CATALOGUE[kind.code] = kind
    return kind


# ── P1: the file and its YAML ──────────────────────────────────────────────────────────────────────

CANNOT_BE_READ = _fault("P101", "the file cannot be read: {reason}", "check its name and who may read it")
TOO_LARGE = _fault(
    "P102", "the file has {size} MB; a pack may have {most}", "pictures and sound do not belong in it"
)
NOT_UTF8 = _fault("P103", "the file is not UTF-8: byte {byte} stands here", "save it as UTF-8")
NOT_YAML = _fault("P104", "this is not YAML: {reason}", "look at the line and the one above it")
CONTROL_CHARACTER = _fault("P105", "{point} is a control character", "remove it")
EMPTY_FILE = _fault("P106", "the file is empty", "qaudit pack new NAME writes one to begin with")
SEVERAL_DOCUMENTS = _fault("P107", "a second document begins here", "write each pack in a file of its own")
NOT_A_MAPPING = _fault("P108", "a pack is a mapping, and this is {found}", "begin with format: 1")
TOO_DEEP = _fault("P109", "values are nested more than {most} deep", "no pack needs that")
TOO_MANY_VALUES = _fault(
    "P110", "the file holds more than {most} values", "aliases (*name) count each time they are used"
)
DUPLICATE_KEY = _fault(
    "P111", "'{key}' stands twice in one mapping, first in line {line}", "keep one of them"
)
KEY_NOT_TEXT = _fault("P112", "a key must be a plain word", "write key: value")
TAG = _fault("P113", "the tag {tag} is not used in packs", "write the value without it")
UNUSABLE_NUMBER = _fault("P114", "{number} is not a number that can be used", "write a plain number")
COMMA = _fault("P117", "'{key}' has no value", "put words that hold a comma in quotes")
NOTHING = _fault("P115", "nothing stands here", "write a value, or remove the key")
TOO_MANY_PROBLEMS = _fault("P116", "at least {count} more problems are not listed", "mend these first")

# ── P2: the shape ──────────────────────────────────────────────────────────────────────────────────

UNKNOWN_KEY = _fault("P201", "'{key}' is not a key of {owner}", "its keys are {known}")
MISSING_KEY = _fault("P202", "{owner} lacks '{key}'", "add it")
WRONG_KIND = _fault("P203", "'{key}' takes {expected}, and this is {found}")
UNKNOWN_WORD = _fault("P204", "'{key}' takes {expected}, and this is '{found}'")
OUT_OF_RANGE = _fault("P205", "'{key}' takes {expected}, and this is {found}")
WRONG_LENGTH = _fault("P206", "'{key}' takes {expected}, and this has {found}")
UNKNOWN_FORMAT = _fault("P207", "format {found} is not known to this program", "write format: 1")
NOT_A_DATE = _fault("P209", "'{key}' takes a date, and this is {found}", "write it as 2026-01-31")

# ── P3: names and texts ────────────────────────────────────────────────────────────────────────────

BAD_SLUG = _fault("P301", "'{name}' cannot name a pack", "use a-z, 0-9 and single hyphens between them")
BAD_EDITION = _fault(
    "P302",
    "'{name}' cannot name an edition",
    'use letters, digits, dots, hyphens and underscores, at most 40: "2026.1"',
)
BARE_EDITION = _warning(
    "P303", "the edition {name} is a bare number", 'write it in quotes: "{name}", or 2026.10 becomes 2026.1'
)
BAD_NAME = _fault(
    "P304", "'{name}' cannot be {what}", "use letters, digits, '-', '_', '.' and '/', at most 40, no spaces"
)
DUPLICATE_CODE = _fault("P305", "the code '{code}' is taken: line {line} has it", "give each its own code")
SAME_FOLDED = _fault("P306", "'{name}' and '{other}' differ only in case", "readings are read in any case")
RESERVED = _fault(
    "P307", "'{name}' is a reading of its own and cannot be a key here", "choose another word for it"
)
BAD_LANGUAGE = _fault("P308", "'{name}' is not a language", "write a code such as en, he, ro or pt-BR")
DUPLICATE_LANGUAGE = _fault("P309", "the language '{name}' is listed twice", "remove one")
UNKNOWN_LANGUAGE = _fault("P310", "the pack has no language '{name}'", "its languages are {known}")
NO_OWN_LANGUAGE = _fault("P311", "the text lacks the pack's own language, {own}", "add {own}: …")
LANGUAGE_MISSING = _warning(
    "P312", "the text lacks {missing}", "readers of that language will see it in {own}"
)
BLANK_TEXT = _fault("P313", "the text is blank", "write it or remove it")
TEXT_TOO_LONG = _fault("P314", "the text has {count} characters; {most} are allowed", "make it shorter")
HIDDEN_CHARACTERS = _warning("P315", "the text holds {point}, which cannot be seen", "remove it")
UNKNOWN_TAG_VALUE = _fault("P316", "'{value}' is no {tag}", "write one of {known}")

# ── P4: measures ───────────────────────────────────────────────────────────────────────────────────

NO_LIMIT = _fault("P401", "the {owner} has no limit", "add at_most, at_least or between")
SEVERAL_LIMITS = _fault("P402", "there are {count} limits: {limits}", "keep exactly one")
EMPTY_RANGE = _fault("P403", "between {least} and {most} there is nothing", "write the smaller number first")
LADDER_OTHER_KIND = _fault(
    "P404", "this step has {found}, and the standard's limit is {limit}", "use {limit} in every step"
)
LADDER_FIRST = _fault(
    "P405", "the first step is not the standard's own limit with share 1", "begin with {{{limit}, share: 1}}"
)
LADDER_SHARES = _fault("P406", "share {share} is not below the {before} before it", "let the shares fall")
LADDER_LIMITS = _fault(
    "P407", "{limit} is not wider than the step before it", "let each step admit more than the last"
)
UNKNOWN_EVENT = _fault("P408", "there is no event '{name}'", "add it under events")
ONE_EVENT = _fault("P409", "'{there}' has no '{missing}' beside it", "a clock needs both events, or none")
SAME_EVENT = _fault("P410", "from and to are the same event, '{name}'", "name the event that ends it")
BAD_TIME = _fault("P411", "'{time}' is not a time of day", 'write it as "21:30"')
SCALE_EMPTY = _fault("P412", "the scale from {low} to {high} has no steps", "write the lower end first")
MET_OFF_SCALE = _fault(
    "P413",
    "met_from {step} is not above {low} and up to {high}",
    "write a step that is better than the worst",
)
ANCHOR_OFF_SCALE = _fault("P414", "'{step}' is no step from {low} to {high}", "write a step of the scale")
SHARES_HALF_GIVEN = _fault("P415", "some parts have a share and '{key}' has none", "give all of them or none")
SHARES_NOT_ONE = _fault(
    "P416", "the shares of the parts sum to {total}, not 1", "leave the shares out for equal parts"
)
NO_FULL_SHARE = _warning("P417", "no option earns share 1", "nobody can meet this standard in full")
TRAP_WITHOUT_READING = _fault(
    "P418", "the trap has no gives_away", "add the reading that nobody can have who was there"
)
NO_TRAP = _fault("P419", "gives_away does nothing without a trap", "write trap: true beside it, or remove it")
GIVES_AWAY_MISFIT = _fault("P420", "{reason}, so it gives nobody away", "write a reading of the measure")
GIVES_AWAY_NOTHING = _fault(
    "P421",
    "'{reading}' gives nobody away: it may be said of every standard",
    "write a reading of the measure",
)
GIVES_AWAY_TWICE = _fault("P422", "'{reading}' is the same reading as '{other}'", "keep one of them")
ALL_GIVE_AWAY = _fault(
    "P423", "every reading gives away, so nobody can answer rightly", "leave the right one out of the list"
)
TRAP_OF_WORDS = _fault(
    "P424", "free words give nobody away", "let the trap ask for yes or no, a choice or a number"
)

# ── P5: conditions ─────────────────────────────────────────────────────────────────────────────────

NOT_A_CONDITION = _fault(
    "P501",
    "this is not a condition",
    "write {{fact: NAME, is: KEY}}, {{standard: CODE, is: KEY}}, all, any or not",
)
UNKNOWN_FACT = _fault("P502", "there is no fact '{name}'", "add it under facts")
UNKNOWN_FACT_KEY = _fault("P503", "the fact '{name}' has no option '{key}'")
UNKNOWN_STANDARD = _fault("P504", "there is no standard '{code}'")
LATER_STANDARD = _fault(
    "P505", "'{code}' is not before this in the pack", "a condition looks back: move one of the two"
)
UNKNOWN_READING = _fault("P506", "'{key}' is no reading of '{code}'", "it takes {known}")
NO_KEYS = _fault("P507", "'{code}' is a {kind}: it is not yes, no or a key", "ask for verdict: missed")
NEVER_MISSED = _fault("P508", "'{code}' is not scored, so it is never missed", "ask for its reading with is")

# ── P6: scoring ────────────────────────────────────────────────────────────────────────────────────

CRITICAL_BONUS = _fault("P601", "a bonus standard is never critical (S12)", "remove one of the two")
CRITICAL_UNSCORED = _fault(
    "P602", "a critical standard must be scored (S12)", "remove critical, or let it score"
)
BONUS_UNSCORED = _warning("P603", "bonus does nothing where nothing is scored", "remove bonus")
NO_LOWEST_BAND = _fault("P604", "no band begins at 0", "let the lowest band begin at 0")
SAME_BAND = _fault("P605", "two bands begin at {lower}, the first in line {line}", "keep one")
BAND_OUT_OF_REACH = _fault(
    "P606", "a band from {lower} is out of reach", "scores end at 100 unless bonus: over"
)
CAP_MISSING = _fault("P607", "mode cap needs a cap", "add cap: 70, the highest score that is left")
CAP_UNUSED = _warning("P608", "cap does nothing in mode {mode}", "write mode: cap, or remove it")
ZERO_WEIGHT = _warning("P609", "weight 0: it is asked and shown, and counts for nothing (S17)")
NOTHING_COUNTS = _warning("P610", "nothing in this section can earn points", "it will stay without a score")
NO_SECTION_COUNTS = _warning("P611", "every section has weight 0", "no visit will have a score (S09)")
TRAP_SCORED = _warning("P612", "the trap carries points, for what is not there", "write scored: false")

# ── P7: the brand and the library ──────────────────────────────────────────────────────────────────

BAD_COLOUR = _fault("P701", "'{colour}' is not a colour", 'write it as "#0b3d5c", in quotes')
BAD_LOGO = _fault(
    "P702", "'{name}' cannot be a logo", "name an .svg, .png or .jpg file that lies beside the pack"
)
LOGO_MISSING = _warning("P703", "the logo {name} is not beside the pack", "reports are printed without it")
LOGO_UNUSABLE = _warning("P704", "the logo {name} cannot be used: {reason}", "reports are printed without it")
PALE_COLOUR = _warning(
    "P708", "{colour} is too pale on white: its contrast is {contrast}", "reports use {darker} there"
)
TWO_FILES = _fault("P705", "{other} has other contents for {ref}", "give one of them a new edition")

FROZEN_EDITION = _fault(
    "P706",
    "a visit used this edition with other contents: kept {kept}, found {found}",
    "put back what was changed, or give the changed file a new edition",
)
FROZEN_EDITION_ON_BASES = _fault(
    "P707",
    "a visit used this edition, which builds on {bases}, with other contents: kept {kept}, found {found}",
    "put back what was changed, here or below, or give each changed file a new edition",
)

# ── P7, from P721: building on another pack ────────────────────────────────────────────────────────

BAD_BASE = _fault(
    "P721", "'{name}' does not name a pack and its edition", "write them with an @ between: city-hotel@2026.1"
)
NO_BASE = _fault(
    "P722", "there is no pack {ref} to build on", "it is looked for in the library and beside this file"
)
OWN_BASE = _fault("P723", "a pack cannot build on itself", "name the edition that it builds on")
CIRCLE = _fault(
    "P724", "the packs build on one another in a circle: {circle}", "one of them must stand alone"
)
TOO_MANY_BASES = _fault(
    "P725", "more than {most} packs stand under this one", "build on one nearer the ground"
)
FAULTY_BASE = _fault(
    "P726", "the base {ref} cannot be used: {problem}", "qaudit pack check {file} tells everything about it"
)
UNCLEAR_BASE = _fault("P727", "two files say that they are {ref}: {one} and {other}", "keep one of them")
NOTHING_UNDER = _fault(
    "P728", "'{key}' does nothing in a pack that builds on none", "remove it, or add extends"
)
DROP_UNKNOWN = _fault(
    "P729", "the base has no section, standard, fact or event '{code}' to drop", "remove it from the list"
)
STILL_NAMED = _fault(
    "P730",
    "'{code}' is dropped, and '{owner}' still asks for it ({place})",
    "drop that one too, or let it ask for something else",
)
EMPTIED = _fault("P731", "no standard of section '{code}' is left", "drop the section itself")
NO_STANDARD_TO_CHANGE = _fault(
    "P732",
    "the base has no standard '{code}' to change, and a new one needs {lacks}",
    "mend the code, or write what a new standard needs",
)
NO_SECTION_TO_CHANGE = _fault(
    "P733",
    "the base has no section '{code}' to change, and a new one needs {lacks}",
    "mend the code, or write what a new section needs",
)
STANDARD_IS_DROPPED = _fault(
    "P734",
    "the standard '{code}' is dropped in line {line}, and a new one needs {lacks}",
    "do not drop it, or write what a new standard needs",
)
SECTION_IS_DROPPED = _fault(
    "P735",
    "the section '{code}' is dropped in line {line}, and a new one needs {lacks}",
    "do not drop it, or write what a new section needs",
)
OTHER_SECTION = _fault(
    "P736",
    "the standard '{code}' stands in section '{section}' of the base",
    "change it there; to move it, drop it and write it whole here",
)
NO_STANDARD_BEHIND = _fault(
    "P737", "this section has no standard '{code}' to stand before", "name one of the same section"
)
NO_SECTION_BEHIND = _fault("P738", "there is no section '{code}' to stand before", "name one of the pack")
LADDER_OF_BASE = _fault(
    "P739", "the base's credit does not go with this limit ({place})", "write credit here too, for this limit"
)
BASE_LACKS_OWN = _fault(
    "P740",
    "texts of {ref} that lack the pack's own language, {own}: {count}, the first at {place}",
    "write them here by code, or let another language be the first",
)
BASE_LACKS = _warning(
    "P741",
    "texts of {ref} that lack {missing}: {count}, the first at {place}",
    "write them here by code; readers of that language will see them in {own}",
)
