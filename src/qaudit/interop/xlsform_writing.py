"""A pack as an XLSForm: three sheets that every tool of that family takes, with our own values as attributes.

What a form cannot say is listed. Names of rows are the codes where XML takes them as names.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qaudit.core.follow_up import FollowUp
from qaudit.core.measures import RatingMeasure
from qaudit.core.percent import decimal_text
from qaudit.core.standards import Pack, Section, Standard
from qaudit.core.text import Text
from qaudit.interop.imported import Fate, ImportNote
from qaudit.interop.naming import Names
from qaudit.interop.workbook_writing import SheetOut, write_workbook
from qaudit.interop.xlsform_formulas import Row, is_typed, relevant
from qaudit.interop.xlsform_rows import Cells, Lists, StandardRows, is_plain_tag, language_head, said, texts
from qaudit.interop.xlsform_settings import BANDS_LIST, BRAND, EVENTS_LIST, PACK_LIST, TITLE, VOICE
from qaudit.interop.xlsform_sums import FINAL, sums_of
from qaudit.speech import N_, _

NAMESPACES = 'qa="urn:qaudit:ns"'
_FIRST = ("type", "list_name", "name")
_LAST = ("points",)
_ABOUT, _SCORE = N_("About the visit"), N_("Score: {score} %")


@dataclass(frozen=True)
class FormOut:
    """The sheets of a form, and what of the pack is not in them."""

    survey: tuple[Cells, ...]
    choices: tuple[Cells, ...]
    settings: Cells
    notes: tuple[ImportNote, ...]


def write_xlsform(pack: Pack) -> tuple[bytes, tuple[ImportNote, ...]]:
    """The workbook of a pack as a form, and what could not be carried over."""
    form = form_of(pack)
    file = io.BytesIO()
    sheets = [
        _sheet("survey", form.survey),
        _sheet("choices", form.choices),
        _sheet("settings", [form.settings]),
    ]
    write_workbook(file, sheets)
    return file.getvalue(), form.notes


def form_of(pack: Pack) -> FormOut:
    """The rows of the form."""
    writer = _Writer(pack)
    survey = tuple(writer.survey())
    _keep_texts(pack, writer.lists)
    return FormOut(survey, tuple(writer.lists.rows()), _settings(pack), tuple(_notes(pack)))


class _Writer:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lists = Lists(pack.languages)
        names = Names()
        self.rows = {each.code: _row(each, names) for each in pack.standards}
        self.facts = {fact.name: names.give(_xml_name(fact.name)) for fact in pack.facts}
        self.sections = {section.code: names.give(_xml_name(section.code)) for section in pack.sections}
        self.made = StandardRows(pack.languages, self.lists, self._asked)

    def survey(self) -> Iterator[Cells]:
        yield from self._facts()
        for section in self.pack.sections:
            yield from self._section(section)
        grouped = [
            (each, [self.rows[standard.code] for standard in each.standards]) for each in self.pack.sections
        ]
        for name, formula in sums_of(self.pack, grouped):
            yield {"type": "calculate", "name": name, "calculation": formula}
        if self.pack.scoring.shows_score_to_shopper:
            words = said(_SCORE, self.pack.languages)
            shown = Text(
                tuple((code, text.replace("{score}", f"${{{FINAL}}}")) for code, text in words.entries)
            )
            yield {"type": "note", "name": "qa_shown", **texts("label", shown, self.pack.languages)}

    def _facts(self) -> Iterator[Cells]:
        if not self.pack.facts:
            return
        languages = self.pack.languages
        yield {
            "type": "begin_group",
            "name": "qa_facts",
            **texts("label", said(_ABOUT, languages), languages),
        }
        for fact in self.pack.facts:
            listed = self.lists.name(
                f"of_{self.facts[fact.name]}", [(each.key, each.text, "") for each in fact.options]
            )
            yield {
                "type": f"select_one {listed}",
                "name": self.facts[fact.name],
                **texts("label", fact.text, languages),
                "required": "yes",
                "bind::qa:fact": fact.name,
            }
        yield {"type": "end_group"}

    def _section(self, section: Section) -> Iterator[Cells]:
        name = self.sections[section.code]
        asked = relevant(section.when, self.facts, self.rows) if section.when else ""
        yield {
            "type": "begin_group",
            "name": name,
            **texts("label", section.title, self.pack.languages),
            **({"relevant": asked} if asked else {}),
            **({"bind::qa:code": section.code} if name != section.code else {}),
            "bind::qa:weight": decimal_text(section.weight),
            **({"bind::qa:gate": decimal_text(section.gate)} if section.gate is not None else {}),
        }
        for standard in section.standards:
            yield from self.made.rows(self.rows[standard.code])
        yield {"type": "end_group"}

    def _asked(self, standard: Standard) -> str:
        return relevant(standard.when, self.facts, self.rows) if standard.when else ""


def _keep_texts(pack: Pack, lists: Lists) -> None:
    """Lists that no row asks: what the pack says of itself, its bands and its events, in all its languages."""
    brand = pack.brand
    own = [(TITLE, pack.title), (BRAND, brand.name), (VOICE, brand.voice)]
    lists.name(PACK_LIST, [(name, text, "") for name, text in own if text is not None])
    if pack.scoring.bands:
        bands = [(decimal_text(band.lower), band.name, "") for band in pack.scoring.bands]
        lists.name(BANDS_LIST, bands)
    if pack.events:
        lists.name(EVENTS_LIST, [(event.name, event.text, "") for event in pack.events])


def _row(standard: Standard, names: Names) -> Row:
    name = names.give(_xml_name(standard.code))
    return Row(standard, name, names.give(f"{name}_without") if is_typed(standard) else "")


def _xml_name(code: str) -> str:
    """A code as a name that XML takes: no digit or hyphen first, no slash."""
    plain = re.sub(r"[^\w.-]", "_", code)
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"_{plain}"


def _settings(pack: Pack) -> Cells:
    policy, critical = pack.scoring, pack.scoring.critical
    ours = {
        "roll_up": policy.roll_up.value,
        "not_observed": policy.not_observed.value,
        "bonus": policy.bonus.value,
        "decimals": str(policy.decimals),
        "pass_mark": "" if policy.pass_mark is None else decimal_text(policy.pass_mark),
        "show_score": "yes" if policy.shows_score_to_shopper else "no",
        "critical_mode": critical.mode.value,
        "critical_cap": "" if critical.cap is None else decimal_text(critical.cap),
        "critical_count": str(critical.count),
        "effective": pack.effective.isoformat() if pack.effective else "",
        "primary": pack.brand.primary or "",
        "accent": pack.brand.accent or "",
    }
    return {
        "form_title": str(pack.title),
        "form_id": pack.ref.pack,
        "version": pack.ref.edition,
        "default_language": language_head(pack.languages[0]),
        "namespaces": NAMESPACES,
        **{f"attribute::qa:{key}": value for key, value in ours.items() if value},
    }


def _sheet(name: str, rows: Sequence[Cells]) -> SheetOut:
    """A sheet with the columns that its rows have: names first, then words, then formulas and attributes."""
    heads = dict.fromkeys(head for row in rows for head in row)
    order = [
        *[head for head in _FIRST if head in heads],
        *[head for head in heads if head.startswith(("label::", "hint::"))],
        *[
            head
            for head in heads
            if not head.startswith(("label::", "hint::")) and head not in (*_FIRST, *_LAST)
        ],
        *[head for head in _LAST if head in heads],
    ]
    widths = [48 if head.startswith(("label::", "hint::")) else 20 for head in order]
    return SheetOut(name, order, ([row.get(head, "") for head in order] for row in rows), widths)


def _notes(pack: Pack) -> Iterator[ImportNote]:
    """What of the pack is not in the form."""
    yield from _notes_on_head(pack)
    for section in pack.sections:
        for standard in section.standards:
            for told in _notes_on_standard(standard, pack.languages):
                yield ImportNote(Fate.LEFT_OUT, told, code=standard.code)


def _notes_on_head(pack: Pack) -> Iterator[ImportNote]:
    policy = pack.scoring
    if pack.brand.logo:
        yield ImportNote(Fate.LEFT_OUT, _("the logo, {name}", name=pack.brand.logo))
    if policy.bands:
        yield ImportNote(
            Fate.CHANGED, _("the bands are in a list that nothing asks; the form does not name them")
        )
    if pack.events:
        told = _("the moments are in a list that nothing asks; lengths of time between them are typed")
        yield ImportNote(Fate.CHANGED, told)
    if pack.follow_up != FollowUp():
        told = _("what happens after a visit: days, hours, and the lists of reasons, causes and owners")
        yield ImportNote(Fate.LEFT_OUT, told)
    if policy.pass_mark is not None or any(section.gate is not None for section in pack.sections):
        told = _("the pass mark and the gates are in its attributes; the form does not say who passed")
        yield ImportNote(Fate.CHANGED, told)


def _notes_on_standard(standard: Standard, languages: Sequence[str]) -> Iterator[str]:
    if standard.source is not None and len(standard.source.languages) > 1:
        yield _("its source in other languages")
    for tag, value in standard.tags:
        if not is_plain_tag(tag, value):
            yield _("its tag {tag}", tag=tag)
    measure = standard.measure
    if isinstance(measure, RatingMeasure) and is_typed(standard) and measure.anchors:
        yield _("what the steps of its scale mean")
    if standard.is_trap:
        yield _("that it is a trap, and what gives it away: it would stand in the form for everybody to see")
    lacking = [code for code in languages if code not in standard.text.languages]
    if lacking:
        yield _(
            "it has no words in {languages}: those in {own} stand there",
            languages=", ".join(lacking),
            own=languages[0],
        )
