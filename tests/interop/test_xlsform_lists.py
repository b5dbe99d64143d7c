"""What a list of choices is: yes and no in any language, a scale, points, or words."""

from fractions import Fraction

import pytest

from qaudit.core.text import Text
from qaudit.interop.xlsform_lists import ChoiceList, ListKind, Meaning, Option, sort_list, understood


def listed(name: str, *options: str) -> ChoiceList:
    """A list of `name=label` or `name=label=points`."""
    made = []
    for row, option in enumerate(options, 2):
        key, label, *points = option.split("=")
        words = Text((("en", label or key),))
        made.append(
            Option(key, words, row, Fraction(points[0]) if points else None, Meaning.OTHER, bool(label))
        )
    return understood(ChoiceList(name, tuple(made)))


YES_AND_NO = [
    ("yes=Yes", "no=No"),
    ("1=Oui", "0=Non"),
    ("a=כן", "b=לא"),
    ("x=نعم", "y=لا"),
    ("d=Da", "n=Nu"),
    ("1=Yes (seen)", "2=NO."),
    ("yes=", "no="),
    ("1=**Yes**", "2=No", "96=N/A"),
    ("1=Sí", "0=No", "-88=", "-99="),
    ("1=Yes", "0=No", "97=Do not know", "98=Refused"),
    ("y=Yes", "n=No", "na=לא רלוונטי", "dk=nu știu"),
]
POINTS = [
    (("a=Full=3", "b=Half=1", "c=None=0"), {"a": 3, "b": 1, "c": 0}),
    (("a=Full=3", "b=Half"), {"a": 3, "b": 0}),
    (("10=All of it", "5=Half of it", "0=Nothing of it"), {"10": 10, "5": 5, "0": 0}),
    (("5=Top", "3=Mid", "1=Low"), {"5": 5, "3": 3, "1": 1}),
    (("1=Excellent", "2=Good", "3=Fair", "4=Poor"), {"1": 3, "2": 2, "3": 1, "4": 0}),
]
RATINGS = [
    (("1=1", "2=2", "3=3", "4=4", "5=5"), (1, 5)),
    (("1=Very poor", "2=Poor", "3=Average", "4=Good", "5=Very good"), (1, 5)),
    (("1=1 - never", "2=2", "3=3 - always"), (1, 3)),
    (("0=Never", "1=sometimes", "2=Always"), (0, 2)),
    (("5=foarte bine", "4=bine", "3=mediu"), (3, 5)),
    (("1=", "2=", "3=", "na=N/A"), (1, 3)),
    (("-1=Disagree", "0=Neutral", "1=Agree"), (-1, 1)),
]
WORDS = [
    ("desk=At the desk", "phone=By phone"),
    ("1=Male", "2=Female"),
    ("1=Nurse", "2=Doctor", "3=Cleaner", "96=Other"),
    ("31=Java", "32=Bali", "36=Banten"),
    ("1=Monday", "3=Wednesday", "200=Sunday"),
    ("yes=Yes", "no=No", "later=Later"),
    tuple(f"{number}=Place {number}" for number in range(0, 40, 2)),
]


@pytest.mark.parametrize("options", YES_AND_NO)
def test_yes_and_no_are_known_in_any_language(options: tuple[str, ...]) -> None:
    assert sort_list(listed("l", *options)).kind is ListKind.YES_NO


@pytest.mark.parametrize(("options", "points"), POINTS)
def test_points_come_from_their_column_or_from_names(
    options: tuple[str, ...], points: dict[str, int]
) -> None:
    found = sort_list(listed("l", *options))
    assert found.kind is ListKind.POINTS
    assert found.points == points


@pytest.mark.parametrize(("options", "ends"), RATINGS)
def test_a_scale_has_steps_in_a_row_from_worse_to_better(
    options: tuple[str, ...], ends: tuple[int, int]
) -> None:
    found = sort_list(listed("l", *options))
    assert (found.kind, found.ends) == (ListKind.RATING, ends)


@pytest.mark.parametrize("options", WORDS)
def test_codes_and_words_are_no_points(options: tuple[str, ...]) -> None:
    assert sort_list(listed("l", *options)).kind is ListKind.WORDS


@pytest.mark.parametrize(
    ("name", "options", "points"),
    [
        ("yes5_no0", ("a=Yes", "b=No"), {"a": 5, "b": 0}),
        ("yes0p25_no0", ("1=Yes", "0=No"), {"1": Fraction(1, 4), "0": 0}),
        ("l", ("5=Yes", "0=No"), {"5": 5, "0": 0}),
        ("l", ("0=Yes", "2=No"), {"0": 0, "2": 2}),
        ("l", ("1=Yes", "2=No"), {}),
        ("l", ("yes=Yes=1", "no=No=4"), {"yes": 1, "no": 4}),
    ],
)
def test_yes_and_no_may_have_points(name: str, options: tuple[str, ...], points: dict[str, Fraction]) -> None:
    assert sort_list(listed(name, *options)).points == points


def test_not_applicable_and_not_known_are_kept_apart() -> None:
    found = listed("l", "1=Yes", "2=No", "3=Not applicable", "4=Don't know", "-88=", "-99=")
    assert [option.meaning for option in found.options] == [
        Meaning.YES,
        Meaning.NO,
        Meaning.NOT_APPLICABLE,
        Meaning.NOT_KNOWN,
        Meaning.NOT_APPLICABLE,
        Meaning.NOT_KNOWN,
    ]


def test_in_a_long_list_a_name_alone_says_nothing() -> None:
    countries = [f"c{number}=Country {number}" for number in range(11)]
    found = listed("countries", *countries, "dk=Denmark", "na=Namibia", "no=Norway")
    assert {option.meaning for option in found.options} == {Meaning.OTHER}
