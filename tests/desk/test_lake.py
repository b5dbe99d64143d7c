"""The lake over a store: what it says, and that it says the same whichever way it came about."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import event

from qaudit.core.changes import EvidenceSet, NoteSet
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.people import Person, Role
from qaudit.core.readings import write_reading
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.visits import Origin, VisitKind, VisitStatus
from qaudit.desk.lake.keeping import default_folder
from qaudit.errors import NotAllowed, StoreUnreachable, UsageError
from qaudit.lake import run
from qaudit.lake.folder import EMPTY, partition_of
from qaudit.lake.schema import BY_VISIT, TABLES
from qaudit.store.journal import append
from qaudit.store.store import open_store
from qaudit.store.visits import find_visit_row
from tests.builders import a_reading, an_evidence
from tests.desk.lake_stock import (
    BAD,
    GOOD,
    HAIFA,
    HOSTILE,
    NOON,
    PACK,
    PLAIN,
    YORK,
    LakeStock,
    document_of,
    walk_of,
)
from tests.store.life_stocked import an_action, an_appeal
from tests.store.stocked import behind


class LakeLaws:
    """A subclass gives the fixture `target`."""

    @pytest.fixture
    def stock(self, target: str, tmp_path: Path) -> Iterator[LakeStock]:
        with open_store(target, tmp_path / "evidence") as store:
            yield LakeStock(store, tmp_path / "a.lake")

    def test_however_it_came_about_it_is_as_if_made_afresh(
        self, stock: LakeStock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Small enough that parts are put together and filled up on the way.
        monkeypatch.setattr(run, "MOST_PARTS", 3)
        monkeypatch.setattr(run, "MOST_ROWS", 30)
        refresh = stock.lake.refresh
        assert refresh().is_changed
        first, second = stock.publish(GOOD), stock.publish(BAD, YORK)
        assert (refresh().added, len(stock.rows("visits"))) == (2, 2)
        for readings, branch, days in ((GOOD, HAIFA, 1), (BAD, PLAIN, 2), (BAD, HAIFA, 40), (GOOD, HAIFA, 3)):
            stock.publish(readings, branch, NOON + timedelta(days=days))
            assert refresh().added == 1
        stock.amend(first, ARR_02="no")
        stock.void(second)
        stock.submit(GOOD)
        stock.close(stock.publish(BAD))
        done = refresh()
        assert (done.added, done.amended, done.removed, done.left_out) == (1, 1, 1, ())
        stock.amend(first, ARR_02="na")
        stock.amend(first, TLK_03="1")
        both = stock.publish(GOOD)
        stock.void(both)
        assert (refresh().amended, refresh().is_changed) == (1, False)
        stock.void(stock.ids[2])
        refresh()

        found = stock.contents()
        assert {row["visit"] for row in found["visits"]} == set(stock.ids) - {second, both, stock.ids[2]}
        assert len(found["observations"]) == 9 * len(found["visits"]) > 30
        agreed = stock.lake.check()
        assert (agreed.is_whole, agreed.equal) == (True, len(found["visits"]))
        afresh = stock.elsewhere(folder=stock.folder.with_name("b.lake"))
        assert afresh.lake.rebuild().added == len(found["visits"])
        assert afresh.contents() == found
        stock.lake.rebuild()
        assert stock.contents() == found
        assert stock.lake.check().is_whole


class TestInMemory(LakeLaws):
    """SQLite in memory."""

    @pytest.fixture
    def target(self) -> str:
        return "sqlite://"


@pytest.mark.postgres
class TestOnAServer(LakeLaws):
    """PostgreSQL."""

    @pytest.fixture
    def target(self, postgres_store: str) -> str:
        return postgres_store

    def test_an_entry_that_is_numbered_and_not_there_yet_is_waited_for(
        self, stock: LakeStock, target: str, tmp_path: Path
    ) -> None:
        visit = stock.publish(GOOD)
        stock.lake.refresh()
        with open_store(target, tmp_path / "evidence", busy_seconds=0.2) as hasty:
            with stock.store._database.writing() as session:
                row = find_visit_row(session, visit, lock=True)
                row.status = VisitStatus.VOID.value
                append(session, row, [JournalEntry(visit, 0, NOON, "hq", Act.VOIDED)])
                session.flush()
                with pytest.raises(StoreUnreachable, match="locked"):
                    stock.elsewhere(store=hasty).lake.refresh()
            assert stock.elsewhere(store=hasty).lake.refresh().removed == 1


def test_rows_say_what_the_scorecard_says(stock: LakeStock) -> None:
    """Against plain Python over the core's own values."""
    ids = [stock.publish(GOOD), stock.publish(BAD, kind=VisitKind.ANNOUNCED)]
    stock.lake.refresh()
    found = stock.rows("observations")
    assert len(found) == 18
    seen = []
    for visit_id in ids:
        visit = stock.store.visit(visit_id)
        card = walk_of(visit).scorecard()
        for section in card.sections:
            for scored in section.standards:
                judged, standard = scored.judgement, scored.standard
                reading = (
                    None
                    if judged.reading is None or standard.code == "TLK-06"
                    else write_reading(judged.reading)
                )
                share = judged.share
                seen.append(
                    {
                        "visit": visit.id,
                        "section": section.section.code,
                        "code": standard.code,
                        "reading": reading,
                        "verdict": judged.verdict.value,
                        "share": None if share is None else float(share),
                        "earned": float(scored.score.earned),
                        "possible": float(scored.score.possible),
                        "weight": float(standard.weight),
                        "critical": standard.is_critical,
                        "layer": dict(standard.tags).get("layer"),
                        "dimension": dict(standard.tags).get("dimension"),
                        "judged": judged.verdict.value in ("met", "missed", "partly"),
                        "finding": judged.verdict.value in ("missed", "partly"),
                        "scored": standard.is_scored,
                    }
                )
    assert [{key: row[key] for key in seen[0]} for row in found] == seen
    assert {row["verdict"] for row in seen} >= {
        "met",
        "partly",
        "missed",
        "not_applicable",
        "not_observed",
        "noted",
    }
    times = {(row["visit"], row["code"]): (row["seconds"], row["limit"]) for row in found if row["seconds"]}
    assert times == {(ids[0], "ARR-01"): (45.0, 60.0), (ids[1], "ARR-01"): (130.0, 60.0)}

    good, bad = stock.rows("visits")
    assert {key: good[key] for key in ("branch_name", "raw", "percent", "band", "outcome", "capped", "kind")} == {
        "branch_name": "Harbour Haifa", "raw": 100.0, "percent": 100.0, "band": "Good", "outcome": "pass",
        "capped": False, "kind": "unannounced",
    }  # fmt: skip
    card = walk_of(stock.store.visit(ids[1])).scorecard()
    assert card.raw_percent is not None
    assert card.final_percent is not None
    assert (bad["raw"], bad["percent"], bad["capped"]) == (
        float(card.raw_percent),
        float(card.final_percent),
        True,
    )
    assert (bad["outcome"], bad["findings"], bad["judged"], bad["kind"]) == ("fail", 3, 6, "announced")
    assert (bad["earned"], bad["possible"]) == (float(card.total.earned), float(card.total.possible))
    assert bad["made_at"] == NOON + timedelta(hours=1)
    sections = stock.rows("sections")
    assert [(row["section"], row["percent"]) for row in sections[:2]] == [("ARR", 100.0), ("TLK", 100.0)]
    assert [row["earned"] for row in sections[2:]] == [float(one.score.earned) for one in card.sections]


