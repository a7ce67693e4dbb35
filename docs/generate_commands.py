"""Write docs/commands.md from the program itself, so that it cannot rot: python docs/generate_commands.py."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from wherefrom.cli.app import COMMANDS, HELP, load_command

TARGET = Path(__file__).resolve().parent / "commands.md"


def describe_commands() -> str:
    """The page, as Markdown."""
    parts = ["# Commands\n", f"{_indent_free(HELP)}\n"]
    for name, command in _each_command({name: load_command(name) for name in COMMANDS}):
        parts.append(f"## wherefrom {name}\n")
        parts.append(f"{_indent_free(command.help)}\n")
        rows = [_row(parameter) for parameter in command.params]
        if rows:
            parts.append("| | |\n|---|---|\n" + "".join(rows))
    return "\n".join(parts).rstrip() + "\n"


def _each_command(commands: Mapping[str, click.Command], before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name, those inside a group right after it."""
    for name, command in sorted(commands.items()):
        yield f"{before}{name}", command
        yield from _each_command(getattr(command, "commands", {}), f"{before}{name} ")


def _indent_free(text: str | None) -> str:
    return (text or "").replace("\b", "").strip()


def _row(parameter: click.Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.opts) if parameter.param_type_name == "option" else ""
    shown = names or f"`{getattr(parameter, 'metavar', None) or parameter.human_readable_name}`"
    return f"| {shown} | {(getattr(parameter, 'help', '') or '').replace('|', '/')} |\n"


if __name__ == "__main__":
    TARGET.write_text(describe_commands(), encoding="utf-8")
