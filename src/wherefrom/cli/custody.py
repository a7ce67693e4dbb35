"""Commands of custody: note what became known later, hand items over, and print the papers for a court."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from wherefrom.case import Case, CustodySummary
from wherefrom.cli.command import Output, case_command
from wherefrom.cli.screen import Report, console, print_line, safe_text
from wherefrom.cli.telling import ContextOption, HowOption, NoteOption, ObtainedAtOption, ObtainedFromOption, UrlOption
from wherefrom.language.counting import counted
from wherefrom.records import CaseRecords, Collection, Transfer, references_of

ItemsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ITEM…]", help="References, or beginnings of capture ids or SHA-256 hashes; none: every item."
    ),
]
ByOption = Annotated[str, typer.Option("--by", help="Who writes this; default: the case's collector.")]


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("note")(note_command)
    app.command("transfer")(transfer_command)
    app.command("custody")(custody_command)


@case_command
def note_command(  # noqa: PLR0913 - typer reads one parameter an option
    case: Case,
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="Its reference, or the beginning of its capture's id or SHA-256.")
    ],
    *,
    note: NoteOption = "",
    context: ContextOption = "",
    url: UrlOption = "",
    obtained_from: ObtainedFromOption = "",
    obtained_at: ObtainedAtOption = "",
    how: HowOption = "",
    by: ByOption = "",
) -> Output:
    """Add to an item what became known after it was captured: where it stood, who gave it, when, and anything else.

    The note is a new act in the custody ledger. What was told at the capture stays as it was, beside it.
    """
    told = Collection(
        note=note, context=context, url=url, obtained_from=obtained_from, obtained_at=obtained_at, how=how
    )
    act = case.note(item, told, by=by)
    return Output(act, lambda: print_line(f"Noted: act {act.number}."))


@case_command
def transfer_command(  # noqa: PLR0913 - typer reads one parameter an option
    case: Case,
    items: ItemsArgument = None,
    *,
    to: Annotated[str, typer.Option("--to", help="Who keeps the items from now on.")] = "",
    giver: Annotated[str, typer.Option("--from", help="Who kept them until now, if that is known.")] = "",
    medium: Annotated[
        str, typer.Option("--medium", help='On what, or by which way: "sealed disk 7", "encrypted upload".')
    ] = "",
    note: NoteOption = "",
    by: ByOption = "",
) -> Output:
    """Note in the ledger that custody of items, or of everything that the case holds now, passed to somebody.

    It copies and sends nothing: it records that you handed over, so that the custody report shows who holds what.
    """
    act = case.transfer(Transfer(to, giver, medium, note), *(items or ()), by=by)
    handed = counted(int(str(act.details.get("count", 0))), "item")
    return Output(act, lambda: print_line(f"{handed} handed over to {safe_text(to)}: act {act.number}."))


@case_command
def custody_command(
    case: Case,
    items: ItemsArgument = None,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to write to; default: beside you, named as the case.")
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="Write an empty collection form, to be filled in by hand in the field.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the items with their references; write nothing.")
    ] = False,
    report: Report,
) -> Output:
    """Write two papers for a court: the collection form of each item, and the custody report of the case.

    Each is one HTML page without scripts; print it to paper or PDF from any browser. The form follows the Berkeley
    Protocol: what was recorded is printed, what was not is a line to fill in by hand. The report verifies the case, and
    tells of each item everything that was done with it, with the number of the act in the ledger. --json prints the same
    as data, and writes no paper unless --out is given.
    """
    if listed:
        return _items_of(case.records)
    beside = Path(f"{case.folder.resolve().name}-custody")
    if blank:
        form = case.write_blank_form(out or beside)
        return Output([str(paper) for paper in form.papers], lambda: _print_papers(form))
    record = case.custody(*(items or ()), report=report)
    if out is None:
        return Output(record, lambda: _print_papers(case.write_custody(record, beside)))
    summary = case.write_custody(record, out)
    return Output(record, lambda: _print_papers(summary))


def _print_papers(summary: CustodySummary) -> None:
    for paper in summary.papers:
        console().print(f"Wrote [bold]{escape(str(paper))}[/]", soft_wrap=True)


def _items_of(records: CaseRecords) -> Output:
    """The items of a case with their references."""
    references = references_of(records.acts)
    return Output(
        [{"reference": references.get(own.id, ""), "capture": own} for own in records.captures],
        lambda: _print_items(records, references),
    )


def _print_items(records: CaseRecords, references: Mapping[str, str]) -> None:
    table = Table("Reference", "Capture", "Name", box=None, padding=(0, 2, 0, 0))
    for own in records.captures:
        table.add_row(Text(safe_text(references.get(own.id, "—"))), own.id, Text(safe_text(own.name)))
    console().print(table)
