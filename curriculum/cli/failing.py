"""What becomes of a command that cannot go on: one line on stderr and an exit code, never a traceback."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from curriculum.cli.words import plain
from curriculum.model.errors import CurriculumError

DONE, BLOCKED, UNUSABLE, BROKEN, INTERRUPTED, UNREAD = 0, 1, 2, 70, 130, 141
"""Exit codes. 70 is EX_SOFTWARE of sysexits.h; 130 and 141 are what a shell says after SIGINT and SIGPIPE."""


def exit_code(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code, having said on stderr what a person needs to know."""
    _print_what_can_be_printed()
    try:
        code = _invoked(command, arguments)
    except click.ClickException as error:
        code = _say(_usage(error))
    except CurriculumError as error:
        code = _say(str(error))
    except (KeyboardInterrupt, click.Abort):
        click.echo("curriculum: interrupted", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        code = _nobody_reads()
    except Exception as error:  # noqa: BLE001  the rim: here and nowhere else a fault of ours ends in one line
        code = _broken(error)
    return code


def _invoked(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return the exit code that it asks for."""
    try:
        with command.make_context("curriculum", list(arguments)) as context:
            if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
                context.color = False
            command.invoke(context)
        code = DONE
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    sys.stdout.flush()
    return code


def _print_what_can_be_printed() -> None:
    """Let a letter that the terminal's encoding lacks print as a question mark instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    hint = f" `{context.command_path} --help` shows how." if context is not None else ""
    return f"{message}{hint}"


def _say(line: str) -> int:
    click.echo(f"curriculum: {plain(line)}", err=True)
    return UNUSABLE


def _broken(error: Exception) -> int:
    """Write a fault of the planner's own into its log, and say in one line where."""
    from curriculum.cli.crash import logged

    where = logged(error)
    said = f"Details are in {where}" if where else "No log could be written"
    click.echo(f"curriculum: a fault of the planner itself ({type(error).__name__}). {said}.", err=True)
    return BROKEN


def _nobody_reads() -> int:
    """Leave quietly once the reader of a pipe has gone, as `| head` does."""
    with suppress(OSError, ValueError):
        # Python flushes stdout once more on its way out and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREAD
