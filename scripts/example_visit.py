"""One visit of a shipped pack, from opening to the printed report, by the commands a user types.

The readings are those of docs/examples/service-centre-call.csv; the moments lie half an hour back from now.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
READINGS = ROOT / "docs" / "examples" / "service-centre-call.csv"
PACK = "telephone-service-centre"
BRANCH, BRANCH_NAME = "north-line", "North line, billing"
AUDITOR = "willow"
FACTS = {
    "reason": "bill",
    "callback": "no",
    "hold": "yes",
    "transfer": "no",
    "complaint": "no",
}
# Seconds after the call connects.
MOMENTS = {
    "call_start": 0,
    "menu_end": 52,
    "human": 148,
    "told": 171,
    "hold_on": 260,
    "hold_off": 334,
    "answered": 470,
    "call_end": 548,
    "written": 1325,
}


class Example:
    """The example in a folder: its store, and the files that are made. The call began some time before now."""

    def __init__(
        self, folder: Path, *, began_before: timedelta = timedelta(minutes=30), narrate: bool = False
    ) -> None:
        self.folder = folder
        self.environment = {**os.environ, "QAUDIT_DB": str(folder / "example.sqlite")}
        self._narrate = narrate
        self._began = datetime.now().astimezone() - began_before

    def command(self, *words: str) -> list[str]:
        """A command of this very installation."""
        return [sys.executable, "-m", "qaudit", *words]

    def run(self, *words: str) -> str:
        """Run a command and return its data. Raises `CalledProcessError` where it fails."""
        if self._narrate:
            print("$ qaudit", *(f'"{word}"' if " " in word else word for word in words), file=sys.stderr)
        done = subprocess.run(
            self.command(*words),
            env=self.environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=None if self._narrate else subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            print(done.stderr or "", end="", file=sys.stderr)
            done.check_returncode()
        return done.stdout.strip()

    def open_visit(self) -> str:
        """A new visit; branch and auditor are added where they are not known yet. Returns its id."""
        if BRANCH not in self.run("branch", "list", "--json"):
            self.run("branch", "add", BRANCH, "--name", BRANCH_NAME, "--country", "IL")
        if AUDITOR not in self.run("auditor", "list", "--json"):
            self.run("auditor", "add", AUDITOR)
        facts = [word for name, key in FACTS.items() for word in ("--fact", f"{name}={key}")]
        return self.run("visit", "open", PACK, "--branch", BRANCH, "--auditor", AUDITOR, *facts)

    def mark_moments(self, visit: str, moments: Mapping[str, int] = MOMENTS) -> None:
        """Put the moments on the timeline."""
        for event, seconds in moments.items():
            at = self._began + timedelta(seconds=seconds)
            self.run("visit", "mark", visit, event, "--at", f"{at:%Y-%m-%d %H:%M:%S}")

    def fill(self, visit: str, prefixes: Sequence[str] = ("",)) -> None:
        """Record the readings of the standards whose code begins with one of the prefixes."""
        part = self.folder / "readings.csv"
        with (
            READINGS.open(encoding="utf-8", newline="") as source,
            part.open("w", encoding="utf-8", newline="") as target,
        ):
            rows = csv.DictReader(source)
            table = csv.DictWriter(target, rows.fieldnames or ())
            table.writeheader()
            table.writerows(row for row in rows if row["code"].startswith(tuple(prefixes)))
        self.run("visit", "fill", visit, str(part))

    def whole_visit(self, report: Path) -> None:
        """Open, record, submit, print."""
        visit = self.open_visit()
        self.mark_moments(visit)
        self.fill(visit)
        self.run("visit", "submit", visit)
        self.run("report", "visit", visit, "-o", str(report))
