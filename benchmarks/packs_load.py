"""Loading and checking a pack of 800 standards in three languages, against the bare C-loader parse of the file.

Run: `python -m benchmarks.packs_load [rounds]`. The two are measured in turn, so that a busy machine is busy for both.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable

import yaml

from benchmarks.big_pack import big_pack_text
from qaudit.core.standards import Pack
from qaudit.packs.build import build_pack
from qaudit.packs.judgement import judge
from qaudit.packs.judgement.words import own_words_of, sentence_of
from qaudit.packs.reader import read_pack
from qaudit.packs.rules import broken_rules
from qaudit.packs.shape import PackFile
from qaudit.packs.snapshot import digest_of, read_snapshot, write_snapshot
from qaudit.packs.yaml_text import read_yaml

STANDARDS = 800
MOST = 3.0


def main(rounds: int = 9) -> None:
    text = big_pack_text(STANDARDS)
    data = text.encode()
    found = read_pack(data, "big.yaml")
    assert found.pack is not None, found.problems[:5]
    assert found.problems == (), found.problems[:5]
    value = read_yaml(data).value
    file = PackFile.model_validate(value)
    snapshot = write_snapshot(found.pack)
    jobs: dict[str, Callable[[], object]] = {
        "bare parse (yaml.CSafeLoader)": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "read and check": lambda: read_pack(data, "big.yaml"),
        "read, check and judge": _afresh(lambda: read_pack(data, "big.yaml", is_judged=True)),
        "  YAML with places": lambda: read_yaml(data),
        "  shape": lambda: PackFile.model_validate(value),
        "  rules": lambda: list(broken_rules(file)),
        "  judgement": _afresh(lambda: list(judge(file))),
        "  build": lambda: build_pack(file),
        "read, check and take the digest": lambda: digest_of(_pack_of(data)),
        "write a snapshot": lambda: write_snapshot(found.pack),  # type: ignore[arg-type]
        "read a snapshot": lambda: read_snapshot(snapshot),
    }
    times = _interleaved(jobs, rounds)
    bare = times["bare parse (yaml.CSafeLoader)"]
    print(f"{STANDARDS} standards, 3 languages, {len(data) / 1024:.0f} KB; medians of {rounds} rounds")
    for name, seconds in times.items():
        print(f"{name:32} {seconds * 1000:8.1f} ms {seconds / bare:6.2f} x")
    for job in ("read and check", "read, check and judge"):
        print(f"{job}: {times[job] / bare:.2f} x the bare parse (at most {MOST} x)")


def _afresh(job: Callable[[], object]) -> Callable[[], object]:
    """A job of judging, which remembers texts as words, without what it remembers."""

    def run() -> object:
        sentence_of.cache_clear()
        own_words_of.cache_clear()
        return job()

    return run


def _pack_of(data: bytes) -> Pack:
    pack = read_pack(data, "big.yaml").pack
    assert pack is not None
    return pack


def _interleaved(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each job, in seconds; every round does each of them once."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            begun = time.perf_counter()
            job()
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(taken) for name, taken in times.items()}


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
