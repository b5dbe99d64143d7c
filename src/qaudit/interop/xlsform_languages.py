"""The languages of a form's columns, `label::English (en)`, as the codes that packs use."""

import re

OTHER_CODES = tuple(f"qa{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
"""ISO 639 keeps these for local use: for a language that a form names and nobody can place."""

_CODE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_IN_PARENTHESES = re.compile(r"\(\s*([A-Za-z][A-Za-z0-9_-]*)\s*\)\s*$")

_NAMES = """
af afrikaans; am amharic አማርኛ; ar arabic العربية عربي عربى; az azerbaijani; be belarusian; bg
bulgarian български; bm bambara; bn bengali bangla বাংলা; bs bosnian; ca catalan català; cs czech
čeština cesky; cy welsh; da danish dansk; de german deutsch; el greek ελληνικά; en english anglais
inglés ingles englisch אנגלית engleză engleza; eo esperanto; es spanish español espanol castellano;
et estonian; eu basque; fa persian farsi dari فارسی; ff fula fulfulde; fi finnish suomi; fil
filipino; fr french français francais; ga irish; gu gujarati; ha hausa; he hebrew עברית ebraică; hi
hindi हिन्दी हिंदी; hr croatian hrvatski; ht haitian kreyol; hu hungarian magyar; hy armenian; id
indonesian bahasa; ig igbo; is icelandic; it italian italiano; ja japanese 日本語; ka georgian; kk
kazakh; km khmer; kn kannada; ko korean 한국어; kri krio; ku kurdish; ky kyrgyz; ln lingala; lo lao; lt
lithuanian; lv latvian; mg malagasy; mk macedonian; ml malayalam; mn mongolian; mr marathi; ms
malay; mt maltese; my burmese myanmar; ne nepali नेपाली; nl dutch nederlands flemish; no norwegian
norsk; ny chichewa nyanja; om oromo; or odia oriya; pa punjabi; pcm pidgin; pl polish polski; ps
pashto; pt portuguese português portugues; ro romanian română romana moldovan; ru russian русский;
rw kinyarwanda; si sinhala sinhalese; sk slovak slovenčina; sl slovenian slovene; sn shona; so
somali; sq albanian; sr serbian srpski; st sesotho sotho; sv swedish svenska; sw swahili kiswahili;
ta tamil; te telugu; tg tajik; th thai ไทย; ti tigrinya; tl tagalog; tn tswana; tr turkish türkçe
turkce; uk ukrainian українська; ur urdu اردو; uz uzbek; vi vietnamese; wo wolof; xh xhosa; yi
yiddish ייִדיש; yo yoruba; zh chinese mandarin 中文 汉语; zu zulu
"""
"""For each code the names that forms give it, in English and in its own words."""

CODE_OF = {
    name: code
    for entry in _NAMES.replace("\n", " ").split(";")
    for code, *names in [entry.split()]
    for name in names
}


ENGLISH_NAMES = {
    code: name.capitalize()
    for entry in _NAMES.replace("\n", " ").split(";")
    for code, name, *_more in [entry.split()]
}


def language_code(words: str) -> str | None:
    """The code of a language as a form names it: `English (en)`, `english`, `pt_BR`; None where it is unknown.

    What stands in parentheses at the end goes first, where it is no country; then the name; then words that look
    like a code.
    """
    wanted = words.strip()
    name = _IN_PARENTHESES.sub("", wanted).strip().casefold()
    named = CODE_OF.get(name) or CODE_OF.get(re.split(r"[\s,(/-]+", name)[0])
    if (found := _IN_PARENTHESES.search(wanted)) and _CODE.fullmatch(found.group(1)):
        is_country = named is not None and found.group(1).isupper()
        return named if is_country else _written(found.group(1))
    return named or (_written(wanted) if _CODE.fullmatch(wanted) else None)


def script_language(words: str) -> str:
    """A guess by the letters, where a form names no language: `he`, `ar`, else `en`."""
    counts = {
        "he": sum("\u05d0" <= letter <= "\u05ea" for letter in words),
        "ar": sum("\u0620" <= letter <= "\u06ff" for letter in words),
        "en": sum("a" <= letter.casefold() <= "z" for letter in words),
    }
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else "en"


def _written(code: str) -> str:
    """A code as BCP 47 writes it: the language small, the rest as it came."""
    head, *rest = code.replace("_", "-").split("-")
    return "-".join([head.lower(), *rest])
