"""The journal: each entry sealed to the one before."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from qaudit.core.changes import Change, EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet
from qaudit.core.journal import ACT_OF, Act, JournalEntry, act_of, first_broken, last_undoable, sealed
from tests.builders import VISIT_ID, moment


def an_entry(number: int, act: Act = Act.READING, **keys: Any) -> JournalEntry:
    entry = JournalEntry(VISIT_ID, number, moment(f"14:{number:02}"), "heron", act, "A-1")
    return replace(entry, **keys)


def a_chain(*entries: JournalEntry) -> tuple[JournalEntry, ...]:
    chained: list[JournalEntry] = []
    for entry in entries:
        chained.append(sealed(entry, chained[-1].seal if chained else ""))
    return tuple(chained)


CHAIN = a_chain(
    an_entry(1, Act.OPENED, subject=""),
    an_entry(2, became="yes"),
    an_entry(3, was="yes", became="no", why="Looked again"),
    an_entry(4, Act.NOTE, became="A queue"),
    an_entry(5, Act.NOTE, was="A queue", undoes=4),
)


@pytest.mark.parametrize(
    ("change", "act"),
    [
        (ReadingSet("A-1", None), "reading"),
        (NoteSet("A-1", ""), "note"),
        (EvidenceSet("A-1", ()), "evidence"),
        (MarkSet("arrival", None), "mark"),
        (FactSet("channel", None), "fact"),
    ],
)
def test_every_change_has_its_act(change: Change, act: str) -> None:
    assert act_of(change) == act


def test_every_kind_of_change_can_be_told() -> None:
    assert set(ACT_OF) == set(Change.__args__)


def test_the_whole_chain_holds() -> None:
    assert first_broken(CHAIN, 5) is None
    assert first_broken((), 0) is None


def test_the_seal_is_the_hash_of_the_fields_and_of_the_seal_before() -> None:
    text = (
        f'["{CHAIN[1].seal}","{VISIT_ID}",3,"2026-05-14T14:03:00.000000+00:00",'
        '"heron","reading","A-1","yes","no","Looked again",null]'
    )
    assert CHAIN[2].seal == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"visit_id": "another"},
        {"number": 4},
        {"at": moment("14:03:00.000001")},
        {"who": "raven"},
        {"act": Act.NOTE},
        {"subject": "A-2"},
        {"was": None},
        {"became": "yes"},
        {"why": ""},
        {"undoes": 2},
        {"seal": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_found(change: dict[str, Any]) -> None:
    entries = (*CHAIN[:2], replace(CHAIN[2], **change), *CHAIN[3:])
    assert first_broken(entries, 5) == 3


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        pytest.param(CHAIN[1:], 1, id="first-removed"),
        pytest.param((*CHAIN[:2], *CHAIN[3:]), 3, id="one-removed"),
        pytest.param(CHAIN[:4], 5, id="cut-off-at-the-end"),
        pytest.param((), 1, id="all-removed"),
        pytest.param((CHAIN[0], CHAIN[2], CHAIN[1], *CHAIN[3:]), 2, id="order-changed"),
        pytest.param((*CHAIN, sealed(an_entry(6), CHAIN[4].seal)), 6, id="one-too-many"),
        pytest.param((*CHAIN[:4], CHAIN[3]), 5, id="repeated"),
    ],
)
def test_a_removed_moved_or_added_entry_is_found(entries: tuple[JournalEntry, ...], broken: int) -> None:
    assert first_broken(entries, 5) == broken


def test_the_seal_takes_any_words() -> None:
    """Other letters are hashed as ASCII escapes, so that even half a character cannot stop the journal."""
    text = f'["","{VISIT_ID}",1,"2026-05-14T14:01:00.000000+00:00","heron","note","A-1",null,"\\u05ea\\ud800","",null]'
    entry = an_entry(1, Act.NOTE, became="\u05ea\ud800")
    assert sealed(entry, "").seal == hashlib.sha256(text.encode()).hexdigest()


def test_fields_cannot_run_into_each_other() -> None:
    one = sealed(an_entry(1, who="heron", why='","'), "")
    other = sealed(an_entry(1, who='heron","', why=""), "")
    assert one.seal != other.seal


@pytest.mark.parametrize(
    ("entries", "number"),
    [
        pytest.param((), None, id="nothing"),
        pytest.param(CHAIN[:1], None, id="opening-cannot-be-undone"),
        pytest.param(CHAIN[:4], 4, id="the-last-change"),
        pytest.param(CHAIN, 3, id="the-one-before-what-was-taken-back"),
        pytest.param((*CHAIN, an_entry(6, undoes=3)), 2, id="and-the-one-before-that"),
        pytest.param((*CHAIN, an_entry(6, undoes=3), an_entry(7, undoes=2)), None, id="all-taken-back"),
        pytest.param((*CHAIN, an_entry(6, Act.MARK)), 6, id="a-new-change-after-undo"),
        pytest.param((*CHAIN[:3], an_entry(4, Act.LEFT)), 3, id="leaving-is-no-change"),
    ],
)
def test_undo_takes_back_the_last_change_that_still_stands(
    entries: tuple[JournalEntry, ...], number: int | None
) -> None:
    found = last_undoable(entries)
    assert (found.number if found else None) == number