def test_days_and_hours_are_those_of_the_branch(stock: LakeStock) -> None:
    late = datetime(2026, 6, 1, 1, 10, tzinfo=UTC)
    stock.publish(GOOD, YORK, late)
    stock.publish(GOOD, HAIFA, late - timedelta(hours=3))
    stock.publish(GOOD, PLAIN, late)
    stock.lake.refresh()
    found = [
        (row["branch"], row["day"], row["month"], row["hour"], row["weekday"]) for row in stock.rows("visits")
    ]
    assert found == [
        ("NYC-01", date(2026, 5, 31), "2026-05", 20, 7),
        ("HAI-01", date(2026, 6, 1), "2026-06", 0, 1),
        ("ACR-02", date(2026, 6, 1), "2026-06", 0, 1),
    ]
    assert {row["lag"] for row in stock.rows("sections")} == {3600.0}


def test_an_embargo_is_not_headquarters_and_a_submitted_visit_is_not_there(stock: LakeStock) -> None:
    stock.submit(GOOD)
    hidden = stock.publish(GOOD, embargo=timedelta(days=30))
    stock.lake.refresh()
    assert [row["visit"] for row in stock.rows("visits")] == [hidden]


def test_brands_of_every_spelling_come_back_as_they_were(stock: LakeStock) -> None:
    for branch in (*HOSTILE, PLAIN):
        stock.publish(GOOD, branch)
    stock.lake.refresh()
    folders = {part.partition("/")[0] for part in stock.manifest.parts}
    assert len(folders) == 5
    assert {row["brand"] for row in stock.rows("observations")} == {one.brand for one in HOSTILE} | {""}
    inside = {path.parent.parent.parent for path in stock.folder.rglob("part-*.parquet")}
    assert inside == {stock.folder / table for table in BY_VISIT}
    assert all(len(folder.encode()) < 200 for folder in folders)
    assert partition_of("a/b", "2026-05") == "brand=a%2Fb/month=2026-05"
    assert stock.lake.check().equal == 5


