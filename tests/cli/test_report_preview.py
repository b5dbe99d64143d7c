"""A brand's own design by command: looked at while it is made, found by the doctor, left out where that is asked."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from qaudit.desk.bulk.workshop import Job
from qaudit.desk.documents.preview import Preview, PreviewOf, SampleVisits, Wanted
from qaudit.desk.documents.visit import ReportFormat
from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.wiring import Desk
from tests.cli.test_life_by_command import Script, staff
from tests.command_line import Cli
from tests.corner_shop import ALL_MET
from tests.reports.written import read_html

STRIP = '{% extends "qaudit/visit.html.j2" %}\n{% block brand_strip %}<p>WORDS</p>{% endblock %}\n'
TITLES = {
    PreviewOf.BRANCH: "Branch report Corner Shop",
    PreviewOf.PLAN: "Action plan Sample branch",
    PreviewOf.BRIEFING: "briefing",
    PreviewOf.BLANK: "Checklist",
    PreviewOf.CERTIFICATE: "Certificate The best branch",
    PreviewOf.ROUND: "6 branches Sample region 2",
    PreviewOf.COMPARISON: "6 branches",
}


def put(cli: Cli, source: str, name: str = "visit.html.j2") -> Path:
    """A file of the corner shop's design."""
    path = cli.library / "corner-shop" / "design" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


@pytest.mark.parametrize("document", TITLES)
def test_each_document_is_made_of_a_pack_alone(cli: Cli, document: PreviewOf) -> None:
    folder = cli.folder / "seen"
    said = cli.done(
        "report",
        "preview",
        "corner-shop",
        "--document",
        document,
        "--once",
        "-o",
        str(folder),
        "--lang",
        "en",
    )
    assert said.out.split() == [str(folder / f"{document}.html")]
    assert [path.name for path in folder.iterdir()] == [f"{document}.html"]
    page = (folder / f"{document}.html").read_text(encoding="utf-8")
    assert all(word in read_html(page) for word in TITLES[document].split())
    assert "newestBuild" not in page
    assert not cli.db.exists()


def test_the_one_pack_with_a_design_is_meant_where_none_is_named(cli: Cli) -> None:
    folder = str(cli.folder / "seen")
    words = ("report", "preview", "--document", "blank", "--once", "-o", folder)
    said = cli(*words)
    assert (said.code, said.out) == (2, "")
    assert "Name the pack or the visit" in said.err
    put(
        cli,
        '{% extends "qaudit/blank.html.j2" %}{% block closing %}<p>Own end</p>{% endblock %}',
        "blank.html.j2",
    )
    made = Path(cli.done(*words).out.strip()).read_text(encoding="utf-8")
    assert "<p>Own end</p>" in made
    plain = Path(cli.done(*words, "--default-design").out.strip()).read_text(encoding="utf-8")
    assert "<p>Own end</p>" not in plain


def test_a_file_of_a_pack_outside_the_library_has_its_own_design(cli: Cli) -> None:
    elsewhere = cli.folder / "elsewhere"
    (elsewhere / "design").mkdir(parents=True)
    text = (cli.library / "corner-shop" / "1.yaml").read_text(encoding="utf-8")
    (elsewhere / "1.yaml").write_text(text, encoding="utf-8")
    (elsewhere / "design" / "visit.html.j2").write_text(STRIP, encoding="utf-8")
    folder = cli.folder / "seen"
    cli.done("report", "preview", str(elsewhere / "1.yaml"), "--once", "-o", str(folder))
    assert "<p>WORDS</p>" in (folder / "visit.html").read_text(encoding="utf-8")


def test_a_sample_that_could_not_be_made_is_made_once_its_pack_is_as_it_was(cli: Cli) -> None:
    pack = cli.library / "corner-shop" / "1.yaml"
    good = pack.read_text(encoding="utf-8")
    desk = Desk(str(cli.db), (str(cli.library),), world=cli.clock.world())

    def opened(db: str, world: World) -> Desk:
        if "Korner" in pack.read_text(encoding="utf-8"):
            raise UsageError("no store can be opened")
        return desk.beside(db, world, cli.library)

    room = SampleVisits(desk.library, "corner-shop", PreviewOf.VISIT, desk.world, opened)
    preview = Preview(Wanted(PreviewOf.VISIT, cli.folder / "seen"), room, desk.world)
    try:
        first = preview.build().paths[0].read_text(encoding="utf-8")
        pack.write_text(good.replace("Corner", "Korner"), encoding="utf-8")
        with pytest.raises(UsageError, match="no store can be opened"):
            preview.build()
        pack.write_text(good, encoding="utf-8")
        again = preview.build().paths[0].read_text(encoding="utf-8")
        assert "Sample branch" in read_html(first)
        assert "Sample branch" in read_html(again)
    finally:
        room.close()
        desk.close()


