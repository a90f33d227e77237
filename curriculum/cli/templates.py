"""`curriculum templates`: what pages are made with, copying one of it to change, and what was changed."""

import json

import click

from curriculum.cli.context import format_option, open_here, shown_from_here, workspace_option
from curriculum.cli.words import plain
from curriculum.export.copyable import STYLE_ENDING, Copyable
from curriculum.model.words import counted
from curriculum.workspace.templates import Listed, difference, listed, make_copy, named

_READERS = {"staff": "staff", "clients": "clients", "both": "staff and clients"}


@click.group(
    "templates",
    invoke_without_command=True,
    epilog="""\b
Examples:
  curriculum templates list
  curriculum templates copy guide          the template of the facilitator guide
  curriculum templates copy guide.css      its style: sizes, margins, colors
  curriculum templates diff guide          what was changed in it

\b
A copy in templates/ is used in place of ours for every print of the workspace; delete it to go back. What a template
is given to print is in docs/templates.md. `curriculum check` tries every copy with sample pages.
""",
)
@workspace_option
@click.pass_context
def command(context: click.Context) -> None:
    """Copy the template or style of a page, to change how it prints.

    Logo, colors and foot lines need no copy: they stand under `print:` in clinic.yaml. Without a command it lists
    every template and style.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_)


@command.command("list", epilog="\b\nExample:\n  curriculum templates list")
@format_option("text", "json")
@workspace_option
def list_(format_: str) -> None:
    """Name every template and style, and those copied."""
    every = tuple(listed(open_here()))
    if format_ == "json":
        click.echo(json.dumps([_data(each) for each in every], indent=2))
        return
    width = max(len(each.copyable.name) for each in every)
    for heading, style in (("Templates", False), ("Styles", True)):
        click.echo(f"{heading}:")
        for each in every:
            if _is_style(each.copyable) == style:
                click.echo(f"  {each.copyable.name:<{width}}  {each.copyable.help}{_state(each)}")
    click.echo("\nCopy one with `curriculum templates copy NAME`, such as guide or guide.css.")


@command.command(epilog="\b\nExamples:\n  curriculum templates copy guide\n  curriculum templates copy guide.css")
@click.argument("name")
@workspace_option
def copy(name: str) -> None:
    """Copy a template or style, to change it.

    From then on the copy in templates/ is used. Nothing is overwritten. NAME is that of a template, such as guide, or
    of a style with its ending, such as guide.css.
    """
    copyable = named(name)
    path = make_copy(open_here(), copyable)
    click.echo(f"Copied to {shown_from_here(path)}: {copyable.help}; for {_READERS[copyable.readers]}.")
    if copyable.values:
        click.echo(f"It is given: {', '.join(sorted(copyable.values))}. docs/templates.md says what is in them.")
    click.echo("It prints as before until you change it. `curriculum check` tries it; delete it to go back.")


@command.command(epilog="\b\nExample:\n  curriculum templates diff guide.css")
@click.argument("name")
@workspace_option
def diff(name: str) -> None:
    """Show what was changed in a copy.

    It is held against the template or style that comes with this version of the planner.
    """
    copyable = named(name)
    lines = difference(open_here(), copyable)
    for line in lines:
        click.echo(plain(line))
    if not lines:
        click.echo(f"templates/{copyable.name} is the same as the one that comes with the planner.")
        return
    added = sum(line.startswith("+") and not line.startswith("+++") for line in lines)
    taken = sum(line.startswith("-") and not line.startswith("---") for line in lines)
    click.echo(f"{counted(added, 'line')} of yours, {counted(taken, 'line')} of ours.", err=True)


def _is_style(copyable: Copyable) -> bool:
    return copyable.name.endswith(STYLE_ENDING)


def _state(each: Listed) -> str:
    if not each.copied:
        return ""
    return " [copied, changed]" if each.changed else " [copied]"


def _data(each: Listed) -> dict[str, object]:
    return {
        "name": each.copyable.name,
        "help": each.copyable.help,
        "readers": each.copyable.readers,
        "values": sorted(each.copyable.values),
        "copied": each.copied,
        "changed": each.changed,
    }
