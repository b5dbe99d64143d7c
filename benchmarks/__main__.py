"""All measurements, one after the other, each in a process of its own. Run: `make bench`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
GUARD = 'if __name__ == "__main__":'


def measurements() -> list[str]:
    """The modules here that can be run, by name."""
    modules = sorted(path for path in HERE.glob("*.py") if path.name != "__main__.py")
    return [path.stem for path in modules if GUARD in path.read_text(encoding="utf-8")]


def main() -> int:
    failed = []
    for name in measurements():
        print(f"\n── {name} ──", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nDid not finish: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
