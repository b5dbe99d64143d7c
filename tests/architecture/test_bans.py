"""The lint rules that keep the clock, chance, the environment and print in their places, seen to fail."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BANNED = [
    "from datetime import UTC, datetime\n\nnow = datetime.now(UTC)\n",
    "from datetime import date\n\ntoday = date.today()\n",
    "import time\n\nnow = time.time()\n",
    "import random\n\nroll = random.random()\n",
    "import secrets\n\ntoken = secrets.token_hex()\n",
    "import uuid\n\nmade = uuid.uuid4()\n",
    "import os\n\nhome = os.environ\n",
    "import os\n\nhome = os.getenv('HOME')\n",
]
PRINTS = "print('said')\n"


def codes_for(source: str, module: str) -> set[str]:
    """The codes that ruff gives for a source, were it this module of ours."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--output-format",
            "concise",
            "--stdin-filename",
            module,
            "-",
        ],
        cwd=ROOT,
        input=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith(module)]
    return {line.split()[1] for line in lines}


@pytest.mark.parametrize("source", BANNED)
def test_only_wiring_reads_the_clock_chance_and_the_environment(source: str) -> None:
    assert "TID251" in codes_for(source, "src/qaudit/desk/fieldwork.py")
    assert "TID251" in codes_for(source, "tests/desk/test_fieldwork.py")
    assert "TID251" not in codes_for(source, "src/qaudit/wiring.py")


def test_only_output_prints() -> None:
    assert "T201" in codes_for(PRINTS, "src/qaudit/cli/visit.py")
    assert "T201" not in codes_for(PRINTS, "src/qaudit/cli/output.py")