def test_a_visit_of_the_store_is_shown_as_it_is(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    put(cli, STRIP)
    folder = cli.folder / "seen"
    cli.done("report", "preview", visit, "--once", "-o", str(folder))
    page = (folder / "visit.html").read_text(encoding="utf-8")
    assert "<p>WORDS</p>" in page
    assert "Harbour Haifa" in read_html(page)
    said = cli("report", "preview", "nothing", "--once", "-o", str(folder))
    assert said.code == 2
    assert "nothing is neither a pack nor a visit" in said.err


def test_a_visit_whose_pack_lies_in_no_folder_is_shown_once_and_nothing_is_watched(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    for path in (cli.library / "corner-shop").glob("*.yaml"):
        path.unlink()
    folder = cli.folder / "seen"
    said = cli.done("report", "preview", visit, "-o", str(folder))
    assert (
        "qaudit: nothing is watched, since no folder of packs has this pack (--standards names one)"
        in said.err
    )
    assert said.out.splitlines() == [str(folder / "visit.html")]
    assert "<script" not in (folder / "visit.html").read_text(encoding="utf-8")


def test_a_pale_colour_of_a_brand_is_told_once_where_a_document_is_made(cli: Cli) -> None:
    path = next((cli.library / "corner-shop").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    plain = "brand: {name: Corner Shop}"
    assert plain in text
    path.write_text(text.replace(plain, plain[:-1] + ', colours: {primary: "#ffee00"}}'), encoding="utf-8")
    said = cli.done("report", "briefing", "corner-shop", "--format", "html", "-o", str(cli.folder / "b.html"))
    assert said.err.count("#ffee00 is too pale on white: its contrast is 1.20 (reports use #") == 1


def test_a_fault_is_one_sentence_and_the_default_is_taken_only_where_it_is_asked_for(cli: Cli) -> None:
    path = put(cli, STRIP.replace("brand_strip", "brand_stripe"))
    target = str(cli.folder / "visit.html")
    visit = cli.filled(ALL_MET)
    for words in (
        ("visit", visit, "-o", target),
        ("preview", visit, "--once", "-o", str(cli.folder / "seen")),
    ):
        said = cli("report", *words)
        assert (said.code, said.out) == (6, "")
        assert said.err.count("\n") == 1
        assert f"{path}:2: the brand's design is broken: " in said.err
        assert (
            "did you mean brand_strip? (mend it, or leave the design out with --default-design)" in said.err
        )
    assert cli.done("report", "visit", visit, "-o", target, "--default-design").out.strip() == target

    doctor = cli("doctor")
    assert doctor.code == 6
    assert re.search(
        r"^fault +report: .*visit\.html\.j2:2: .* no block brand_stripe", doctor.out, re.MULTILINE
    )
    put(cli, STRIP)
    assert re.search(r"^good +report: .*design: a design of 1 file$", cli.done("doctor").out, re.MULTILINE)


def test_nothing_is_published_with_a_broken_design_until_it_is_mended_or_left_out(cli: Cli) -> None:
    run = Script(cli)
    staff(run)
    visit = run("heron", "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron",
                "--fact", "channel=desk")  # fmt: skip
    run.filled(visit, ALL_MET)
    run("heron", "visit", "submit", visit)
    run("owl", "review", "approve", visit)
    put(cli, "{{ nothing }}")
    publish = ("round", "publish", visit, "--format", "html")
    assert "visit.html.j2:1: the brand's design is broken" in run.refused("hq", 6, *publish)
    assert run.document("hq", "visit", "show", visit)["status"] == "approved"
    assert run("hq", *publish, "--default-design") == visit

    desk = Desk(str(cli.db), (str(cli.library),), world=cli.clock.world())
    try:
        job = Job(visit, desk.library.load("corner-shop").pack.ref, ReportFormat.HTML, None, "templates")
        templates = set()
        for words in ("one", "two", "one"):
            put(cli, STRIP.replace("WORDS", words))
            templates.add(desk.workshop.origin(job).template)
    finally:
        desk.close()
    assert len(templates) == 2, "a report by another design is made again in a batch"
    assert "templates" not in templates


@contextmanager
def watching(cli: Cli, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """`qaudit report preview` in a process of its own, ended after a minute at the latest."""
    command = [
        sys.executable,
        "-m",
        "qaudit",
        "--lang",
        "en",
        "--standards",
        str(cli.library),
        "report",
        "preview",
        *words,
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    clock = Timer(60, process.kill)
    clock.start()
    try:
        yield process
    finally:
        clock.cancel()
        process.kill()
        process.communicate()


def said(process: "subprocess.Popen[str]", words: str) -> str:
    """The next line of stderr with these words."""
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return line
    raise AssertionError(f"it ended before it said {words!r}")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_it_is_made_anew_after_each_change_and_a_fault_ends_nothing(cli: Cli) -> None:
    folder = cli.folder / "seen"
    page = folder / "visit.html"
    put(cli, STRIP.replace("WORDS", "first"))
    with watching(cli, "corner-shop", "-o", str(folder)) as process:
        assert re.search(r"^\d\d:\d\d:\d\d  visit\.html: made in \d+\.\d\d s$", said(process, "made in"))
        said(process, "Watching")
        first = page.read_text(encoding="utf-8")
        build = re.search(r'var shown = "(\w+)"', first)
        assert build is not None
        assert build[1] in (folder / "visit.build.js").read_text(encoding="utf-8")
        put(cli, "{{ nothing }}")
        assert "visit.html.j2:1: the brand's design is broken" in said(process, "broken")
        assert "there is no nothing here" in page.read_text(encoding="utf-8")
        put(cli, STRIP.replace("WORDS", "second"))
        said(process, "made in")
        assert "<p>second</p>" in page.read_text(encoding="utf-8")
        assert build[1] not in (folder / "visit.build.js").read_text(encoding="utf-8")
        pack = cli.library / "corner-shop" / "1.yaml"
        pack.write_text(pack.read_text(encoding="utf-8").replace("Corner", "Korner"), encoding="utf-8")
        said(process, "made in")
        assert "Korner" in page.read_text(encoding="utf-8")
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert process.stderr is not None
        assert process.stderr.read().strip() == ""
