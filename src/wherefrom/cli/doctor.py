"""The command that looks at the installation and the machine, by trying: doctor."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from wherefrom.case import Health, Sign, look_at_machine
from wherefrom.cli.command import Output, command
from wherefrom.cli.screen import console, safe_text

PlaceArgument = Annotated[
    Path | None, typer.Argument(metavar="[CASE]", help="The case, or the folder where one shall be; default: here.")
]
STYLES = {Health.GOOD: "green", Health.WARNING: "yellow", Health.FAILED: "bold red"}


def add_commands(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command("doctor")(doctor_command)


@command
def doctor_command(case: PlaceArgument = None) -> Output:
    """Say what protects you on this machine, by trying it, and what the installation lacks.

    Documents are read in a process that may do nothing but read and answer. This begins such a process and has it try to reach
    the network, write files, start programs and read what is none of its business; each attempt should be denied.

    Exit code 1 when something is missing that the program cannot do without; warnings alone leave it at 0.
    """
    signs = look_at_machine(case if case is not None else Path())
    failed = any(sign.health is Health.FAILED for sign in signs)
    return Output(signs, lambda: _print_signs(signs), exit_code=1 if failed else 0)


def _print_signs(signs: Sequence[Sign]) -> None:
    shown = console()
    for sign in signs:
        words = f"{safe_text(sign.what, markup=True)}: {safe_text(sign.seen, markup=True)}"
        shown.print(f"[{STYLES[sign.health]}]{sign.health:<8}[/] {words}", soft_wrap=True)
