import subprocess
import sys

import pytest
from typer.testing import CliRunner

from wherefrom.cli.app import COMMANDS, app, load_command

# What takes a second to load and is of no use to somebody who asks what the program can do.
HEAVY = {
    "cryptography", "dateparser", "docx", "jinja2", "lxml", "networkx", "numpy", "onnxruntime", "pypdfium2", "sqlite3", "tokenizers",
    "trafilatura", "warcio", "wherefrom.case", "wherefrom.cli.collect", "wherefrom.read",
}  # fmt: skip


@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["no such command"]])
def test_asking_what_the_program_can_do_loads_nothing_heavy(asked: list[str]) -> None:
    script = (
        "import sys\nfrom wherefrom.cli import main\n"
        f"sys.argv = ['wherefrom', *{asked!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('loaded: ' + ' '.join(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.rpartition("loaded: ")[2].split())
    assert "wherefrom.cli.app" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_listed_with_the_first_line_of_its_help(name: str) -> None:
    first = " ".join((load_command(name).help or "").split("\n\n")[0].split())
    assert first == COMMANDS[name][1]


def test_every_command_of_every_module_is_listed() -> None:
    listed = CliRunner().invoke(app, ["--help"], terminal_width=200).output
    assert all(f"  {name} " in listed for name in COMMANDS)
    assert list(COMMANDS)[:3] == ["init", "add", "trace"]


def test_a_command_that_does_not_exist_is_told_with_the_one_that_was_meant() -> None:
    ran = CliRunner().invoke(app, ["trac"])
    assert ran.exit_code == 2
    assert "trace" in ran.output
