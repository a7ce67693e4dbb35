"""Commands that give a case to others: publish, export, verify."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import wherefrom
from wherefrom import pipeline
from wherefrom.cli.collect import CaseArgument, JsonOption, QuietOption
from wherefrom.cli.screen import console, print_json, progress_shown, safe_text
from wherefrom.errors import UsageError

PROBLEMS_SHOWN = 50


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("publish")(publish_command)
    app.command("export")(export_command)
    app.command("verify")(verify_command)


def publish_command(
    case: CaseArgument,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The dossier's folder; a former dossier there is replaced.")
    ],
    quiet: QuietOption = False,
) -> None:
    """Write the dossier: a folder of pages that open in any browser, without network and without scripts."""
    opened = wherefrom.open(case)
    with progress_shown(quiet=quiet) as report:
        summary = opened.publish(out, report=report)
    console().print(f"{summary.pages} pages. Open [bold]{escape(str(summary.index.resolve()))}[/]")


def export_command(
    case: CaseArgument,
    kind: Annotated[str, typer.Option("--format", "-f", help="json: one file; csv: a folder of tables.")] = "json",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to; default: beside you, named as the case.")
    ] = None,
) -> None:
    """Write every record for other programs: claims, statements with their byte positions, findings, documents."""
    opened = wherefrom.open(case)
    name = case.resolve().name
    target = out or Path(f"{name}.json" if kind == "json" else f"{name}-csv")
    written = opened.export(target, kind)
    console().print(f"Wrote [bold]{escape(str(written))}[/]")


def verify_command(
    folder: Annotated[
        Path, typer.Argument(metavar="CASE", help="A case's folder, or a dossier's.", show_default=False)
    ],
    head: Annotated[
        str,
        typer.Option("--head", help="The ledger's last hash as you noted it earlier: it must still be in the ledger."),
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check that nothing in a case or a dossier was altered, lost, added or reordered.

    The same check runs on a bare Python: python -m wherefrom.verify FOLDER
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Name a case or a published dossier.")
    with progress_shown(quiet=quiet or as_json) as report:
        verified = pipeline.verify_folder(folder, report, known_head=head)
    if as_json:
        print_json(verified)
    else:
        for problem in verified.problems[:PROBLEMS_SHOWN]:
            sys.stdout.write(f"  {safe_text(str(problem))}\n")
        if len(verified.problems) > PROBLEMS_SHOWN:
            sys.stdout.write(f"  … and {len(verified.problems) - PROBLEMS_SHOWN} more\n")
        sys.stdout.write("Intact.\n" if not verified.problems else f"{len(verified.problems)} problem(s).\n")
        if verified.head:
            sys.stdout.write(f"Last hash of the ledger: {verified.head}\n")
    raise typer.Exit(1 if verified.problems else 0)
