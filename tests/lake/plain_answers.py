"""The questions once more, in plain Python over plain values: what the engines have to say."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from qaudit.lake.asked import OF_STANDARD, OF_VISIT, Along, Asked, By, Level
from qaudit.lake.visit_key import visit_key
from tests.lake.small_lake import Observed, Seen, percent_of

Row = dict[str, Any]


def _lets_visit_through(asked: Asked, seen: Seen) -> bool:
    of = {"month": seen.day.isoformat()[:7], "country": "AT"}
    for name, column in OF_VISIT.items():
        wanted = getattr(asked, name)
        if wanted and of.get(column, getattr(seen, column, None)) not in wanted:
            return False
    return (asked.since is None or seen.day >= asked.since) and (
        asked.until is None or seen.day <= asked.until
    )


def _lets_standard_through(asked: Asked, one: Observed) -> bool:
    return all(
        not getattr(asked, name) or getattr(one, column) in getattr(asked, name)
        for name, column in OF_STANDARD.items()
    )


def _visits(asked: Asked, visits: Iterable[Seen]) -> list[Seen]:
    return [seen for seen in visits if _lets_visit_through(asked, seen)]


def _judged(asked: Asked, visits: Iterable[Seen]) -> list[tuple[Seen, Observed]]:
    return [
        (seen, one)
        for seen in _visits(asked, visits)
        for one in seen.observed
        if one.judged and _lets_standard_through(asked, one)
    ]


def _named(seen: Seen, level: Level) -> tuple[str, str, str, str]:
    brands = level is Level.BRAND
    member = getattr(seen, level.value) or ""
    return seen.kind, "" if brands else seen.brand, "" if brands else seen.pack, member


def _scores(asked: Asked, visits: Iterable[Seen]) -> list[tuple[Seen, str, float]]:
    found = []
    for seen in _visits(asked, visits):
        if asked.by is By.TOTAL and not asked.names_standards:
            scores = {"": seen.score}
        else:
            parts: dict[str, list[Observed]] = defaultdict(list)
            for one in seen.observed:
                key = "" if asked.by is By.TOTAL else getattr(one, asked.by.value)
                if key is not None and _lets_standard_through(asked, one):
                    parts[key].append(one)
            scores = {key: percent_of(inside) for key, inside in parts.items()}
        found += [(seen, key, score) for key, score in scores.items() if score is not None]
    return found


def _summed(asked: Asked, visits: Iterable[Seen], with_month: bool) -> list[Row]:
    found: dict[tuple[str, ...], list[tuple[Seen, float]]] = defaultdict(list)
    for seen, key, score in _scores(asked, visits):
        kind, brand, pack, member = _named(seen, asked.level)
        month = (seen.day.isoformat()[:7],) if with_month else ()
        found[kind, brand, pack, key, member, *month].append((seen, score))
    names = ("kind", "brand", "pack", "key", "member", *(("month",) if with_month else ()))
    return [
        dict(zip(names, group, strict=True))
        | {
            "n": len(of_group),
            "mean": statistics.fmean(score for _, score in of_group),
            "variance": statistics.variance(score for _, score in of_group) if len(of_group) > 1 else 0.0,
            "first_edition": min(seen.edition for seen, _ in of_group),
            "last_edition": max(seen.edition for seen, _ in of_group),
        }
        for group, of_group in sorted(found.items())
    ]


def samples(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    return _summed(asked, visits, with_month=False)


def samples_by_month(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    return _summed(asked, visits, with_month=True)


def visit_scores(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found = []
    for seen, key, score in _scores(asked, visits):
        kind, brand, pack, member = _named(seen, asked.level)
        row = {"kind": kind, "brand": brand, "pack": pack, "member": member, "key": key}
        found.append(row | {"branch": seen.branch, "auditor": seen.auditor, "day": seen.day, "score": score})
    return found


def scores_by_visit(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found = []
    for seen, key, score in _scores(asked, visits):
        kind, brand, pack, member = _named(seen, asked.level)
        row: Row = {"kind": kind, "brand": brand, "pack": pack, "member": member, "key": key}
        row |= {"visit": seen.visit, "edition": seen.edition, "day": seen.day, "score": score}
        found.append(((seen.left_at, seen.visit, key), row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def outcomes(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found = _visits(asked, visits)
    named = ("kind", "brand", "pack", "branch", "visit", "edition", "auditor", "day")
    return [
        {name: getattr(seen, name) for name in named}
        | {"percent": seen.score, "outcome": None, "capped": False}
        | {
            "judged": sum(one.judged for one in seen.observed),
            "findings": sum(one.finding for one in seen.observed),
        }
        for seen in sorted(found, key=lambda one: (one.kind, one.brand, one.pack, one.left_at, one.visit))
    ]


def places(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found = {seen.branch: seen for seen in _visits(asked, visits)}
    return [
        {"branch": branch, "name": f"Branch {branch}", "region": seen.region, "brand": seen.brand}
        for branch, seen in sorted(found.items())
    ]


def names(visits: Sequence[Seen], filtered: str) -> list[Row]:
    column = (OF_VISIT | OF_STANDARD)[filtered]
    rows: Iterable[Any] = (
        visits if filtered in OF_VISIT else (one for seen in visits for one in seen.observed)
    )
    found = {getattr(row, column) for row in rows}
    return [{"name": name} for name in sorted(name for name in found if name is not None)]


def tallies(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found: dict[tuple[str, ...], list[tuple[Seen, Observed]]] = defaultdict(list)
    for seen, one in _judged(asked, visits):
        found[seen.kind, seen.brand, seen.pack, one.code].append((seen, one))
    return [
        dict(zip(("kind", "brand", "pack", "code"), group, strict=True))
        | {
            "section": rows[0][1].section,
            "judged": len(rows),
            "findings": sum(one.finding for _, one in rows),
            "share": statistics.fmean(one.part for _, one in rows if one.part is not None),
            "possible": sum(one.possible for _, one in rows if not one.bonus),
            "earned": sum(one.earned for _, one in rows if not one.bonus),
            "first_edition": min(seen.edition for seen, _ in rows),
            "last_edition": max(seen.edition for seen, _ in rows),
        }
        for group, rows in sorted(found.items())
    ]


def spreads(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    cells: dict[tuple[str, ...], dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for seen, one in _judged(asked, visits):
        kind, brand, pack, member = _named(seen, asked.level)
        cells[kind, brand, pack, one.code][member].append(not one.finding)
    return [
        dict(zip(("kind", "brand", "pack", "code"), group, strict=True))
        | {
            "members": len(members),
            "asked": float(sum(map(len, members.values()))),
            "met": float(sum(map(sum, members.values()))),
            "met_squares": sum(sum(met) ** 2 / len(met) for met in members.values()),
            "asked_squares": float(sum(len(met) ** 2 for met in members.values())),
        }
        for group, members in sorted(cells.items())
    ]


def rates_by_month(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found: dict[tuple[str, ...], list[tuple[Seen, Observed]]] = defaultdict(list)
    for seen, one in _judged(asked, visits):
        found[*_named(seen, asked.level), seen.day.isoformat()[:7]].append((seen, one))
    return [
        dict(zip(("kind", "brand", "pack", "member", "month"), group, strict=True))
        | {
            "asked": len(rows),
            "missed": sum(one.finding for _, one in rows),
            "first_edition": min(seen.edition for seen, _ in rows),
            "last_edition": max(seen.edition for seen, _ in rows),
        }
        for group, rows in sorted(found.items())
    ]


def rates_by_visit(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    found: dict[str, list[Observed]] = defaultdict(list)
    of = {seen.visit: seen for seen in visits}
    for seen, one in _judged(asked, visits):
        found[seen.visit].append(one)
    rows = []
    for visit, judged in found.items():
        seen = of[visit]
        names = _named(seen, asked.level)
        row: Row = dict(zip(("kind", "brand", "pack", "member"), names, strict=True))
        row |= {"visit": visit, "edition": seen.edition, "day": seen.day}
        row |= {"asked": len(judged), "missed": sum(one.finding for one in judged)}
        rows.append(((*names, seen.left_at, visit), row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def tallies_of_both(visits: Sequence[Seen], first: Asked, second: Asked) -> list[Row]:
    found: dict[tuple[str, ...], Row] = {}
    for side, asked in (("first", first), ("second", second)):
        for seen, one in _judged(asked, visits):
            if one.bonus or one.possible == 0:
                continue
            group = (seen.kind, seen.brand, seen.pack, one.code)
            names = [f"{what}_{end}" for what in ("n", "earned", "possible") for end in ("first", "second")]
            row = found.setdefault(
                group,
                dict(zip(("kind", "brand", "pack", "code"), group, strict=True))
                | {"section": one.section}
                | dict.fromkeys(names, 0),
            )
            row[f"n_{side}"] += 1
            row[f"earned_{side}"] += one.earned
            row[f"possible_{side}"] += one.possible
    return [found[group] for group in sorted(found)]


def editions(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    used: dict[tuple[str, str, str], list[Seen]] = defaultdict(list)
    for seen in _visits(asked, visits):
        used[seen.brand, seen.pack, seen.edition].append(seen)
    rows = []
    for (brand, pack, edition), of_edition in used.items():
        first = min(seen.day for seen in of_edition)
        for one in of_edition[0].observed:
            if _lets_standard_through(asked, one):
                row: Row = {"brand": brand, "pack": pack, "edition": edition}
                row |= {"digest": f"digest of {pack}/{edition}", "first": first, "visits": len(of_edition)}
                row |= {"section": one.section, "code": one.code}
                row |= {"measure": "duration" if one.limit else "yes_no", "weight": one.weight}
                row |= {"limit": one.limit, "critical": one.critical, "bonus": one.bonus, "scored": True}
                row |= {name: getattr(one, name) for name in ("layer", "dimension", "stage", "channel")}
                rows.append(((brand, pack, first, edition, one.code), row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def repeats(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    courses: dict[tuple[str, ...], list[tuple[Seen, bool]]] = defaultdict(list)
    for seen, one in sorted(_judged(asked, visits), key=lambda pair: (pair[0].left_at, pair[0].visit)):
        courses[seen.kind, seen.brand, seen.pack, one.code, seen.branch].append((seen, one.finding))
    found = []
    for group, course in sorted(courses.items()):
        missed = [finding for _, finding in course]
        if not any(missed):
            continue
        run = 0
        while run < len(missed) and missed[-1 - run]:
            run += 1
        row: Row = dict(zip(("kind", "brand", "pack", "code", "branch"), group, strict=True))
        row |= {"judged": len(missed), "missed": sum(missed), "again": sum(missed[:-1])}
        row |= {"repeated": sum(a and b for a, b in pairwise(missed)), "run": run}
        row |= {"since": course[-run][0].day if run else None, "last": course[-1][0].day}
        found.append(row)
    return found


def counted_times(visits: Sequence[Seen], asked: Asked, along: Along = Along.STANDARD) -> list[Row]:
    found: dict[tuple[Any, ...], list[Observed]] = defaultdict(list)
    for seen in _visits(asked, visits):
        slices = {"standard": "", "branch": seen.branch, "hour": f"{seen.hour:02}"}
        slices |= {"weekday": str(seen.day.isoweekday()), "month": seen.day.isoformat()[:7]}
        for one in seen.observed:
            if one.seconds is not None and _lets_standard_through(asked, one):
                group = (seen.kind, seen.brand, seen.pack, one.code, slices[along.value], one.seconds)
                found[group].append(one)
    return [
        dict(zip(("kind", "brand", "pack", "code", "slice", "seconds"), group, strict=True))
        | {
            "n": len(rows),
            "limited": sum(one.limit is not None for one in rows),
            "within": sum(one.limit is not None and group[-1] <= one.limit for one in rows),
            "lost": sum(max(group[-1] - one.limit, 0.0) for one in rows if one.limit is not None),
        }
        for group, rows in sorted(found.items())
    ]


SAID = ("met", "partly", "missed")


def _judged_twice(visits: Sequence[Seen], asked: Asked) -> dict[tuple[Any, ...], Counter[str]]:
    """For each occasion and standard what its auditors said: the code is the last of the key."""
    occasions: dict[tuple[Any, ...], dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for seen in _visits(replace(asked, auditors=()), visits):
        occasion = (seen.kind, seen.brand, seen.pack, seen.edition, seen.branch, seen.day)
        occasions[occasion][seen.auditor].append(seen)
    found: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for occasion, auditors in occasions.items():
        if len(auditors) < 2 or (asked.auditors and auditors.keys().isdisjoint(asked.auditors)):
            continue
        for theirs in auditors.values():
            for one in min(theirs, key=lambda seen: (seen.left_at, visit_key(seen.visit))).observed:
                if one.judged and _lets_standard_through(asked, one):
                    found[*occasion, one.code][one.verdict] += 1
    return found


def _counted(keys: Sequence[str], many: str, said: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Equal tuples counted, in order."""
    return [
        dict(zip((*keys, *SAID), values, strict=True)) | {many: number}
        for values, number in sorted(Counter(said).items())
    ]


def twice_by_occasion(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    keys = ("kind", "brand", "pack", "edition", "branch", "day")
    judged = _judged_twice(visits, asked)
    said = ((*key[:-1], *(words[one] for one in SAID)) for key, words in judged.items())
    return _counted(keys, "standards", said)


def twice_by_standard(visits: Sequence[Seen], asked: Asked) -> list[Row]:
    judged = _judged_twice(visits, asked)
    said = (
        (*key[:3], key[-1], *(words[one] for one in SAID))
        for key, words in judged.items()
        if words.total() > 1
    )
    return _counted(("kind", "brand", "pack", "code"), "occasions", said)
