"""A pack of any size in several languages, the same each time: the load for measurements."""

from collections.abc import Iterator, Sequence

LANGUAGES = ("en", "he", "ro")
STANDARDS_IN_SECTION = 40
_SENTENCES = {
    "en": "The {thing} at the {place} is shown to the guest unasked",
    "he": "ה{thing} ליד ה{place} מוצג לאורח ללא בקשה",
    "ro": "Obiectul „{thing}” de lângă „{place}” este arătat oaspetelui fără cerere",
}
_THINGS = {
    "en": "lamp mirror kettle safe blanket pillow robe slipper umbrella ironing-board socket switch menu key map "
    "towel basket candle curtain desk drawer hanger minibar phone remote shelf stool tray vase",
    "he": "מנורה מראה קומקום כספת שמיכה כרית חלוק סנדל מטרייה קרש שקע מתג תפריט מפתח מפה מגבת סל נר וילון שולחן מגירה "
    "קולב מקרר טלפון שלט מדף שרפרף מגש אגרטל",
    "ro": "lampă oglindă fierbător seif pătură pernă halat papuc umbrelă planșă priză întrerupător meniu cheie hartă "
    "prosop coș lumânare perdea birou sertar umeraș minibar telefon telecomandă raft taburet tavă vază",
}
"""29 things; with 31 places, 899 standards that differ."""
_PLACES = {
    "en": "door window bed sofa balcony corridor lift stairs lobby bar terrace pool garden gate kiosk studio library "
    "gallery chapel harbour cellar attic kitchen pantry laundry sauna gym court garage dock roof",
    "he": "דלת חלון מיטה ספה מרפסת מסדרון מעלית מדרגות לובי בר טרסה בריכה גינה שער דוכן סטודיו ספרייה גלריה קפלה נמל "
    "מרתף עליית-גג מטבח מזווה מכבסה סאונה חדר-כושר מגרש מוסך רציף גג",
    "ro": "ușă fereastră pat canapea balcon coridor lift scară hol bar terasă piscină grădină poartă chioșc studio "
    "bibliotecă galerie capelă port pivniță mansardă bucătărie cămară spălătorie saună sală teren garaj doc acoperiș",
}
_GUIDANCE = {
    "en": "The clock starts at the door; it stops at words: a glance alone is no greeting (case {n}).",
    "he": "השעון מתחיל בדלת ונעצר במילים: מבט בלבד אינו ברכה (מקרה {n}).",
    "ro": "Ceasul pornește la ușă și se oprește la cuvinte: o privire nu este salut (cazul {n}).",
}
_MEASURES = (
    "{kind: yes_no}",
    (
        "{kind: duration, unit: s, at_most: 60,\n"
        "                  credit: [{at_most: 60, share: 1}, {at_most: 120, share: 0.5}]}"
    ),
    "{kind: count, unit: {en: rings, he: צלצולים, ro: apeluri}, at_most: 3}",
    (
        "{kind: rating, scale: [1, 5], met_from: 4,\n"
        "                  anchors: {1: {en: Turned away, he: גב מופנה, ro: Cu spatele},\n"
        "                            5: {en: Looks up, he: מבט מורם, ro: Privire ridicată}}}"
    ),
    '{kind: clock, between: ["17:00", "21:30"]}',
    (
        "{kind: checklist, parts: {badge: {text: {en: Badge, he: תג, ro: Ecuson}},\n"
        "                  uniform: {text: {en: Uniform, he: מדים, ro: Uniformă}}}}"
    ),
    (
        "{kind: choice, options: {all: {text: {en: All, he: הכול, ro: Tot}, share: 1},\n"
        "                  none_of_it: {text: {en: Nothing, he: כלום, ro: Nimic}, share: 0}}}"
    ),
    "{kind: duration, unit: min, at_most: 2.5}",
)
_CLOCKED = "{kind: duration, unit: s, from: arrival, to: greeted, at_most: 60}"
_FIRST_CLOCK = 1
_LAYERS = ("provider", "environment", "process")
_DIMENSIONS = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


def big_pack_text(standards: int = 800, languages: Sequence[str] = LANGUAGES, slug: str = "big-pack") -> str:
    """A good pack of so many standards, 40 in a section."""
    return "\n".join((*_head(slug, languages), *_sections(standards, languages), ""))


def _head(slug: str, languages: Sequence[str]) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../pack.schema.json"
    yield "format: 1"
    yield f"pack: {slug}"
    yield 'edition: "2026.1"'
    yield "effective: 2026-01-01"
    yield f"languages: [{', '.join(languages)}]"
    yield f"title: {_texts(dict.fromkeys(languages, 'Big pack'), 0)}"
    yield "brand: {name: Big, colours: {primary: '#0b3d5c', accent: '#c8963e'}}"
    yield "scoring:"
    yield "  pass_mark: 80"
    yield "  critical: {mode: cap, cap: 70}"
    yield "  bands:"
    for lower in (0, 72, 82, 90):
        yield f"    - {{from: {lower}, name: {_texts(dict.fromkeys(languages, f'From {lower}'), 0)}}}"
    yield "facts:"
    asked = {"en": "Was anybody asked?", "he": "האם נשאל מישהו?", "ro": "A fost întrebat cineva?"}
    question = {language: asked[language] for language in languages}
    yield f"  channel: {{text: {_texts(question, 0)}, options: yes_no}}"
    yield "events:"
    for event in ("arrival", "greeted"):
        yield f"  {event}: {_texts(dict.fromkeys(languages, event), 0)}"
    yield "sections:"


def _sections(standards: int, languages: Sequence[str]) -> Iterator[str]:
    for number in range(standards):
        section, place = divmod(number, STANDARDS_IN_SECTION)
        if place == 0:
            yield f"  - code: S{section:02}"
            yield f"    title: {_texts(dict.fromkeys(languages, f'Section {section}'), 0)}"
            yield f"    weight: {10 + section}"
            yield "    standards:"
        yield from _standard(number, f"S{section:02}-{place + 1:02}", languages)


def _standard(number: int, code: str, languages: Sequence[str]) -> Iterator[str]:
    yield f"      - code: {code}"
    yield f"        text: {_texts({language: _sentence(number, language) for language in languages}, number)}"
    yield "        guidance:"
    for language in languages:
        yield f'          {language}: "{_GUIDANCE[language].format(n=number)}"'
    yield f"        measure: {_CLOCKED if number == _FIRST_CLOCK else _MEASURES[number % len(_MEASURES)]}"
    yield f"        weight: {1 + number % 3}"
    layer, dimension = _LAYERS[number % 3], _DIMENSIONS[number % 5]
    yield f"        tags: {{layer: {layer}, dimension: {dimension}, stage: arrival}}"
    if number % 7 == 0:
        yield "        critical: true\n        not_applicable: false"
    if number % 5 == 0:
        yield '        when: {fact: channel, is: "yes"}'


def _sentence(number: int, language: str) -> str:
    things, places = _THINGS[language].split(), _PLACES[language].split()
    return _SENTENCES[language].format(thing=things[number % len(things)], place=places[number % len(places)])


def _texts(words: dict[str, str], number: int) -> str:
    return "{" + ", ".join(f"{language}: {text.format(n=number)}" for language, text in words.items()) + "}"
