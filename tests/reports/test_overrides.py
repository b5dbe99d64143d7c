"""A brand's own design: what it may change, what it may not do, and each fault as one sentence with file and line."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from qaudit.errors import DesignBroken, TemplateBroken
from qaudit.packs.designs import LARGEST_FILE, MOST_FILES, find_design
from qaudit.reports import design_process
from qaudit.reports.action_plan import action_plan_html
from qaudit.reports.blank_report import BlankInput, blank_page
from qaudit.reports.branch_report import branch_html
from qaudit.reports.briefing import briefing_html
from qaudit.reports.certificate import certificate_html, certificate_pdf
from qaudit.reports.comparison_report import comparison_html
from qaudit.reports.design import Design
from qaudit.reports.design_check import faults_of
from qaudit.reports.lettering import noticing
from qaudit.reports.round_report import round_html
from qaudit.reports.studio import Studio, studio
from qaudit.reports.visit_report import VisitReportInput, visit_html
from qaudit.speech import speaking
from tests.reports.branch_year import branch_year
from tests.reports.briefed import briefed_input
from tests.reports.certified import certified_input
from tests.reports.compared import comparison_input
from tests.reports.harbour import harbour_input, harbour_pack, picture_bytes
from tests.reports.round_league import round_input
from tests.reports.wall import wall_input

V = "visit.html.j2"
EXTENDS = '{% extends "qaudit/visit.html.j2" %}\n'
SEAL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def design(files: Mapping[str, str | bytes]) -> Design:
    as_bytes = {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}
    return Design("/brands/harbour/design", tuple(sorted(as_bytes.items())))


def with_template(source: str, name: str = V) -> Design:
    return design({name: source})


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    return harbour_input(tmp_path_factory.mktemp("evidence"))


def page(visit: VisitReportInput, own: Design) -> str:
    return visit_html(replace(visit, design=own))


def refused(visit: VisitReportInput, own: Design) -> str:
    with pytest.raises(DesignBroken) as fault:
        page(visit, own)
    told = str(fault.value)
    assert "\n" not in told
    assert told.endswith("(mend it, or leave the design out with --default-design)")
    return (
        told.removeprefix("/brands/harbour/design/")
        .partition(" (mend")[0]
        .replace(": the brand's design is broken", "")
    )


DOCUMENTS: dict[str, tuple[Callable[[Any], str], Callable[[], Any]]] = {
    "branch": (branch_html, branch_year),
    "action_plan": (action_plan_html, lambda: wall_input(14)),
    "briefing": (briefing_html, briefed_input),
    "certificate": (certificate_html, lambda: certified_input(5)),
    "blank": (blank_page, lambda: BlankInput(harbour_pack(), {}, None, "en", "en")),
    "round": (round_html, round_input),
    "comparison": (comparison_html, comparison_input),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_takes_a_block_and_is_else_as_it_was(name: str) -> None:
    make, source = DOCUMENTS[name]
    plain = make(source())
    own = design(
        {
            f"{name}.html.j2": f'{{% extends "qaudit/{name}.html.j2" %}}'
            "{% block closing %}<p>Our own end</p>\n{% endblock %}",
            "brand.css": ".own { color: #123456 }",
        }
    )
    made = make(replace(source(), design=own))
    assert f'content="qaudit, design {own.digest}"' in made
    assert ".own { color: #123456 }\n\n</style>" in made
    made = made.replace(f", design {own.digest}", "").replace("<p>Our own end</p>\n", "", 1)
    assert made.replace(".own { color: #123456 }\n", "") == plain


def test_words_that_look_like_addresses_and_links_are_left_alone(visit: VisitReportInput) -> None:
    words = '<a href="https://x.org/" title="a src=b">x</a><p style="background: url(seal.svg)">src="c" url(d)</p>'
    made = page(
        visit, design({V: f"{EXTENDS}{{% block closing %}}{words}{{% endblock %}}", "seal.svg": SEAL})
    )
    assert '<a href="https://x.org/" title="a src=b">' in made
    assert 'src="c" url(d)</p>' in made
    assert 'style="background: url(&quot;data:image/svg+xml;base64,' in made


def test_the_style_of_one_document_is_in_no_other(visit: VisitReportInput) -> None:
    own = design({"brand.css": ".everywhere {}", "visit.css": ".here {}", "branch.css": ".there {}"})
    made = page(visit, own)
    assert 0 < made.index(".everywhere {}") < made.index(".here {}")
    assert ".there {}" not in made


def test_what_ours_build_on_is_the_designs_where_it_has_it(visit: VisitReportInput) -> None:
    base = "<html><head><title>x</title></head><body>Before{% block body %}{% endblock %}</body></html>"
    parts = '{% macro heading(title, note="") %}<h2>Our {{ title }}</h2>{% endmacro %}'
    made = page(visit, design({"base.html.j2": base, "parts.html.j2": parts}))
    assert "<body>Before" in made
    assert "<h2>Our What was missed</h2>" in made
    assert "Harbour Haifa" in made


def test_a_template_may_stand_whole(visit: VisitReportInput) -> None:
    made = page(visit, with_template("<html><head><title>{{ cover }}</title></head><body>x</body></html>"
                                     .replace("cover", "report.document.title")))  # fmt: skip
    assert made.startswith("<html><head><title>Visit report: Harbour Haifa")
    assert '<meta name="generator" content="qaudit, design sha256:' in made
    assert refused(visit, with_template("<p>bare</p>")).startswith(f"{V}:1: the page has no head")


def test_pictures_and_fonts_of_the_design_are_put_inside(visit: VisitReportInput) -> None:
    own = design(
        {
            V: EXTENDS
            + '{% block brand_strip %}<img src="seal.svg" alt="A"/><img src="in/photo.jpg" alt="B"/>{% endblock %}',
            "seal.svg": SEAL,
            "in/photo.jpg": picture_bytes(),
            "type.woff2": b"wOF2",
            "brand.css": '/* url(nowhere.png) */ .a { background: url( "seal.svg" ) }\n'
            "@font-face { src: url(type.woff2) }",
        }
    )
    made = page(visit, own)
    assert '<img src="data:image/svg+xml;base64,' in made
    assert '<img src="data:image/jpeg;base64,' in made
    assert 'background: url("data:image/svg+xml;base64,' in made
    assert "data:font/woff2;base64,d09GMg==" in made
    assert "nowhere.png" not in made


def test_what_was_noted_is_never_a_template(visit: VisitReportInput) -> None:
    hostile = '{{ 7 * 7 }}{% for %}<img src="seal.svg"/>'
    seen = [replace(one, note=hostile) for one in visit.visit.observations]
    source = replace(visit, visit=replace(visit.visit, observations=tuple(seen)))
    made = page(source, design({"seal.svg": SEAL, "brand.css": ""}))
    assert "{{ 7 * 7 }}{% for %}&lt;img src=&#34;seal.svg&#34;/&gt;" in made
    assert "image/svg+xml" not in made.partition("<main>")[2].replace("<svg", "")


def at_the_end(words: str) -> Design:
    """Our report with something in its last block, on the third line."""
    return with_template(EXTENDS + "{% block closing %}\n" + words + "{% endblock %}")


FAULTS = [
    ("{% block closing %}{% if %}", "2: Expected an expression"),
    ("{% block closing %}\n{{ nothing }}{% endblock %}", "3: there is no nothing here"),
    ("{% block closing %}\n\n{{ report.covr }}{% endblock %}", "4: VisitContext has no covr; did you mean cover?"),
    ("{% block closin %}{% endblock %}", "2: the template that it extends has no block closin; did you mean closing?"),
    ("{% block closing %}{{ 1|upperr }}{% endblock %}", "2: there is no filter or test upperr; did you mean upper?"),
    ("{% block closing %}{{ 1 is evn }}{% endblock %}", "2: there is no filter or test evn; did you mean even?"),
    ("{% block closing %}{% include 'visit_end.html.j2' %}{% endblock %}", "2: there is no template visit_end"),
    ("{% block closing %}{% include '../../etc/passwd' %}{% endblock %}", "2: there is no template ../../etc/passwd;"),
    ("{% block closing %}{% include 'qaudit/../x.j2' %}{% endblock %}", "2: there is no template qaudit/../x.j2;"),
    ("{% block closing %}{% include report.logo ~ 'x' %}{% endblock %}", "2: there is no template x;"),
    ("{% block closing %}{{ ''.__class__ }}{% endblock %}", "2: a template may not do that: access to attribute"),
    ("{% block closing %}{{ report.__init__.__globals__ }}{% endblock %}", "2: a template may not do that: access to"),
    ("{% block closing %}{{ [].append(1) }}{% endblock %}", "2: a template may not do that:"),
    ("{% block closing %}{% for i in range(10**12) %}{% endfor %}{% endblock %}", "2: it counts too far: Range"),
    ("{% block closing %}{{ 'x' * 10**10 }}{% endblock %}", "2: it makes more than 1,000,000 characters at once"),
    ("{% block closing %}{{ 10**9 * 'x' }}{% endblock %}", "2: it makes more than 1,000,000 characters at once"),
    ("{% block closing %}{{ 9**(9**9) }}{% endblock %}", "2: it makes a number of more than 1,000,000 bits"),
    ("{% block closing %}{{ '%9999999999d' % 1 }}{% endblock %}", "2: a template may not do that: words are put"),
    ("{% block closing %}{{ 'x'|center(10**10) }}{% endblock %}", "2: it needs more memory than it may have: 2 GB"),
    ("{% macro a() %}{{ a() }}{% endmacro %}\n{% block closing %}{{ a() }}{% endblock %}", "2: it calls itself"),
    ("{% block closing %}<img src='data:,' alt=''/>\n<img src=\"sael.svg\" alt=\"\"/>{% endblock %}",
     "3: the design has no file sael.svg; did you mean seal.svg?"),
    ('{% block closing %}<img src="https://x.org/a.png" alt=""/>{% endblock %}', "2: the design has no file https://x"),
    ('{% block closing %}<img src="/etc/passwd" alt=""/>{% endblock %}', "2: the design has no file /etc/passwd"),
    ('{% block closing %}<img src="fake.png" alt=""/>{% endblock %}', "2: fake.png is no picture or font"),
    ("{% block closing %}<img alt='' SRC = 'http://x.org/a'/>{% endblock %}", "2: the design has no file http://x"),
    ('{% block closing %}<img srcset="http://x.org/a 2x"/>{% endblock %}', "2: the design has no file http://x"),
    ('{% block closing %}<iframe src=http://x.org/a></iframe>{% endblock %}', "2: the design has no file http://x"),
    ('{% block closing %}<link href="http://x.org/a.css"/>{% endblock %}', "2: the design has no file http://x"),
    ('{% block closing %}<p style="background:url(http://x.org/a)"/>{% endblock %}', "2: the design has no file"),
    ("{% block closing %}<style>@import 'http://x.org/a';</style>{% endblock %}", "2: a style sheet loads no other"),
    ("{% block closing %}<script>fetch('/')</script>{% endblock %}", "2: a template may not do that: <script>"),
    ('{% block closing %}<img src="http://x.org/a" <b>{% endblock %}', '2: this tag is not well-formed: <img src='),
    ('{% block closing %}<img alt="a"src="http://x.org/a"/>{% endblock %}', "2: this tag is not well-formed: <img alt"),
    ('{% block closing %}<img/src="http://x.org/a"/>{% endblock %}', "2: this tag is not well-formed: <img/src"),
    ('{% block closing %}<img src="http://x.org/a{% endblock %}', "2: this tag is not well-formed: <img src"),
    ("{% block closing %}<style>a{}</style ><img src='http://x.org/a'/>{% endblock %}", "2: the design has no file"),
    ('{% block closing %}<img srcset="data:,a 1x, http://x.org/a 2x"/>{% endblock %}', "2: the design has no file"),
    ('{% block closing %}<p style="background:&#117;rl(http://x.org/a)"/>{% endblock %}', "2: the design has no file"),
    ('{% block closing %}<p style="background:u\\rl(http://x.org/a)"/>{% endblock %}', "2: a style sheet may not do"),
    ('{% block closing %}<path fill="url(http://x.org/a)"/>{% endblock %}', "2: the design has no file http://x"),
    ('{% block closing %}<p onclick="fetch(1)">x</p>{% endblock %}', "2: a template may not do that: onclick"),
    ('{% block closing %}<a href="javascript:fetch(1)">x</a>{% endblock %}', "2: a template may not do that: href"),
    ('{% block closing %}<a href="&#1;java&#9;script:fetch(1)">x</a>{% endblock %}', "2: a template may not do that:"),
    ('{% block closing %}<animate values="#;javascript:f(1)"/>{% endblock %}', "2: a template may not do that: values"),
    ('{% block closing %}<iframe src="data:text/html,a"></iframe>{% endblock %}', "2: the design has no file data:"),
    ("{% block closing %}<object data='data:text/html,a'/>{% endblock %}", "2: the design has no file data:text"),
    ('{% block closing %}<iframe srcdoc="&lt;p&gt;"></iframe>{% endblock %}', "2: a template may not do that: src"),
    ('{% block closing %}<meta http-equiv="refresh"/>{% endblock %}', "2: a template may not do that: http-equiv"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "told"), FAULTS, ids=[source[:60] for source, _told in FAULTS])
def test_a_fault_of_a_template_is_one_sentence_with_its_line(
    visit: VisitReportInput, source: str, told: str
) -> None:
    files: dict[str, str | bytes] = {V: EXTENDS + source, "seal.svg": SEAL, "fake.png": b"no picture"}
    assert refused(visit, design(files)).startswith(f"{V}:{told}")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({V: '{% extends "visit.html.j2" %}'}, f"{V}:1: it extends itself; ours is qaudit/visit.html.j2"),
        ({V: '{% extends "qaudit/vist.html.j2" %}'}, f"{V}:1: there is no template qaudit/vist.html.j2;"),
        (
            {V: '{% extends "a.html.j2" %}', "a.html.j2": '{% extends "visit.html.j2" %}'},
            "a.html.j2:1: templates ext",
        ),
        ({V: b"one\n\xff"}, f"{V}:2: it is not written in UTF-8"),
        ({"vist.html.j2": EXTENDS}, "vist.html.j2: no document has this name; did you mean visit.html.j2?"),
        ({"brnd.css": ""}, "brnd.css: no document has this name; did you mean brand.css?"),
        ({"brand.css": ".a{}\n@import 'b.css';"}, "brand.css:2: a style sheet loads no other one"),
        (
            {"brand.css": "/*\n\n*/.a{}\n.b{background:url(b.png)}"},
            "brand.css:4: the design has no file b.png",
        ),
        (
            {"brand.css": 'a{background:url("http://x.org/it\'s")}'},
            "brand.css:1: a style sheet may not do that: url(",
        ),
        (
            {"brand.css": "a{background:image-set('http://x.org/b' 1x)}"},
            "brand.css:1: a style sheet may not do that:",
        ),
        (
            {"brand.css": "a{background:url('http://x.org/b.png')}"},
            "brand.css:1: the design has no file http://x.org",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_a_file_is_seen_without_a_document_too(
    visit: VisitReportInput, files: dict[str, Any], told: str
) -> None:
    own = design(files)
    assert refused(visit, own).startswith(told)
    with speaking("en"):
        found = [str(fault) for fault in faults_of(own)]
    assert any(told.rsplit(": ", 1)[-1] in fault for fault in found)


def made_by(alone: Studio, source: str, seconds: float) -> bytes:
    order = design_process.Order(with_template(source), V, (), {}, False, (), "en", seconds=seconds)
    return alone.make(order)


def test_a_loop_that_never_ends_is_stopped_at_its_line_and_the_process_goes_on() -> None:
    loop = "<html><head></head>\n\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(DesignBroken, match=f"{V}:3: .* does not come to an end; it was stopped after 0.5 s"):
        made_by(studio(), loop, 0.5)
    process = studio()._process
    assert b"<html>" in made_by(studio(), "<html><head></head></html>", 5)
    assert studio()._process is process


def test_a_page_without_an_end_is_stopped(visit: VisitReportInput) -> None:
    many = "{% for a in range(99999) %}<p>a</p><p>b</p>{% endfor %}"
    assert refused(visit, at_the_end(many)) == f"{V}:3: the page that it makes has more than 200,000 tags"
    long = "{% for a in range(99999) %}{{ 'x' * 9999 }}{% endfor %}"
    assert (
        refused(visit, at_the_end(long))
        == f"{V}:3: the page that it makes has more than 60,000,000 characters"
    )
    part = design({V: EXTENDS + '{% block closing %}{% include "in/part.html.j2" %}{% endblock %}',
                   "in/part.html.j2": "\n\n\n" + many})  # fmt: skip
    told = refused(visit, part)
    assert told == f"{V}:2: the page that it makes has more than 200,000 tags", "where it takes the part in"


def test_what_has_no_line_is_told_of_the_template_else_of_the_design_as_a_whole() -> None:
    for own in ({V: ""}, {"in/visit.html.j2": "", "brand.css": ""}):
        named = Design("/brands/harbour/design", tuple((name, data.encode()) for name, data in own.items()))
        assert named.whole(V) == ("/brands/harbour/design" if V not in own else f"/brands/harbour/design/{V}")


def test_a_process_that_is_gone_is_one_sentence_and_another_takes_its_place(visit: VisitReportInput) -> None:
    own = at_the_end("x")
    assert "</html>" in page(visit, own)
    process = studio()._process
    assert process is not None
    process.kill()
    process.wait()
    assert "</html>" in page(visit, own)


def test_what_cannot_be_stopped_from_inside_is_ended_from_outside(
    visit: VisitReportInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qaudit.reports import studio as room

    monkeypatch.setattr(room, "PATIENCE", 0.0001)
    alone = Studio()
    with pytest.raises(DesignBroken, match=f"{V}: .*does not come to an end"):
        made_by(alone, "x", 5)
    assert alone._process is None


def test_equal_designs_give_equal_bytes_and_the_pdf_names_its_design() -> None:
    own = design({"brand.css": ".head { background: #663300 url(seal.svg) }", "seal.svg": SEAL})
    source = certified_input(5)
    first = certificate_pdf(replace(source, design=own))
    assert first == certificate_pdf(replace(source, design=Design("/elsewhere", own.files)))
    assert first != certificate_pdf(source)
    with pikepdf.open(BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/Creator"]) == f"qaudit, design {own.digest}"
        assert pdf.Root.MarkInfo.Marked
    assert own.digest != design({"brand.css": "", "seal.svg": SEAL}).digest


def test_letters_of_a_designs_own_font_are_printed_and_are_in_no_other_document() -> None:
    letter = chr(0x10FFFD)  # For private use: no other font has it.
    words = {"certificate.html.j2": '{% extends "qaudit/certificate.html.j2" %}{% block closing %}<p class="own">'
             + letter + "</p>{% endblock %}"}  # fmt: skip
    sheet = "@font-face { font-family: Sealing; src: url(own.ttf) } .own { font-family: Sealing }"
    source = certified_input(5)
    plain = replace(source, design=design(words))
    before = certificate_pdf(plain)
    with noticing() as noticed:
        own = design({**words, "brand.css": sheet, "own.ttf": font_with(letter)})
        sealed = certificate_pdf(replace(source, design=own))
    assert noticed.characters == ""
    with pikepdf.open(BytesIO(sealed)) as pdf:
        fonts = {
            str(one.FontName)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontName" in one
        }
    assert any(name.endswith("+Sealing") for name in fonts)
    with noticing() as noticed:
        assert certificate_pdf(plain) == before
    assert noticed.characters == letter


def font_with(letter: str) -> bytes:
    """A font whose only letter is a triangle."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for draw, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (300, 700)), (pen.lineTo, (600, 0))):
        draw(point)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "own"])
    font.setupCharacterMap({ord(letter): "own"})
    font.setupGlyf(dict.fromkeys((".notdef", "own"), pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", "own"), (650, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Sealing", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    data = BytesIO()
    font.save(data)
    return data.getvalue()


def test_the_record_of_a_visit_says_the_digest(visit: VisitReportInput) -> None:
    own = design({"brand.css": ""})
    assert "Digest of the brand&#39;s design" not in visit_html(visit)
    record = page(visit, own).partition("Digest of the brand")[2]
    assert DIGEST.findall(record.partition("</tr>")[0]) == [own.digest]


# Files beside a pack.


def test_the_files_of_a_folder_are_a_design(tmp_path: Path) -> None:
    assert find_design(tmp_path) is None
    folder = tmp_path / "design"
    (folder / "in").mkdir(parents=True)
    assert find_design(tmp_path) is None
    for name in (
        "brand.css",
        "in/strip.html.j2",
        ".hidden.css",
        "notes.txt",
        "visit.html.j2~",
        "#visit.html.j2",
    ):
        (folder / name).write_text(name, encoding="utf-8")
    found = find_design(tmp_path)
    assert found is not None
    assert found.files == (("brand.css", b"brand.css"), ("in/strip.html.j2", b"in/strip.html.j2"))


def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "design").mkdir()
    (tmp_path / "secret.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "design" / "brand.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(DesignBroken, match=r"brand\.css: .* leads out of the folder"):
        find_design(tmp_path)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.png": LARGEST_FILE + 1}, r"a.png: .* larger than 4 MB"),
        ({f"{number}.png": LARGEST_FILE for number in range(5)}, "design: .* larger than 16 MB"),
        ({f"{number}.css": 0 for number in range(MOST_FILES + 1)}, "design: .* more than 100 files"),
    ],
    ids=["file", "all", "many"],
)
def test_a_design_has_its_limits(tmp_path: Path, files: dict[str, int], told: str) -> None:
    (tmp_path / "design").mkdir()
    for name, size in files.items():
        with (tmp_path / "design" / name).open("wb") as file:
            file.truncate(size)
    with pytest.raises(TemplateBroken, match=told):
        find_design(tmp_path)
