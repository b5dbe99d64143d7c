"""An XLSForm as a pack (`docs/interop.md`): the settings, the lists, the survey, and an account of all the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.measures import CountMeasure, NoteMeasure, RatingMeasure, options_of
from qaudit.core.standards import Pack, Section
from qaudit.core.text import Text
from qaudit.interop.imported import Fate, Imported, ImportNote, ImportRefused, Wishes
from qaudit.interop.naming import clean_words
from qaudit.interop.sheets import SheetFile
from qaudit.interop.xlsform_ledger import Ledger
from qaudit.interop.xlsform_limits import exact_number
from qaudit.interop.xlsform_lists import ChoiceList, Meaning, Option, understood
from qaudit.interop.xlsform_settings import (
    form_brand,
    form_effective,
    form_events,
    form_ref,
    form_scoring,
    form_title,
)
from qaudit.interop.xlsform_sheets import Form, FormRow, FormSheet, read_form_sheets
from qaudit.interop.xlsform_survey import Survey
from qaudit.interop.xlsform_texts import Languages, languages_of
from qaudit.speech import N_, _

_SAMPLE = 200
"""Labels that a guess of the language looks at."""
_USED = frozenset(
    {"type", "name", "label", "hint", "guidance_hint", "relevant", "required", "disabled", "parameters"}
)
_WHY_UNUSED = {
    "constraint": N_("it says what may be typed, and is no limit"),
    "constraint_message": N_("it goes with constraint"),
    "appearance": N_("it says how a phone draws the row"),
    "calculation": N_("nothing is calculated in a pack but the score"),
    "default": N_("a standard has no reading before it is seen"),
    "choice_filter": N_("all choices of the list are offered"),
    "readonly": N_("a standard can always be answered"),
    "repeat_count": N_("its standards are asked once"),
    "required_message": N_("it goes with required"),
    "image": N_("pictures beside a question are not carried over"),
    "audio": N_("sounds beside a question are not carried over"),
    "video": N_("films beside a question are not carried over"),
}
_UNREAD = N_("this column is not known here")
_SETTINGS = frozenset({"form_title", "form_id", "version", "default_language", "namespaces"})


@dataclass(frozen=True)
class ReadForm:
    """What was made of a form, with the books that say what became of each row of its survey."""

    imported: Imported
    ledger: Ledger


def read_xlsform(file: SheetFile, wishes: Wishes) -> Imported:
    """The pack of a form. Raises `ImportRefused` where the file is no form, or nothing in it can be asked."""
    return read_form(file, wishes).imported


def read_form(file: SheetFile, wishes: Wishes) -> ReadForm:
    """The same with the books."""
    form = read_form_sheets(file)
    settings = form.settings.rows[0] if form.settings is not None and form.settings.rows else None
    languages = _languages(form, settings, wishes)
    notes = [*file.notes, *_notes_on_form(form, languages)]
    lists = _lists(form.choices, languages, notes)
    title = Text(((languages.own, form_title(settings, wishes)),))
    survey = Survey(form.survey, languages, lists, title)
    sections = survey.walk()
    if not sections:
        fault = _("nothing in the sheet {name} can be asked of a visit", name=form.survey.sheet.name)
        raise ImportRefused(
            form.source, [fault], _("look at its types: {types}", types=_types(survey.ledger))
        )
    _tell_columns(survey.ledger)
    own_title, brand = form_brand(settings, lists, title)
    pack = Pack(
        ref=form_ref(settings, wishes),
        title=own_title,
        languages=_languages_used(languages, sections),
        sections=sections,
        brand=brand,
        scoring=form_scoring(settings, lists),
        facts=tuple(survey.facts),
        events=form_events(settings, lists),
        effective=form_effective(settings),
    )
    told = (*notes, *_notes_on_settings(form.settings, settings), *survey.ledger.notes, *_notes_on_pack(pack))
    ledger = survey.ledger
    return ReadForm(Imported(pack, told, survey.origins, len(ledger.rows), ledger.left_out), ledger)


def _languages(form: Form, settings: FormRow | None, wishes: Wishes) -> Languages:
    sheets = [sheet for sheet in (form.survey, form.choices) if sheet is not None]
    written = [language for sheet in sheets for language in sheet.languages]
    written = sorted(dict.fromkeys(written), key=lambda language: language not in form.survey.languages)
    sample = " ".join(
        words for row in form.survey.rows[:_SAMPLE] for words in row.texts.get("label", {}).values()
    )
    default = settings.get("default_language") if settings else ""
    is_bare = "" in form.survey.languages
    return languages_of(written, clean_words(default), sample, wishes.language, is_bare=is_bare)


def _languages_used(languages: Languages, sections: Iterable[Section]) -> tuple[str, ...]:
    """Those that a section or a standard has words in: forms often have columns for languages still to come."""
    used = {language for text in _texts(sections) for language in text.languages}
    return tuple(language for language in languages.order if language in used or language == languages.own)


def _texts(sections: Iterable[Section]) -> Iterator[Text]:
    for section in sections:
        yield section.title
        for standard in section.standards:
            yield from filter(None, (standard.text, standard.guidance))
            yield from (option.text for option in options_of(standard.measure))
            match standard.measure:
                case CountMeasure(unit=unit):
                    yield unit
                case RatingMeasure(anchors=anchors):
                    yield from (text for _step, text in anchors)


def _lists(
    choices: FormSheet | None, languages: Languages, notes: list[ImportNote]
) -> Mapping[str, ChoiceList]:
    found: dict[str, dict[str, Option]] = {}
    names: dict[str, str] = {}
    for row in choices.rows if choices else ():
        assert choices is not None
        where = choices.where(row.number, "name")
        listed, name = row.get("list_name"), clean_words(row.get("name"))
        if not listed or not name:
            why = _("the choice has no list") if not listed else _("the choice has no name")
            notes.append(ImportNote(Fate.LEFT_OUT, why, where))
            continue
        options = found.setdefault(listed.casefold(), {})
        names.setdefault(listed.casefold(), listed)
        if name in options:
            notes.append(
                ImportNote(Fate.LEFT_OUT, _("{list} has {name} already", list=listed, name=name), where)
            )
            continue
        words = row.texts.get("label", {})
        text = languages.text(words, instead=name)
        assert text is not None
        has_words = languages.text(words) is not None
        options[name] = Option(name, text, row.number, _points(row), Meaning.OTHER, has_words)
    return {
        key: understood(ChoiceList(names[key], tuple(options.values()))) for key, options in found.items()
    }


def _points(row: FormRow) -> Fraction | None:
    return exact_number(row.get("points")) if row.get("points") else exact_number(row.get("qa:points"))


def _types(ledger: Ledger) -> str:
    return ", ".join(name or "?" for name, _count in ledger.left_out)


def _tell_columns(ledger: Ledger) -> None:
    """Each column that is not carried over, once, with the rows that have something in it."""
    sheet = ledger.survey
    for column in sheet.columns:
        key = column.key
        if key in _USED or key.startswith("qa:") or key == "kobo--score-choices":
            continue
        rows = [
            row.number for row in sheet.rows if row.get(key) or row.texts.get(key, {}).get(column.language)
        ]
        if rows:
            ledger.tell_of_column(column, rows, _(_WHY_UNUSED.get(key, _UNREAD)))


def _notes_on_form(form: Form, languages: Languages) -> Iterator[ImportNote]:
    if form.choices is None:
        yield ImportNote(Fate.READ_AS, _("there is no sheet choices"))
    if form.settings is None:
        yield ImportNote(
            Fate.READ_AS, _("there is no sheet settings: the title and the name come from the file's name")
        )
    for name in form.others:
        yield ImportNote(Fate.LEFT_OUT, _("the sheet is none of survey, choices and settings"), name)
    for sheet in (form.survey, form.choices, form.settings):
        for row in sheet.before if sheet else ():
            assert sheet is not None
            yield ImportNote(
                Fate.LEFT_OUT, _("the row stands above the head of the sheet"), sheet.sheet.where(row)
            )
    for written in languages.unknown:
        code = languages.codes[written.casefold()]
        told = _("the language '{name}' is not known: its code is {code} here", name=written, code=code)
        yield ImportNote(Fate.GUESSED, told, form.survey.sheet.name)
    if languages.is_guessed:
        yield ImportNote(Fate.GUESSED, _("the form names no language: {code}", code=languages.own))


def _notes_on_settings(sheet: FormSheet | None, settings: FormRow | None) -> Iterator[ImportNote]:
    if sheet is None or settings is None:
        yield ImportNote(Fate.GUESSED, _("the form has no version: the edition is the day of the import"))
        return
    for key in settings.cells:
        if key not in _SETTINGS and not key.startswith("qa:"):
            yield ImportNote(
                Fate.LEFT_OUT, _("{key} is not carried over", key=key), sheet.where(settings.number, key)
            )
    for row in sheet.rows[1:]:
        yield ImportNote(Fate.LEFT_OUT, _("settings have one row"), sheet.sheet.where(row.number))
    if not settings.get("version"):
        yield ImportNote(Fate.GUESSED, _("the form has no version: the edition is the day of the import"))


def _notes_on_pack(pack: Pack) -> Iterator[ImportNote]:
    if all(isinstance(standard.measure, NoteMeasure) or not standard.counts for standard in pack.standards):
        yield ImportNote(Fate.GUESSED, _("no standard can earn points: no visit will have a score"))
