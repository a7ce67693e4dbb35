"""The program's frame: its commands, its errors, its exit codes."""

import sys

import typer
from rich.console import Console

from wherefrom import __version__
from wherefrom.cli import collect, custody, decide, demo, doctor, give, look, seal
from wherefrom.cli.screen import safe_text
from wherefrom.errors import WherefromError

STOPPED = 130

HELP = """Wherefrom tells you what an allegation rests on.

Give it the documents. It keeps each one so that anybody can check that nothing was altered, finds who said what and
through whom it reached the page, and says on how many independent origins each claim rests. It never says what is true.

A first case, in four lines:

\b
    wherefrom init mycase
    wherefrom add mycase ~/documents
    wherefrom trace mycase
    wherefrom publish mycase dossier

Exit codes: 0 done; 1 problems found (verify, doctor); 2 something in the command was wrong; 3 another process is writing to the
case; 4 the case is damaged; 5 the installation lacks something; 130 stopped by Ctrl-C (nothing is lost: run it again).
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
for group in (collect, look, decide, custody, give, seal, demo, doctor):
    group.add_commands(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"wherefrom {__version__}\n")
        raise typer.Exit


@app.callback()
def _program(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Print the version."),
) -> None:
    """Options that stand before the command."""


def main() -> None:
    """Run the program and leave it with an exit code."""
    errors = Console(stderr=True, highlight=False)
    try:
        app()
    except WherefromError as error:
        errors.print(f"[bold red]Error:[/] {safe_text(error.problem, markup=True)}")
        if error.remedy:
            errors.print(f"       {safe_text(error.remedy, markup=True)}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        errors.print("Stopped. What was finished is saved; run the same command again to go on.")
        sys.exit(STOPPED)
