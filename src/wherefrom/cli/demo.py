"""The demonstration: the whole road on the invented example case."""

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import wherefrom
from wherefrom.case import Case
from wherefrom.cli.command import Output, command
from wherefrom.cli.look import print_claims
from wherefrom.cli.screen import Report, console
from wherefrom.errors import InstallationError
from wherefrom.language.counting import counted
from wherefrom.records.layout import SETTINGS_FILE

EXAMPLE = "harrow-quay"
CLAIMS_SHOWN = 5


def add_commands(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command("demo")(demo_command)


@command
def demo_command(
    out: Annotated[Path, typer.Argument(metavar="[OUT]", help="Where the case and its dossier go.")] = Path(
        "wherefrom-demo"
    ),
    *,
    report: Report,
) -> Output:
    """Run everything once on an invented case: a fire at a harbour, told by many, witnessed by few."""
    folder = out / "case"
    opened = wherefrom.open(folder) if (folder / SETTINGS_FILE).is_file() else wherefrom.create(folder, "Harrow Quay")
    opened.add(_example_documents(), report=report)
    opened.trace(report=report)
    index = str(opened.publish(out / "dossier", report=report).index.resolve())
    return Output({"case": str(folder), "index": index}, lambda: _print_summary(opened, index))


def _example_documents() -> Path:
    """The example's documents: packaged, or beside the source of an editable installation."""
    packaged = Path(str(resources.files("wherefrom"))) / "demo" / EXAMPLE
    beside = Path(__file__).resolve().parents[3] / "examples" / EXAMPLE
    for folder in (packaged, beside):
        if folder.is_dir():
            return folder
    raise InstallationError("The example case was not installed with the program.", "Install Wherefrom again.")


def _print_summary(opened: Case, index: str) -> None:
    records = opened.records
    screen = console()
    pairs = list(opened.claims())
    alone = sum(trace.firm <= 1 for _, trace in pairs)
    screen.print(
        f"\n{counted(len(records.documents), 'document')}, {counted(len(pairs), 'claim')}; {alone} of them rest on one named origin or none;"
        f" {counted(len(records.findings), 'finding')} for an editor.\n"
    )
    carried_by_several = [pair for pair in pairs if pair[1].documents > 1]
    screen.print("The weakest-founded claims that more than one document carries:\n")
    print_claims(carried_by_several[:CLAIMS_SHOWN], CLAIMS_SHOWN)
    screen.print(f"All claims: wherefrom show {escape(str(opened.folder))}")
    screen.print(f"\nThe dossier: [bold]{escape(index)}[/]  (open it in a browser)")
