"""Every sentence for people goes through `qaudit.speech`: what looks like one and does not is named here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "qaudit"
SPEECH = {"_", "N_", "ngettext", "pgettext", "phrase", "counted_phrase", "_fault", "_warning"}
"""The functions whose arguments are sentences of the catalogues (scripts/words.py)."""
LOOKS_LIKE_A_SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]? +(?:[^\W\d_]{2,}|\{)|\{\} [^\W\d_]{2,}")
"""Two words, or a word beside a place; `{}` stands for a place."""

NOT_FOR_PEOPLE = {
    "cli/language.py": "Typer's own messages, by which ours are found",
    "core/empty_words.py": "notes of auditors that say nothing, by language",
    "desk/demonstration/making.py": "made-up data, and reasons that journals keep",
    "desk/demonstration/aftermath.py": "reasons that journals keep",
    "desk/demonstration/words.py": "made-up words of managers and customers",
    "desk/demonstration/notes.py": "made-up notes of auditors",
    "desk/demonstration/picture.py": "names of chances",
    "desk/demonstration/plan.py": "made-up branches",
    "desk/demonstration/readings.py": "names of chances",
    "desk/year/drawing.py": "names of chances",
    "desk/year/facts.py": "names of chances",
    "desk/year/lives.py": "names of chances, and what a bug says",
    "desk/year/making.py": "names of chances",
    "desk/year/places.py": "made-up branches",
    "desk/year/plan.py": "names of chances",
    "desk/year/recent.py": "names of chances",
    "desk/year/truths.py": "names of chances",
    "desk/year/voices.py": "names of chances",
    "desk/year/words.py": "made-up words of auditors, managers and customers",
    "desk/inspections.py": "a reason that journals keep",
    "interop/table_conditions.py": "the flat table's grammar, the same in every language",
    "interop/table_grammar.py": "what tables of others hold",
    "interop/table_guesses.py": "what tables of others hold",
    "interop/table_heads.py": "the columns of tables of others",
    "interop/table_measures.py": "what tables of others hold",
    "interop/table_standards.py": "what tables of others hold",
    "interop/thresholds.py": "what texts of others say",
    "interop/safetyculture_measures.py": "what inspections of others hold, and notes that visits keep",
    "interop/xlsform_formulas.py": "XPath",
    "interop/xlsform_languages.py": "names of languages",
    "interop/xlsform_limits.py": "what forms of others say",
    "interop/xlsform_rows.py": "XLSForm",
    "interop/xlsform_sheets.py": "names of sheets",
    "interop/xlsform_sums.py": "XPath",
    "interop/xlsform_types.py": "XLSForm",
    "interop/xlsform_words.py": "what forms of others say",
    "interop/xlsform_writing.py": "XLSForm",
    "packs/schema.py": "the JSON Schema of pack files, for editors",
    "packs/shape.py": "the JSON Schema of pack files, for editors",
    "packs/shape_conditions.py": "the JSON Schema of pack files, for editors",
    "packs/shape_follow_up.py": "the JSON Schema of pack files, for editors",
    "packs/shape_measures.py": "the JSON Schema of pack files, for editors",
    "packs/shape_values.py": "pydantic's own messages, which are retold",
    "lake/descriptions.py": "a data package, the same in every language",
    "lake/manifest.py": "the same",
    "lake/unfolding.py": "SQL",
    "lake/seen_twice.py": "SQL",
    "reports/archive_metadata.py": "XMP",
    "reports/charts.py": "SVG",
    "reports/lettering.py": "Unicode's names of signs",
    "reports/pool.py": "types in quotes, and what a bug says",
    "reports/sheets.py": "CSS",
    "store/migrations/versions/0001_first_tables.py": "SQL",
}
"""Modules without sentences of ours that look as if they had some, and what it is they hold."""
NEVER_SAID = re.compile(
    r"""^(?:
        (?:qaudit:?|visit|report|review|--\w+|:\w+)(?:\ [-\w={}.\[\]|]+)*        # what is typed
        | [a-z_]+:\ \{\}                                                 # a key and its value in YAML
        | (?:apt-get|pip|brew)\ install\ .*
        | Generator\[.*                                                   # a type in quotes
        | "\{\}\{\}"|\{\}\ AS\ "\{\}"|CAST\(.*                               # SQL
        | \{%.*                                                          # a template
        | "\{\}"::\{\}\ AS\ "\{\}"                                         # SQL
        | <[a-z!].*                                                       # markup
        | .*\{[^}]*:\ [^}]*;.*                                           # a style sheet
        | (?:PRAGMA|SELECT|SET|BEGIN|INSERT|REPEATABLE|READ|CREATE|LOCK|kind\ IS|visible_from\ IS)\b.*  # SQL
        | (?:Open|DejaVu|Noto)\ Sans.*                                   # fonts
        | (?:not\ )?bold\ .*|\$[a-z].*\ on\ .*                             # Textual's styles
        | default-src\ .*                                                # what a page may load
    )$""",
    re.VERBOSE | re.DOTALL,
)
SAID_BY_OTHERS = {
    "no label",  # SafetyCulture
    "field larger than field limit ({})",  # Python's csv
    "filled from {}", "time notes",  # reasons that journals keep
    "sample {}",  # what chances are drawn from
    " that begins in line {}", "another document",  # beside what the YAML parser says, in its words
    "mapping values are not allowed", "undefined alias", "duplicate anchor",
    "No such option: -[\\d.:]",  # Typer
}  # fmt: skip
"""Single strings that are no sentence of ours, with whose they are."""
FAULTS_OF_OURS = {
    "AssertionError", "AttributeError", "Broken", "KeyError", "PermissionError", "TypeError", "ValueError",
}  # fmt: skip
"""What is raised with these never reaches a user as it is: a bug, or translated on its way."""


UNSEEN = {"compile", "debug", "info"}
"""Patterns and log lines."""


def unsaid(module: str) -> Iterator[tuple[int, str]]:
    """The strings of a module that look like sentences and are not said through speech, with their lines."""
    tree = ast.parse(module)
    skipped = set(_without_sentences(tree))
    for node in ast.walk(tree):
        words = _text(node)
        if words is not None and id(node) not in skipped and LOOKS_LIKE_A_SENTENCE.search(words):
            yield getattr(node, "lineno", 0), words


def _without_sentences(tree: ast.AST) -> Iterator[int]:
    """Docstrings, what is said, what a bug says, log lines, patterns, and the pieces of f-strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(piece) for piece in node.values)
        elif isinstance(node, ast.Call) and _name(node.func) in SPEECH | FAULTS_OF_OURS | UNSEEN:
            yield from (id(inner) for argument in node.args for inner in ast.walk(argument))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
    return None


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def test_no_sentence_goes_past_speech() -> None:
    assert len(modules()) > 100
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {words!r}"
        for path in modules()
        if path.relative_to(SOURCE).as_posix() not in NOT_FOR_PEOPLE
        for line, words in unsaid(path.read_text(encoding="utf-8"))
        if words not in SAID_BY_OTHERS and not NEVER_SAID.match(words)
    ]
    assert found == []


def test_the_list_of_exceptions_is_no_longer_than_it_has_to_be() -> None:
    for name in NOT_FOR_PEOPLE:
        assert [*unsaid((SOURCE / name).read_text(encoding="utf-8"))], f"{name} needs no exception"


@pytest.mark.parametrize(
    ("module", "seen"),
    [
        ('raise UsageError("The store is gone")', ["The store is gone"]),
        ('say(f"{count} standards")', ["{} standards"]),
        ('say(f"Visit {visit}")', ["Visit {}"]),
        ('WORDS = {"a": "two words"}', ["two words"]),
        ('say(_("The store is gone"))', []),
        ('say(_("{branch} is gone", branch=f"branch {code}"))', ["branch {}"]),
        ('def f():\n    """Says a thing."""', []),
        ('raise ValueError("never that")', []),
        ('KEYS = ("pass_mark", "UTF-8", "a")', []),
    ],
)
def test_what_looks_like_a_sentence(module: str, seen: list[str]) -> None:
    assert [words for _line, words in unsaid(module)] == seen
