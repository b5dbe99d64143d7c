"""Whatever a pack's texts hold, the editor reads them to the end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.packs.reader import read_pack
from tests.packs.judgement.editor import pack, standard

PIECES = st.sampled_from(
    ["and", "ו", "וגם", "și", "%", "80", "1,000", "2,5", "½", "٣", "minutes", "דקות", "minute", "of", "Mr", "גב'", "@",
     "+44", "0", "not", "לא", "nu", "\"", "„", "”", "'", "-", ";", ",", "friendly", "ידידותי", "bună", "between", "בין"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=8).map(" ".join),
    st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip())),
)
MEASURES = st.sampled_from(
    ["{kind: yes_no}", "{kind: yes_no, expect: no}", "{kind: duration, unit: min, at_most: 2}",
     "{kind: count, unit: u, between: [1, 3]}", "{kind: rating, scale: [1, 3], met_from: 2, anchors: {1: good}}"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, MEASURES), min_size=1, max_size=4))
def test_no_words_break_the_editor(found: list[tuple[str, str, str, str]]) -> None:
    standards = [
        standard({"en": own, "he": second, "ro": third}, measure, f"A{number}", guidance={"en": third})
        for number, (own, second, third, measure) in enumerate(found)
    ]
    for languages in ("en, he, ro", "he, ro, en"):
        read = read_pack(
            pack(*standards, languages=languages).encode("utf-8", "replace"), "x", is_judged=True
        )
        assert all(problem.message for problem in read.problems)
