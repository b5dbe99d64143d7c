"""The press: equal bytes, nothing fetched, no private way that changes the page."""

import gc
import hashlib
import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest

from qaudit.errors import PdfFailed
from qaudit.reports import pdf
from qaudit.reports.engine import weasyprint
from qaudit.reports.lean import read_page
from qaudit.reports.pdf import Press
from qaudit.reports.visit_report import visit_pdf
from tests.reports.harbour import harbour_input

SECRET = "the secret of the harbour"


class Listener(ThreadingHTTPServer):
    """A server on this machine that remembers what it was asked for."""

    asked: list[str]


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "*")

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert isinstance(self.server, Listener)
            self.server.asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Says nothing."""

    server = Listener(("127.0.0.1", 0), Answer)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "secret.svg"
    path.parent.mkdir()
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="20"><desc>{SECRET}</desc>'
        '<rect width="3" height="3"/></svg>',
        encoding="utf-8",
    )
    return path


def probe(address: str) -> str:
    """A page that asks for an address in every way there is."""
    return f"""<!DOCTYPE html><html><head><title>probe</title>
    <link rel="stylesheet" href="{address}?link"/><link rel="attachment" href="{address}?attached"/>
    <style>@import url("{address}?import");
    @font-face {{ font-family: x; src: url("{address}?font") }}
    .b {{ background: url("{address}?background") }} .b::before {{ content: url("{address}?content") }}</style>
    </head><body><img src="{address}?img" alt="x"/><object data="{address}?object"></object>
    <embed src="{address}?embed"/><p class="b" style="font-family: x; list-style: url({address}?list)">text</p>
    <a rel="attachment" href="{address}?a">a</a>
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}?svg" width="9"/></svg>
    </body></html>"""


def holds(made: bytes, words: str) -> bool:
    """Whether any stream of a PDF has these words: pages, attached files, everything."""
    with pikepdf.open(io.BytesIO(made)) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        return any(words.encode() in stream.read_bytes() for stream in streams)


def test_the_probe_finds_its_way_through_an_open_door(listener: Listener, secret: Path) -> None:
    """The same pages with WeasyPrint as it comes: they do ask, and they do take the file away."""
    port = listener.server_address[1]
    weasyprint.HTML(string=probe(f"http://127.0.0.1:{port}/x")).write_pdf()
    assert len({path.partition("?")[2] for path in listener.asked}) >= 8
    assert holds(weasyprint.HTML(string=probe(secret.as_uri())).write_pdf(), SECRET)


def test_a_page_asks_the_network_for_nothing(listener: Listener, tmp_path: Path) -> None:
    port = listener.server_address[1]
    made = Press(tmp_path).pdf(
        probe(f"http://127.0.0.1:{port}/x"), f"@import url(http://127.0.0.1:{port}/y);"
    )
    assert made.startswith(b"%PDF-")
    assert listener.asked == []


@pytest.mark.parametrize("form", ["{}", "{}#x", "{}?q", "file://localhost{path}"])
def test_a_page_takes_no_file_from_elsewhere(secret: Path, tmp_path: Path, form: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    address = form.format(secret.as_uri(), path=secret.as_posix())
    assert not holds(Press(root).pdf(probe(address)), SECRET)


def test_a_way_round_through_the_folder_is_none(secret: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    press = Press(root)
    assert not holds(press.pdf(probe(f"{root.as_uri()}/../elsewhere/secret.svg")), SECRET)
    assert not holds(press.pdf(probe(f"{root.as_uri()}/%2e%2e/elsewhere/secret.svg")), SECRET)
    (root / "link.svg").symlink_to(secret)
    assert not holds(press.pdf(probe(f"{root.as_uri()}/link.svg")), SECRET)


def test_a_file_under_the_folder_is_taken(secret: Path) -> None:
    """So that the refusals above are about the place and not about files."""
    assert holds(Press(secret.parent).pdf(probe(secret.as_uri())), SECRET)


def test_a_picture_inside_the_page_is_printed(tmp_path: Path) -> None:
    drawn = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert Press(tmp_path).pdf(f'<p><img src="{drawn}" alt="x"/></p>').startswith(b"%PDF-")


@dataclass(frozen=True)
class Made:
    """A report, and how its pages were read."""

    pdf: bytes
    read: list[type[object]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report of the harbour, once for all that compare theirs with it."""
    read = []

    def watched(page: str, fetcher: object) -> object:
        document = read_page(page, fetcher)
        read.append(type(document))
        return document

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "read_page", watched)
        return Made(visit_pdf(harbour_input(tmp_path_factory.mktemp("made"))), read)


def test_equal_visits_give_equal_bytes(made: Made, tmp_path: Path) -> None:
    assert visit_pdf(harbour_input(tmp_path)) == made.pdf


def test_equal_bytes_in_every_process(made: Made, tmp_path: Path) -> None:
    """Whatever the seed of hashes: no order of a set, no clock and no chance gets into a page."""
    program = (
        "import hashlib, sys; from pathlib import Path; from tests.reports.harbour import harbour_input;"
        "from qaudit.reports.visit_report import visit_pdf;"
        "print(hashlib.sha256(visit_pdf(harbour_input(Path(sys.argv[1])))).hexdigest())"
    )
    root = Path(__file__).parents[2]
    for seed in ("0", "1"):
        told = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "HOME": str(tmp_path), "TZ": f"UTC-{seed}"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == hashlib.sha256(made.pdf).hexdigest()


def test_the_lean_way_changes_no_byte(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our pages are read the lean way, and print as they would the public way."""
    assert made.read
    assert weasyprint.HTML not in made.read
    monkeypatch.setattr(
        pdf, "read_page", lambda page, fetcher: weasyprint.HTML(string=page, url_fetcher=fetcher)
    )
    assert visit_pdf(harbour_input(tmp_path)) == made.pdf


def test_a_page_that_is_no_xml_is_read_the_public_way(tmp_path: Path) -> None:
    assert type(read_page("<p>one<br>two", Press(tmp_path)._fetcher)) is weasyprint.HTML
    assert Press(tmp_path).pdf("<p>one<br>two").startswith(b"%PDF-")


def test_a_fault_below_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: str, fetcher: object) -> object:
        raise RuntimeError("no page")

    monkeypatch.setattr(pdf, "read_page", broken)
    with pytest.raises(PdfFailed, match=r"The PDF could not be made: no page \(qaudit doctor"):
        Press(tmp_path).pdf("<p>x</p>")


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    Press(tmp_path).pdf("<p>x</p>")
    assert gc.isenabled()
    gc.disable()
    try:
        Press(tmp_path).pdf("<p>x</p>")
        assert not gc.isenabled()
    finally:
        gc.enable()
