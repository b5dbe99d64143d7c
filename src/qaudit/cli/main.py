"""`qaudit`: options before the noun, the app where no noun is given, and the one way out of every command."""

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit import __version__
from qaudit.cli import output
from qaudit.cli.diagnostics import ExitCode, exit_code_of, write_bug_log
from qaudit.cli.groups import LazyGroup
from qaudit.cli.language import Lang, speak_help, spoken_message
from qaudit.cli.options import As, Db, Invocation, StandardsFolders, desk_of
from qaudit.cli.report_fonts import fonts_told
from qaudit.cli.terminal import open_app
from qaudit.errors import QauditError
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.desk.world import World

app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        output.say(f"qaudit {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    help=_(
        "Service quality visits: a brand's standards, timed readings, exact scores, a printed report.\n\n"
        "Without a command the terminal app opens."
    ),
)
def root(
    context: typer.Context,
    db: Db = None,
    standards: StandardsFolders = None,
    lang: Lang = None,
    who: As = None,
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Keeps what was asked before the noun; without a noun it opens the app."""
    world = context.obj
    context.obj = Invocation(db, tuple(standards or ()), world, who)
    if context.invoked_subcommand is None:
        context.exit(open_app(desk_of(context)))


def run(arguments: Sequence[str] | None = None, *, refusal: QauditError | None = None) -> None:
    """The program: runs one command and leaves with its exit code.

    `refusal` is a fault from before the commands were there.
    """
    if refusal is not None:
        output.prepare_streams()
        output.tell(f"qaudit: {refusal}")
        sys.exit(exit_code_of(refusal))
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str], world: "World | None" = None) -> int:
    """One command and its exit code. `world` stands in for the clock and the ids, for tests."""
    output.prepare_streams()
    try:
        return _run(list(arguments), world)
    except output.ReaderGone:
        return ExitCode.DONE
    except QauditError as error:
        output.tell(f"qaudit: {error}")
        return exit_code_of(error)
    except typer.TyperException as fault:
        return _refuse_usage(fault)
    except typer.Abort:
        output.tell(_("qaudit: stopped"))
        return ExitCode.STOPPED
    except Exception as bug:  # noqa: BLE001 - whatever it is, the user gets one sentence and a file to send
        return _own_up(bug, arguments)
    finally:
        output.finish_streams()


def _run(arguments: list[str], world: "World | None") -> int:
    speak_help()
    command = typer.main.get_command(app)
    with fonts_told():
        left = command.main(arguments, prog_name="qaudit", standalone_mode=False, obj=world)
    return left if isinstance(left, int) else ExitCode.DONE


def _refuse_usage(fault: typer.TyperException) -> int:
    context = getattr(fault, "ctx", None)
    path = context.command_path if context is not None else "qaudit"
    message = spoken_message(fault.format_message().rstrip("."))
    if not message or type(fault).__name__ == "NoArgsIsHelpError":
        output.tell(message)
        return ExitCode.USAGE
    is_minus = re.search(r"No such option: -[\d.:]", fault.format_message()) is not None
    advice = _("put -- before a reading that begins with a minus") if is_minus else f"{path} --help"
    output.tell(f"{path}: {message} ({advice})")
    return ExitCode.USAGE


def _own_up(bug: Exception, arguments: Sequence[str]) -> int:
    from qaudit.user_folders import log_folder
    from qaudit.wiring import real_world

    path = write_bug_log(bug, log_folder(), real_world().now(), " ".join(["qaudit", *arguments]))
    story = f"{type(bug).__name__}: {bug}"
    where = _("what happened is written down in {file}", file=path) if path else story
    output.tell(
        _("qaudit: This is a fault in qaudit, not yours; what was saved is safe ({where})", where=where)
    )
    return ExitCode.BUG
