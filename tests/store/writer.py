"""A process that opens a store, waits for a word, and writes notes, saying each one's number when it is kept.

    python writer.py TARGET EVIDENCE VISIT_ID WHO COUNT

Every note is written to two standards: one of the writer's own and one that all writers share.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from qaudit.core.changes import NoteSet
from qaudit.store.store import open_store

PATIENCE = 60.0
AT = datetime(2026, 5, 14, 14, 5, tzinfo=UTC)


def main(target: str, evidence: str, visit_id: str, who: str, count: int) -> None:
    say("ready")
    sys.stdin.readline()
    with open_store(target, Path(evidence), busy_seconds=PATIENCE) as store:
        say("opened")
        for number in range(count):
            changes = [NoteSet(f"OWN-{who}", f"{who} {number}"), NoteSet("SHARED", f"{who} {number}")]
            done = store.write(visit_id, changes, who=who, at=AT)
            say(*(entry.number for entry in done.entries))


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _, target, evidence, visit_id, who, count = sys.argv
    main(target, evidence, visit_id, who, int(count))
