"""What a preview adds to a page: it shows itself anew when it was made anew, and a fault stands on it.

A browser that shows a file may load scripts beside it, and nothing else: so a script tells which build is the newest.
"""

from hashlib import sha256
from html import escape
from pathlib import Path

_SCRIPT = """<script>
(function () {{
  var shown = "{build}";
  window.newestBuild = function (build) {{ if (build !== shown) {{ location.reload(); }} }};
  setInterval(function () {{
    var script = document.createElement("script");
    script.src = "{name}?" + Date.now();
    script.onload = script.onerror = function () {{ script.remove(); }};
    document.head.appendChild(script);
  }}, 700);
}})();
</script>
<noscript><meta http-equiv="refresh" content="2"/></noscript>
</head>"""
_FAULT = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8"/>
<title>qaudit</title>
</head>
<body style="font: 1.1rem/1.5 sans-serif; margin: 3rem; max-width: 45rem">
<p style="border-inline-start: 6px solid #b3261e; padding-inline-start: 1rem" dir="auto">{words}</p>
</body>
</html>
"""


def put_reload(page: Path) -> None:
    """Makes a page show itself anew once another was written in its place."""
    from qaudit.reports.files import write_whole

    text = page.read_text(encoding="utf-8")
    build = sha256(text.encode()).hexdigest()[:16]
    teller = page.with_suffix(".build.js")
    write_whole(page, text.replace("</head>", _SCRIPT.format(build=build, name=teller.name), 1).encode())
    write_whole(teller, f'newestBuild("{build}");\n'.encode())


def write_fault(page: Path, words: str) -> None:
    """Puts the sentence of a fault where the page was, until it can be made again."""
    from qaudit.reports.files import write_whole

    told = "<br/>".join(escape(line) for line in words.splitlines())
    write_whole(page, _FAULT.format(words=told).encode())
    put_reload(page)
