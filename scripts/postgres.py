"""Run a command with a throwaway PostgreSQL server, and leave nothing behind.

    python scripts/postgres.py -- make test

The server lives in a temporary folder, listens on a socket in it and nowhere else, and does not wait for the
disk. QAUDIT_TEST_POSTGRES holds its URL while the command runs. PostgreSQL refuses to run as root: then the
server gets the account `postgres`, or `nobody`. Exit status: the command's own, or 69 without a server.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NO_SERVER = 69
WITHOUT_DURABILITY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(arguments: Sequence[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    programs = server_programs()
    if programs is None:
        print("No PostgreSQL server here. On Debian: apt-get install postgresql", file=sys.stderr)
        return NO_SERVER
    # A killed run must still stop the server: SystemExit unwinds through the `finally` below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with running_server(programs) as url:
        return subprocess.run(
            command, env={**os.environ, "QAUDIT_TEST_POSTGRES": url}, check=False
        ).returncode


def server_programs() -> Path | None:
    """The folder with initdb and pg_ctl: Debian keeps it off the path, one per version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda folder: float(folder.parent.name), default=None)


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """A server with one empty database; yields its SQLAlchemy URL."""
    # Not the usual temporary folder: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="qaudit-pg-", dir="/tmp"))
    as_owner = give_to_unprivileged(folder)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_owner, str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )

    try:
        run("initdb", "-D", f"{data}", "-U", "qaudit", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c max_connections=60 {WITHOUT_DURABILITY}"
        run("pg_ctl", "-D", f"{data}", "-l", f"{folder}/log", "-o", options, "-w", "start")
        try:
            run("createdb", "-h", f"{folder}", "-U", "qaudit", "qaudit")
            yield f"postgresql+psycopg://qaudit@/qaudit?host={quote(str(folder), safe='')}"
        finally:
            run("pg_ctl", "-D", f"{data}", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_to_unprivileged(folder: Path) -> list[str]:
    """Hand the folder to an account that may run the server; returns the prefix that runs a command as it."""
    if os.geteuid() != 0:
        return []
    known = {entry.pw_name for entry in pwd.getpwall()}
    account = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, account)
    return ["runuser", "-u", account, "--"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
