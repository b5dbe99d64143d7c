"""What `make run` does once everything is set up: the app on a demo store.

Where there is no terminal it does the main job without one: a visit of a shipped pack is opened, its readings
are recorded, it is submitted, and the path of its printed report is the last line.
"""

import subprocess
import sys

from scripts.example_visit import ROOT, Example

DEMO = ROOT / "demo"


def main() -> int:
    DEMO.mkdir(exist_ok=True)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return open_app()
    return main_job()


def open_app() -> int:
    """The app on the demo store, which is made the first time."""
    folder = DEMO / "store"
    store = folder / "qaudit.sqlite"
    program = [sys.executable, "-m", "qaudit"]
    if not store.exists():
        subprocess.run([*program, "demo", "--dir", str(folder)], check=True)
    return subprocess.run([*program, "--db", str(store)], check=False).returncode


def main_job() -> int:
    """One visit from opening to print, in a new store; stdout gets the report's path."""
    report = DEMO / "visit.pdf"
    for old in DEMO.glob("example.sqlite*"):
        old.unlink()
    try:
        Example(DEMO, narrate=True).whole_visit(report)
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
