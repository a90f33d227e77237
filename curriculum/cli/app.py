"""The `curriculum` command: its subcommands by name, and the app when none is named.

Knows one line of help for each command, so that `--help` imports none of them.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from curriculum import __version__
from curriculum.cli import failing
from curriculum.cli.context import workspace_option
from curriculum.cli.unchanged import ASKED, told_unchanged
from curriculum.cli.words import did_you_mean

COMMANDS = {
    "init": "Make a new workspace, with the sample tracks if asked.",
    "new": "Begin a module or a track from a commented scaffold.",
    "check": "Show every finding in modules, tracks and the clinic.",
    "explain": "Say what a rule means, where its numbers come from, and how to mend it.",
    "show": "Show a module or a track as plain text.",
    "find": "Search the library.",
    "coverage": "Show what a client meets, for each week in which one may join.",
    "fill": "Propose placements for empty slots, with a reason for each.",
    "calendar": "Show the weeks of the next cycles, their closures and what they fall short of.",
    "close": "Show what closing a day moves, drops and breaks; with --write, close it.",
    "copy": "Copy a cycle to a new start, by the nth program day.",
    "compare": "Compare two versions of a track in clinical terms.",
    "staffing": "Show who could take each slot of the week, and how much each person leads.",
    "substitute": "Say who can stand in when somebody is out, or what can be held instead.",
    "hours": "Show the planned minutes of each week, and what every rule says of them.",
    "report": "Report what a plan can prove: audit, hours, crosswalk, credentials, coverage.",
    "export": "Print guides, handouts and the week schedule.",
    "print": "Print guides and handouts for the next groups.",
    "templates": "Copy the template or style of a page, to change how it prints.",
    "doctor": "Say what is missing on this machine and how to mend it.",
}
"""Every command by name, in the order in which a newcomer meets them. Each lives in the file of its name."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words as they were typed, and return what is left of them for the command."""
        ctx.meta[ASKED] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, unless what it would print is there already and was just said to be."""
        return None if told_unchanged(ctx.meta[ASKED]) else super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  as click calls it
        """Return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"curriculum.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises UsageError with the closest name where none is."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f'There is no command "{args[0]}".{did_you_mean(args[0], COMMANDS)}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as click calls it
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog="""\b
Examples:
  curriculum                               open the app
  curriculum init clinic --sample          make a workspace to try things in
  curriculum check                         see what is wrong, and where
  curriculum export evening --week 1       print the first week

\b
Exit codes: 0 done, 1 findings that block, 2 input that cannot be used, 130 interrupted.
""",
)
@workspace_option
@click.version_option(__version__, prog_name="curriculum", message="%(prog)s %(version)s")
@click.pass_context
def command(context: click.Context) -> None:
    """Plan the groups of an Intensive Outpatient Program, check the plan, and print what the room needs.

    Without a command it opens the app.
    """
    if context.invoked_subcommand is None:
        _open_app()


def _open_app() -> NoReturn:
    from curriculum.cli.context import root

    folder = root()
    # Imported once it is known that there is a workspace to open: Textual takes its time.
    from curriculum.tui.app import run as run_app

    raise click.exceptions.Exit(run_app(folder))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code. What a person can mend is said in one line on stderr."""
    return failing.exit_code(command, arguments)
