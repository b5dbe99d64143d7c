"""Packs that build on the small good pack: written into a folder, read, and their values looked up."""

from pathlib import Path

from qaudit.core.standards import Pack, Standard
from qaudit.packs.library import Library
from qaudit.packs.reader import ReadPack
from tests.packs.good_pack import GOOD, without_mark

HEAD = 'format: 1\npack: branch-pack\nedition: "1"\nextends: small-pack@2026.1\n'


def put(folder: Path, name: str, text: str) -> Path:
    """Writes a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read_over(folder: Path, text: str, base: str = GOOD) -> ReadPack:
    """Reads a text as `branch.yaml`, with the base beside it as `base.yaml`."""
    put(folder, "base.yaml", base)
    path = put(folder, "branch.yaml", text)
    return Library([]).read(path, text.encode())


def built_over(folder: Path, text: str, base: str = GOOD) -> Pack:
    """The pack of a text below the usual head, which has no problem."""
    read = read_over(folder, HEAD + text, base)
    assert read.problems == (), [str(problem) for problem in read.problems]
    assert read.pack is not None
    return read.pack


def told_over(folder: Path, text: str, base: str = GOOD) -> list[tuple[str, tuple[int, int]]]:
    """Code and spot of the problems of a text below the usual head, all of them in the file itself."""
    read = read_over(folder, HEAD + text, base)
    places = [problem.place for problem in read.problems]
    assert all(place is not None and place.file == str(folder / "branch.yaml") for place in places)
    return [
        (problem.code, (place.line, place.column))
        for problem, place in zip(read.problems, places, strict=True)
        if place
    ]


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """A text below the usual head without its mark «, and the mark's spot in the whole file."""
    plain, line, column = without_mark(HEAD + text)
    return plain.removeprefix(HEAD), (line, column)


def standard_of(pack: Pack, code: str) -> Standard:
    """The standard of a code."""
    return next(standard for standard in pack.standards if standard.code == code)
