"""The standards of a table: each row with its code, its measure, and what it weighs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from qaudit.core.measures import Measure
from qaudit.core.readings import Misfit, read_reading, write_reading
from qaudit.core.standards import Condition, Demand, Standard
from qaudit.core.text import Text
from qaudit.core.upkeep import Upkeep
from qaudit.interop.imported import Fate
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_conditions import BadCondition, read_condition
from qaudit.interop.table_grammar import number_of, read_loose_options, truth_of
from qaudit.interop.table_guesses import guess_measure
from qaudit.interop.table_head_rows import accepted
from qaudit.interop.table_heads import TAG_AHEAD, TAG_COLUMNS
from qaudit.interop.table_measures import Reading, kind_named, measure_named
from qaudit.interop.table_rows import TableRow
from qaudit.interop.table_texts import Languages
from qaudit.speech import _

_ALWAYS = frozenset(
    ("always", "yes", "required", "mandatory", "x", "true", "תמיד", "כן", "חובה", "întotdeauna", "da")
)
_NEVER = frozenset(("never", "no", "none", "false", "אף פעם", "לא", "niciodată", "nu"))
_ON_MISS = frozenset(("on_miss", "on miss", "if missed", "if no", "כשנכשל", "la neîndeplinire"))
_KNOWN_TAGS = {
    "layer": ("provider", "environment", "process"),
    "dimension": ("tangibles", "reliability", "responsiveness", "assurance", "empathy"),
    "channel": ("face_to_face", "phone", "email", "letter", "chat", "social", "fax", "self_service"),
}


@dataclass
class Standards:
    """Reads rows one after another. `origins` are the places that codes came from, `upkeep` what rows accept."""

    languages: Languages
    account: Account
    is_ours: bool
    origins: dict[str, str] = field(default_factory=dict)
    upkeep: dict[str, Upkeep] = field(default_factory=dict)

    def read(self, row: TableRow, code: str) -> Standard | None:
        """The standard of a row under a code that is settled; None where something in it was refused."""
        text = self.languages.text(row, "text", self.account)
        if text is None:
            return None
        self.origins.setdefault(code, row.where())
        reading = Reading(row, self.languages, self.account)
        found = self._measure(reading, text, code)
        if found is None:
            return None
        measure, points, may_not_apply, counts = found
        self._keep(row, code)
        return Standard(
            code=code,
            text=text,
            measure=measure,
            guidance=self.languages.text(row, "guidance", self.account),
            weight=self._weight(reading, points, code),
            is_critical=self._truth(row, "critical", code, usual=False),
            is_bonus=self._truth(row, "bonus", code, usual=False),
            counts=counts and self._truth(row, "scored", code, usual=True),
            tags=tuple(sorted(self._tags(row, code).items())),
            note=self._demand(row, "note", code, Demand.ON_MISS),
            evidence=self._demand(row, "evidence", code, Demand.NEVER),
            may_be_not_applicable=self._truth(row, "na", code, usual=may_not_apply is not False),
            when=self.condition(row, code),
            source=self.languages.text(row, "source", self.account),
            gives_away=tuple(sorted(self._gives_away(row, measure, code))),
        )

    def condition(self, row: TableRow, code: str) -> Condition | None:
        """What `when` says. In a table of others words that are no condition are kept in the account alone."""
        cell = self.account.words(row.cell("when"), row.where("when"))
        if not cell:
            return None
        found = read_condition(cell)
        if not isinstance(found, BadCondition):
            return found
        reason = _("character {position}: {reason}", position=found.position, reason=found.reason)
        if self.is_ours:
            self.account.refuse(row.where("when"), reason)
        else:
            told = _("the condition {words} was not understood: it is always asked", words=shown(cell, 120))
            self.account.tell(Fate.LEFT_OUT, told, row.where("when"), code)
        return None

    def _measure(
        self, reading: Reading, text: Text, code: str
    ) -> tuple[Measure, Fraction | None, bool | None, bool] | None:
        cell = reading.name("kind")
        kind = kind_named(cell) if cell else None
        if cell and kind is None and self.is_ours:
            reading.refuse("kind", _("{words} is no kind of measure", words=shown(cell)))
            return None
        if kind is not None and (self.is_ours or _is_whole(reading, kind)):
            measure = measure_named(kind, reading)
            may_not_apply = _na_option(reading) if kind in ("yes_no", "choice") else None
            return None if measure is None else (measure, _points(reading), may_not_apply, True)
        if cell and kind is None:
            told = _("{words} is no kind of measure", words=shown(cell))
            self.account.tell(Fate.LEFT_OUT, told, reading.row.where("kind"), code)
        guess = guess_measure(reading, str(text), code)
        return guess.measure, guess.weight, guess.may_not_apply, guess.counts

    def _weight(self, reading: Reading, points: Fraction | None, code: str) -> Fraction:
        cell = reading.name("weight")
        number = number_of(cell) if cell else None
        if cell and number is None:
            self._doubt(reading.row, "weight", code, _("{words} is no number", words=shown(cell)))
        if number is not None and points and number and number != points and not self.is_ours:
            told = _("the options earn {points} at most: the weight column counts", points=points)
            self.account.tell(Fate.CHANGED, told, reading.row.where("weight"), code)
        return number if number is not None else points or Fraction(1)

    def _truth(self, row: TableRow, column: str, code: str, *, usual: bool) -> bool:
        cell = self.account.name(row.cell(column), row.where(column))
        if not cell:
            return usual
        found = truth_of(cell)
        if found is None:
            self._doubt(row, column, code, _("{words} is neither yes nor no", words=shown(cell)))
            return usual
        return found

    def _demand(self, row: TableRow, column: str, code: str, usual: Demand) -> Demand:
        cell = self.account.name(row.cell(column), row.where(column)).casefold()
        if not cell:
            return usual
        for demand, words in ((Demand.ALWAYS, _ALWAYS), (Demand.NEVER, _NEVER), (Demand.ON_MISS, _ON_MISS)):
            if cell in words:
                return demand
        self._doubt(
            row, column, code, _("{words} is none of {known}", words=shown(cell), known=", ".join(Demand))
        )
        return usual

    def _tags(self, row: TableRow, code: str) -> dict[str, str]:
        tags: dict[str, str] = {}
        for at, head in row.heads.items():
            is_tag = head.column in TAG_COLUMNS or head.column.startswith(TAG_AHEAD)
            cell = row.at(at) if is_tag else ""
            if not cell:
                continue
            name = head.column.removeprefix(TAG_AHEAD)
            where = row.sheet.where(row.row.number, at)
            value = self.account.words(cell, where)
            known = _KNOWN_TAGS.get(name)
            if known is None or value in known or self.is_ours:
                tags[name] = value
            elif (plain := value.casefold().replace(" ", "_").replace("-", "_")) in known:
                tags[name] = plain
            else:
                told = _("{words} is none of {known}", words=shown(value), known=", ".join(known))
                self.account.tell(Fate.LEFT_OUT, told, where, code)
        return tags

    def _gives_away(self, row: TableRow, measure: Measure, code: str) -> Iterator[str]:
        """The readings of a trap, as they are kept."""
        cell = self.account.name(row.cell("gives_away"), row.where("gives_away"))
        for written in cell.split("|") if cell else ():
            reading = read_reading(measure, written)
            if isinstance(reading, Misfit):
                self._doubt(row, "gives_away", code, f"{reading.reason} ({reading.hint})")
            else:
                yield write_reading(reading)

    def _doubt(self, row: TableRow, column: str, code: str, message: str) -> None:
        """What cannot be read: refused in a table of ours, told of and left out in another's."""
        if self.is_ours:
            self.account.refuse(row.where(column), message)
        else:
            self.account.tell(Fate.LEFT_OUT, message, row.where(column), code)

    def _keep(self, row: TableRow, code: str) -> None:
        if row.cell("accept"):
            self.upkeep[code] = Upkeep(accept=accepted(row.cell("accept"), row, self.account))


def _is_whole(reading: Reading, kind: str) -> bool:
    """Whether a row of another's table has what its kind needs; else its measure is looked for elsewhere."""
    row = reading.row
    match kind:
        case "yes_no" | "note":
            return True
        case "duration" | "count":
            return bool((row.cell("min") or row.cell("max")) and (kind == "duration" or row.cell("unit")))
        case "clock":
            return bool(row.cell("min") and row.cell("max"))
        case "rating":
            return bool(row.cell("min") and row.cell("max") and row.cell("met_from"))
    entries = reading.entries()
    return len(entries) > 1 and "|" in reading.languages.own_cell(row, "options")[0]


def _points(reading: Reading) -> Fraction | None:
    """The points of the best option; None where there are none."""
    points = [entry.earns for entry in reading.entries() if entry.earns is not None and not entry.is_share]
    return max(points, default=Fraction(0)) or None


def _na_option(reading: Reading) -> bool | None:
    """Whether the options hold *not applicable*; None where there are no options."""
    cell, _where = reading.languages.own_cell(reading.row, "options")
    entries = read_loose_options(cell) if cell else ()
    return any(entry.is_not_applicable for entry in entries) if entries else None
