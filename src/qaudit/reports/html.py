"""Templates to HTML, through one strict environment: everything is escaped, a name that is not there is a fault."""

import traceback
from functools import lru_cache
from pathlib import Path

import jinja2

from qaudit.errors import TemplateBroken
from qaudit.resources import templates_folder
from qaudit.speech import _, speaking_to_user
from qaudit.wording.phrases import direction_of


def render(name: str, folder: Path | None = None, **context: object) -> str:
    """The template of that name with its context. `folder` is the shipped templates' where not given.

    Raises `TemplateBroken` with the file and the line.
    """
    environment = _environment(str(folder or templates_folder()))
    try:
        return environment.get_template(name).render(context)
    except Exception as error:
        with speaking_to_user():
            raise _broken(error, folder or templates_folder(), name) from error


@lru_cache(maxsize=8)
def _environment(folder: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["direction"] = direction
    return environment


def direction(words: object) -> str:
    """The direction of a box that holds these words and nothing else: that of their first letter, else `ltr`.

    The mark that keeps a sign beside its number says nothing about the rest.
    """
    return direction_of(str(words).removeprefix("\u200e"))


def _broken(error: Exception, folder: Path, name: str) -> TemplateBroken:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateBroken(error.filename or error.name or name, error.lineno, str(error.message))
    return TemplateBroken(*_place(error, folder, name), _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        return _("there is no template {template}", template=error.name)
    return str(error) or type(error).__name__


def _place(error: Exception, folder: Path, name: str) -> tuple[str, int]:
    """The innermost template line that the fault passed through."""
    frames = [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(folder))
    ]
    file, line = frames[-1] if frames else (name, 1)
    return file, line or 1
