"""WeasyPrint is loaded without what a report never needs, and works all the same."""

import json
import subprocess
import sys


def told(program: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_what_is_never_used_is_not_loaded() -> None:
    found = told(
        "import json, sys, ctypes.util; before = ctypes.util.find_library\n"
        "from qaudit.reports.engine import weasyprint\n"
        "heavy = [name for name in sys.modules if name.startswith(('fontTools.subset', 'fontTools.varLib'))]\n"
        "print(json.dumps({'version': weasyprint.__version__, 'heavy': heavy,"
        " 'same': ctypes.util.find_library is before}))"
    )
    assert found == {"version": found["version"], "heavy": [], "same": True}


def test_what_was_put_off_is_loaded_when_it_is_used() -> None:
    found = told(
        "import json, sys\n"
        "from qaudit.reports.engine import weasyprint\n"
        "from weasyprint.pdf import fonts\n"
        "options = fonts.subset.Options(retain_gids=True)\n"
        "print(json.dumps({'kind': type(options).__module__, 'loaded': 'fontTools.subset' in sys.modules}))"
    )
    assert found == {"kind": "fontTools.subset", "loaded": True}


def test_a_machine_without_harfbuzz_subset_still_prints() -> None:
    """Then fontTools makes the fonts small, and has to be loaded after all."""
    found = told(
        "import json, sys, warnings\n"
        "from pathlib import Path\n"
        "from qaudit.reports.pdf import Press\n"
        "from weasyprint.pdf import fonts\n"
        "fonts.harfbuzz_subset = None\n"
        "warnings.simplefilter('ignore')\n"
        "made = Press(Path.cwd()).pdf('<p>text</p>')\n"
        "print(json.dumps({'pdf': made[:5].decode(), 'loaded': 'fontTools.subset' in sys.modules}))"
    )
    assert found == {"pdf": "%PDF-", "loaded": True}


def test_where_the_quick_way_fails_the_public_one_is_taken() -> None:
    found = told(
        "import json, importlib\n"
        "real, calls = importlib.import_module, []\n"
        "def first_fails(name, *more):\n"
        "    calls.append(name)\n"
        "    if calls == ['weasyprint']: raise OSError('no library of that name')\n"
        "    return real(name, *more)\n"
        "importlib.import_module = first_fails\n"
        "from qaudit.reports.engine import weasyprint\n"
        "print(json.dumps({'calls': calls[:2], 'works': hasattr(weasyprint, 'HTML')}))"
    )
    assert found == {"calls": ["weasyprint", "weasyprint"], "works": True}
