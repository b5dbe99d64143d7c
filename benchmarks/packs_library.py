"""Loading a pack of 800 standards again, and listing a library of 14 packs, each time in a new process.

The same is done with the shipped library and the largest pack in it.

Run: `python -m benchmarks.packs_library [rounds]`. *Cold* is a process that finds nothing kept of an earlier run,
*warm* one that does. CPU time is taken inside the process, the libraries that it needs included; the
bare parse of the same file is taken the same way.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.big_pack import big_pack_text

STANDARDS = 800
OTHERS = 13
IN_OTHERS = 100
SHIPPED = Path(__file__).parents[1] / "standards"
AGAIN, LISTED = 0.25, 1.5

TIMED = """
import sys, time
begun = time.process_time()
{job}
print(time.process_time() - begun)
"""
BARE = """
import yaml
with open({big!r}, "rb") as file:
    yaml.load(file.read(), Loader=yaml.CSafeLoader)
"""
LIBRARY = """
from pathlib import Path
from qaudit.packs.kept_reads import KeptReads
from qaudit.packs.library import Library
library = Library([Path({folder!r})], KeptReads(Path({kept!r})))
"""
LOAD = LIBRARY + "assert library.load({pack!r}).pack.standards"
LIST = LIBRARY + "assert len(library.entries()) == {packs}"


def main(rounds: int = 7) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        big = _write_packs(place / "library")
        print(f"{STANDARDS} standards in one pack, {OTHERS} packs of {IN_OTHERS}; medians of {rounds} rounds")
        _measure(place, big, 1 + OTHERS, rounds)
        shipped = sorted(SHIPPED.glob("*/*/*.yaml"), key=lambda path: path.stat().st_size)
        print(f"the shipped library: {len(shipped)} packs, the largest {shipped[-1].parent.name}")
        _measure(place, shipped[-1], len(shipped), rounds)


def _measure(place: Path, big: Path, packs: int, rounds: int) -> None:
    """Prints what loading the big pack, and listing the library around it, takes."""
    words = {"big": str(big), "folder": str(big.parents[1] if big.parents[2] != SHIPPED else SHIPPED)}
    words |= {"pack": big.parent.name}
    times: dict[str, list[float]] = {}
    for number in range(rounds):
        for which, job in (("bare parse", BARE), ("load", LOAD), ("list", LIST)):
            for state in ("",) if which == "bare parse" else ("cold", "warm"):
                kept = str(place / f"kept-{packs}-{which}-{number}")
                seconds = _timed(job.format(kept=kept, packs=packs, **words))
                times.setdefault(f"{which}{', ' if state else ''}{state}", []).append(seconds)
    _tell({name: statistics.median(taken) for name, taken in times.items()})


def _write_packs(library: Path) -> Path:
    """The big pack and the others; gives the path of the big one."""
    for number in range(OTHERS):
        path = library / f"pack-{number}" / "2026.1.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(big_pack_text(IN_OTHERS, slug=f"pack-{number}"), encoding="utf-8")
    big = library / "big-pack" / "2026.1.yaml"
    big.parent.mkdir()
    big.write_text(big_pack_text(STANDARDS), encoding="utf-8")
    return big


def _timed(job: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", TIMED.format(job=job)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _tell(times: dict[str, float]) -> None:
    bare, load = times["bare parse"], times["load, cold"]
    for name, seconds in times.items():
        print(f"{name:12} {seconds * 1000:8.1f} ms {seconds / bare:6.2f} x the bare parse")
    again = times["load, warm"] / load
    print(f"a second load: {again:.2f} of the first (at most {AGAIN})")
    for state in ("cold", "warm"):
        listed = times[f"list, {state}"] / load
        print(f"the library listed {state}: {listed:.2f} x one load of the big pack (at most {LISTED})")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
