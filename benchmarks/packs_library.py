"""Loading a pack of 800 standards again, and listing a library of 14 packs, each time in a new process.

The same is done with the shipped library and the largest pack in it.

Run: `python -m benchmarks.packs_library [rounds]`. *Cold* is a process that finds nothing kept of an earlier run,
*warm* one that does. CPU time is taken inside the process twice: of the work, with all libraries in memory
already; and with loading the libraries that it needs. The bare parse of the same file is taken the same way.
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
{imports}
begun = time.process_time()
{job}
print(time.process_time() - begun)
"""
IMPORTS = "import yaml, pathlib, qaudit.packs.kept_reads, qaudit.packs.library, qaudit.packs.reader"
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
    words |= {"pack": big.parent.name, "packs": str(packs)}
    times: dict[tuple[str, bool], list[float]] = {}
    for number in range(rounds):
        for has_libraries in (True, False):
            for which, job in (("bare parse", BARE), ("load", LOAD), ("list", LIST)):
                for state in ("",) if which == "bare parse" else (", cold", ", warm"):
                    kept = str(place / f"kept-{packs}-{which}-{number}-{has_libraries}")
                    seconds = _timed(job.format(kept=kept, **words), has_libraries)
                    times.setdefault((which + state, has_libraries), []).append(seconds)
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


def _timed(job: str, has_libraries: bool) -> float:
    text = TIMED.format(job=job, imports=IMPORTS if has_libraries else "")
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _tell(times: dict[tuple[str, bool], float]) -> None:
    names = dict.fromkeys(name for name, _ in times)
    print(f"{'':12} {'the work':>12} {'x bare':>7} {'with libraries':>16} {'x bare':>7}")
    for name in names:
        cells = [(times[name, has], times[name, has] / times["bare parse", has]) for has in (True, False)]
        (work, ratio), (whole, whole_ratio) = cells
        print(f"{name:12} {work * 1000:9.1f} ms {ratio:7.2f} {whole * 1000:13.1f} ms {whole_ratio:7.2f}")
    for has, what in ((True, "the work"), (False, "with libraries")):
        load = times["load, cold", has]
        again, cold, warm = (times[name, has] / load for name in ("load, warm", "list, cold", "list, warm"))
        print(f"{what}: a second load is {again:.2f} of the first (at most {AGAIN}); ", end="")
        print(f"the library listed: cold {cold:.2f} x, warm {warm:.2f} x one load (at most {LISTED})")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
