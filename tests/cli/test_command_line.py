import json
import os
import pty
import subprocess
import sys

import click
import pytest

from curriculum import __version__
from curriculum.cli import failing
from curriculum.cli.app import COMMANDS, command
from curriculum.workspace.folders import log_file

HEAVY = ("weasyprint", "textual", "jinja2")


def imported_by(*words: str) -> set[str]:
    """Return what a command has imported when it ends."""
    code = (
        "import json, sys\nfrom curriculum.cli.app import run\nrun(sys.argv[1:])\n"
        "print('\\n' + json.dumps(list(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


def all_commands() -> dict[str, click.Command]:
    context = click.Context(command, info_name="curriculum")
    found = {name: command.get_command(context, name) for name in command.list_commands(context)}
    groups = [(name, group) for name, group in found.items() if isinstance(group, click.Group)]
    return found | {f"{name} {sub}": each for name, group in groups for sub, each in group.commands.items()}


def test_help_imports_no_command_and_nothing_that_takes_time():
    imported = imported_by("--help")

    assert "curriculum.cli.app" in imported
    assert not imported & {*HEAVY, "pydantic", "yaml", "rich", "rapidfuzz", "platformdirs", "curriculum.workspace"}
    assert not imported & {f"curriculum.cli.{name}" for name in COMMANDS}


@pytest.mark.parametrize("words", [("check",), ("find", "feeling"), ("show", "days")])
def test_reading_commands_import_nothing_that_prints_or_draws(workspace, words):
    imported = imported_by(*words)

    assert "curriculum.workspace" in imported
    assert not imported & set(HEAVY)


def test_the_table_of_commands_says_what_each_command_says_of_itself():
    commands = all_commands()

    assert set(COMMANDS) <= set(commands)
    for name, line in COMMANDS.items():
        assert (commands[name].help or "").splitlines()[0] == line


def test_every_command_shows_an_example_in_its_help(curriculum):
    commands = all_commands()

    assert len(commands) == len(COMMANDS) + 5
    for name in commands:
        said = curriculum(*name.split(), "--help")
        assert (said.code, f"curriculum {name}" in said.out.partition("Example")[2]) == (0, True), name


def test_the_version_is_the_package_version(process):
    assert process("--version").out == f"curriculum {__version__}\n"


def test_a_misspelt_command_is_answered_with_the_one_that_was_meant(curriculum):
    said = curriculum("chekc")

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith('curriculum: There is no command "chekc". Did you mean "check"?')
    assert said.err.count("\n") == 1


def test_a_misspelt_option_is_one_line_and_exit_code_2(curriculum):
    said = curriculum("check", "--fromat", "json")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "--format" in said.err


def test_outside_a_workspace_one_line_says_how_to_make_one(curriculum, nowhere):
    said = curriculum("check")

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "curriculum init" in said.err


def test_without_a_terminal_the_app_does_not_open(process, workspace):
    said = process(cwd=workspace)

    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "terminal" in said.err


def test_another_workspace_may_be_named_before_or_after_the_command(curriculum, workspace, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    before = curriculum("--workspace", workspace, "find", "naming", "--format", "json")
    after = curriculum("find", "naming", "--format", "json", "--workspace", "clinic")

    assert before.code == after.code == 0
    assert before.out == after.out
    assert "feeling-1" in before.out


@pytest.mark.parametrize(("name", "says"), [("absent", "no folder"), ("empty", "no workspace")])
def test_a_workspace_that_is_none_is_refused(curriculum, tmp_path, monkeypatch, name, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()

    said = curriculum("--workspace", name, "check")

    assert (said.code, said.err.count("\n")) == (2, 1)
    assert says in said.err


def failing_command(error: BaseException) -> click.Command:
    def body() -> None:
        client = "a name that no log may hold"
        assert client
        raise error

    return click.Command("fails", callback=body)


def test_a_fault_of_the_planner_is_one_line_and_a_log_without_what_variables_held(capsys):
    code = failing.exit_code(failing_command(ZeroDivisionError("division by zero")), [])

    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (failing.BROKEN, "", 1)
    assert str(log_file()) in said.err
    log = log_file().read_text("utf-8")
    assert "ZeroDivisionError: division by zero" in log
    assert "a name that no log may hold" not in log


def test_an_interruption_ends_with_130(capsys):
    assert failing.exit_code(failing_command(KeyboardInterrupt()), []) == 130
    assert capsys.readouterr().err == "curriculum: interrupted\n"


def test_a_reader_that_goes_away_is_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "curriculum", "explain"], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)

    assert (ran.returncode, ran.stderr) == (failing.UNREAD, b"")


def on_a_terminal(*words: str, **changes: str) -> str:
    """Return what a command says to a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    try:
        subprocess.run(
            [sys.executable, "-m", "curriculum", *words],
            stdout=theirs,
            stderr=subprocess.DEVNULL,
            env={**plain, "TERM": "xterm", **changes},
            check=False,
        )
        return os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_terminal_gets_colours_unless_it_asks_for_none(workspace):
    assert "\x1b[" in on_a_terminal("explain", "no-break")
    assert "\x1b[" not in on_a_terminal("explain", "no-break", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal("explain", "no-break", TERM="dumb")


def test_a_terminal_that_lacks_a_letter_still_gets_the_rest(process, workspace, change):
    change(workspace / "modules/cbt/feeling-1.yaml", "Naming a Feeling 1", "Gefuehl 感情")

    said = process("find", "gefuehl", cwd=workspace, env={**os.environ, "PYTHONIOENCODING": "cp1252"})

    assert (said.code, said.err) == (0, "")
    assert "Gefuehl ??" in said.out
