"""The program's frame: its commands, its errors, its exit codes."""

import sys
from importlib import import_module

import typer
from rich.console import Console
from typer.core import TyperGroup

from wherefrom import __version__
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

Exit codes: 0 done; 1 problems found (verify, doctor), or a file that was named is not there (add); 2 something in the
command was wrong; 3 another process is writing to the case; 4 the case is damaged; 5 the installation lacks something; 130
stopped by Ctrl-C (nothing is lost: run it again).
"""

# Each command: the module of this folder that holds it, and the line by which the program's help lists it. The module is
# imported when the command is called and not before: numpy, networks and parsers take a second to load, and --help needs
# none of them.
COMMANDS = {
    "init": ("collect", "Make a new, empty case: a folder that will hold evidence, ledger and everything found."),
    "add": ("collect", "Preserve documents in the case, byte for byte, and read them."),
    "trace": (
        "collect",
        "Find who said what, join the same claim across documents, and trace each claim to its origins.",
    ),
    "show": ("look", "List the claims, the weakest-founded first; or show one: who said it, through whom."),
    "gaps": (
        "look",
        "What is missing: works cited but not in the case, by how many claims need them; and what was not read, and why.",
    ),
    "search": ("look", "Search the text of all documents; what was found stands between [ and ]."),
    "decide": (
        "decide",
        "Overrule the machine: accept or reject a link, merge or split copies, statements and claims; or list what was decided.",
    ),
    "note": (
        "custody",
        "Add to an item what became known after it was captured: where it stood, who gave it, when, and anything else.",
    ),
    "transfer": (
        "custody",
        "Note in the ledger that custody of items, or of everything that the case holds now, passed to somebody.",
    ),
    "custody": (
        "custody",
        "Write two papers for a court: the collection form of each item, and the custody report of the case.",
    ),
    "publish": (
        "give",
        "Write the dossier: a folder of pages that open in any browser, without network and without scripts.",
    ),
    "export": ("give", "Write the case for other programs and people; the custody ledger names each copy."),
    "verify": ("give", "Check that nothing in a case or a dossier was altered, lost, added or reordered."),
    "key": (
        "seal",
        "Your own signing key (Ed25519): make it once, read its fingerprint out to those who must know it is yours.",
    ),
    "stamp": ("seal", "Have the ledger's head stamped with trusted time, so that nobody can say it was written later."),
    "sign": ("seal", "Sign the head of a case's ledger, or a dossier's manifest, with your own key."),
    "demo": ("demo", "Run everything once on an invented case: a fire at a harbour, told by many, witnessed by few."),
    "doctor": (
        "doctor",
        "Say what protects you on this machine, by trying it, and what the installation lacks.",
    ),
}


def load_command(name: str) -> typer.core.TyperCommand | TyperGroup:
    """One command of the program, whole, with the module that does it.

    Args:
        name: one of `COMMANDS`.
    """
    module, _ = COMMANDS[name]
    # A callback keeps typer from taking the only command of a module for the whole program.
    loaded = typer.Typer(callback=lambda: None, rich_markup_mode=None)
    import_module(f"wherefrom.cli.{module}").add_commands(loaded)
    found = typer.main.get_group(loaded).commands[name]
    if not isinstance(found, (typer.core.TyperCommand, TyperGroup)):
        raise TypeError(name)
    return found


class _LateGroup(TyperGroup):
    """Lists its commands without loading them, and loads the one that is called."""

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - typer's own types moved
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed if name is None else load_command(name), rest


app = typer.Typer(
    cls=_LateGroup, help=HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)
for _name, (_, _line) in COMMANDS.items():
    app.command(_name, help=_line)(lambda: None)


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
