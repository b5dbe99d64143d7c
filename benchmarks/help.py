"""`qaudit --help` against importing Typer: what a command costs before it does anything.

    python -m benchmarks.help

All run in new processes, in turn, so that a slow or busy machine slows all. Ratios are those of the medians. The
help of a noun costs more since Typer itself loads pydantic as soon as it has an option to look at.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

ROUNDS = 25
BASELINE = [sys.executable, "-c", "import typer"]
QAUDIT = [sys.executable, "-m", "qaudit"]
MEASURED = {
    "qaudit --help": [*QAUDIT, "--help"],
    "qaudit pack --help": [*QAUDIT, "pack", "--help"],
    "qaudit visit --help": [*QAUDIT, "visit", "--help"],
}
GOAL = 1.5


def main() -> None:
    """Prints each ratio."""
    times = measure({"import typer": BASELINE, **MEASURED})
    baseline = median(times["import typer"])
    print(f"python -c 'import typer': {baseline * 1000:.0f} ms (median of {ROUNDS})")
    for name in MEASURED:
        found = median(times[name])
        goal = f" (goal: at most {GOAL} x)" if name == "qaudit --help" else ""
        print(f"{name}: {found * 1000:.0f} ms, {found / baseline:.2f} x{goal}")


def measure(commands: dict[str, Sequence[str]]) -> dict[str, list[float]]:
    """Wall time of each command in seconds, round by round."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - began)
    return times


if __name__ == "__main__":
    main()