def test_no_persons_name_enters_the_lake(stock: LakeStock) -> None:
    """Words that auditors, reviewers, managers and customers write stay in the store."""
    name = "Dana Levi"
    visit = stock.submit({code: text for code, text in BAD.items() if code != "TLK-06"})
    behind(stock.store, "UPDATE visits SET status = 'open' WHERE id = :id", id=visit)
    stock.store.write(
        visit,
        [NoteSet("ARR-01", f"{name} was away"), EvidenceSet("ARR-01", (an_evidence(f"{name}.jpg"),))],
        who="heron", at=NOON, why=f"{name} said so",
    )  # fmt: skip
    behind(
        stock.store,
        "UPDATE visits SET status = 'published', published_at = submitted_at WHERE id = :id",
        id=visit,
    )
    shown = stock.publish(GOOD)
    for one in (visit, shown):
        with stock.deed(one) as deed:
            deed.correct("ARR-02", a_reading(PACK, "ARR-02", "no"), f"{name} saw it", Origin.REVIEW)
            deed.put_remark(Remark(1, "ARR-02", f"Ask {name}", "owl", stock.at, f"{name} knows", stock.at))
            deed.put_explanation(Explanation("ARR-02", "training", f"{name} is new", "rona", stock.at))
            deed.put_appeal(an_appeal(one, words=f"{name} cleaned it", why=f"{name} did"))
            deed.put_action(
                an_action(one, what=f"Train {name}", owner=name, branch="HAI-01", pack="corner-shop")
            )
            deed.keep_scorecard(document_of(stock.store.visit(one)), f"{name} was right")
    stock.lake.refresh()
    database = b"".join(file.read_bytes() for file in stock.folder.parent.glob("store.sqlite*"))
    assert database.count(name.encode()) > 15
    values = json.dumps(stock.contents(), default=str)
    assert values.count("heron") > 18
    assert name not in values
    everything = b"".join(data for data, _ in stock.files().values())
    assert b"Dana" not in everything
    assert "Levi" not in values


