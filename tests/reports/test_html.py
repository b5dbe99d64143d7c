"""Templates are strict and escape everything; a broken one is named with its line."""

from pathlib import Path

import pytest

from qaudit.errors import TemplateBroken
from qaudit.reports.html import render
from qaudit.resources import templates_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.html.j2").write_text("<p>{% block body %}{% endblock %}</p>\n", encoding="utf-8")
    return tmp_path


def broken(folder: Path, text: str) -> TemplateBroken:
    (folder / "page.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateBroken) as fault:
        render("page.html.j2", folder, words={"a": 1})
    return fault.value


def test_everything_is_escaped_whatever_the_file_is_called(folder: Path) -> None:
    """Jinja's own choice by ending would not escape `.html.j2`."""
    (folder / "page.html.j2").write_text('<b title="{{ x }}">{{ x }}</b>', encoding="utf-8")
    assert render("page.html.j2", folder, x='"><script>') == (
        '<b title="&#34;&gt;&lt;script&gt;">&#34;&gt;&lt;script&gt;</b>'
    )


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("one\n{{ nobody }}", 2, "'nobody' is undefined"),
        ("{{ words.b }}", 1, "has no attribute 'b'"),
        ("one\ntwo\n{% if %}", 3, "Expected an expression"),
        ('{% extends "base.html.j2" %}\n{% block body %}\n{{ 1 / 0 }}{% endblock %}', 3, "division by zero"),
        ('{% extends "gone.html.j2" %}', 1, "there is no template gone.html.j2"),
    ],
)
def test_a_broken_template_is_named_with_its_line(folder: Path, text: str, line: int, reason: str) -> None:
    fault = broken(folder, text)
    assert fault.line == line
    assert fault.file.endswith("page.html.j2")
    sentence = str(fault)
    assert f"page.html.j2:{line}: the report template is broken: " in sentence
    assert reason in sentence


def test_a_template_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(TemplateBroken, match=r"there is no template absent\.html\.j2"):
        render("absent.html.j2", folder)


def test_the_shipped_templates_turn_no_escaping_off() -> None:
    templates = sorted(templates_folder().glob("*.j2"))
    assert len(templates) >= 3
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