def test_a_second_refresh_touches_no_file(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.lake.refresh()
    before = stock.files()
    assert len(before) == 5
    stock.submit(GOOD)
    assert not stock.lake.refresh().is_changed
    after = stock.files()
    assert {name for name in before if before[name] != after[name]} == {"datapackage.json"}
    assert not stock.lake.refresh().is_changed
    assert stock.files() == after


def test_it_is_a_data_package_that_others_read_and_validate(stock: LakeStock) -> None:
    from frictionless import Package

    stock.publish(GOOD, HOSTILE[0])
    stock.lake.refresh()
    found = Package(str(stock.folder / "datapackage.json"))
    assert [resource.name for resource in found.resources] == list(TABLES)
    for resource in found.resources:
        assert [field.name for field in resource.schema.fields] == TABLES[resource.name].names
        assert all(field.description for field in resource.schema.fields)
    report = found.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert [task.stats.get("rows", 0) for task in report.tasks] == [1, 2, 9, 0]
    # Of several parts that library reads the first alone; each of them is what the package says.
    stock.publish(BAD)
    stock.lake.refresh()
    found = Package(str(stock.folder / "datapackage.json"))
    assert [rows_of(resource, found.basepath) for resource in found.resources] == [
        [1, 1],
        [2, 2],
        [9, 9],
        [0],
    ]


def rows_of(resource: Any, folder: str | None) -> list[int]:
    """How many rows each part of a table has, each valid by the table's schema."""
    from frictionless.resources import TableResource

    rows = []
    for path in (resource.path, *resource.extrapaths):
        part = TableResource(path=path, basepath=folder, format="parquet", schema=resource.schema)
        report = part.validate()
        assert report.valid, report.flatten(["type", "note"])
        rows += [task.stats.get("rows", 0) for task in report.tasks]
    return rows


def test_what_a_refresh_asks_of_the_store_follows_what_is_new(stock: LakeStock) -> None:
    first = stock.publish(GOOD)
    stock.lake.refresh()
    stock.amend(first, ARR_02="no")
    stock.publish(BAD)
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        asked.append((statement, parameters))

    engine = stock.store._database._engine
    event.listen(engine, "before_cursor_execute", note)
    done = stock.lake.refresh()
    event.remove(engine, "before_cursor_execute", note)
    assert (done.added, done.amended) == (1, 1)
    with stock.store._database.reading() as session:
        steps = [
            (step[-1], statement)
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for step in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert len(steps) > 10
    # The ends of the journal are looked up in its own order, one entry each.
    scans = [(step, statement) for step, statement in steps if step.startswith("SCAN")]
    assert all(step == "SCAN journal" and "ORDER BY journal.id" in statement for step, statement in scans), (
        scans
    )


def test_an_empty_store_and_visits_without_a_score(stock: LakeStock) -> None:
    assert stock.lake.refresh().added == 0
    look = stock.lake.look()
    assert (look.rows["visits"], look.parts, look.brands, look.behind) == (0, 0, (), 0)
    assert stock.lake.check().is_whole
    empty = pq.read_table(stock.folder / stock.manifest.paths("visits")[0])
    assert empty.schema.equals(TABLES["visits"])
    # Whatever could be put aside was; what has to be judged was not seen.
    nothing = {code: "na" for code in GOOD if code != "ARR-03"} | {"ARR-03": "unseen"}
    stock.publish(nothing)
    assert stock.lake.look().behind == 1
    stock.lake.refresh()
    [row] = stock.rows("visits")
    assert (row["percent"], row["raw"], row["band"], row["outcome"], row["judged"]) == (
        None,
        None,
        None,
        None,
        0,
    )
    assert {path.name for path in stock.folder.rglob("*.parquet")} == {"part-000002-001.parquet", EMPTY}
    assert [path.parent.name for path in stock.folder.rglob(EMPTY)] == ["doubles"]


def test_a_lake_is_headquarters_and_open_where_nobody_is_named(stock: LakeStock) -> None:
    stock.lake.refresh()
    for role in Role:
        stock.person = Person("somebody", role, ())
        works = (stock.lake.refresh, stock.lake.rebuild, stock.lake.check, stock.lake.look)
        for work in works:
            if role is Role.HEADQUARTERS:
                work()
            else:
                with pytest.raises(NotAllowed, match="for headquarters"):
                    work()


def test_where_a_lake_lies(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert default_folder(str(tmp_path / "a.sqlite"), data) == tmp_path / "a.lake"
    assert default_folder(f"sqlite:///{tmp_path}/b", data) == tmp_path / "b.lake"
    assert default_folder("postgresql://me:secret@host/visits?x=1", data) == data / "visits.lake"
    with pytest.raises(UsageError, match="in memory"):
        default_folder("sqlite://", data)
