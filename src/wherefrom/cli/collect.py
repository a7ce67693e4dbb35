"""Commands that bring documents into a case and find what is in them: init, add, trace."""

import dataclasses
import inspect
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import wherefrom
from wherefrom.case import Case
from wherefrom.case.roads import Added
from wherefrom.cli.screen import console, print_json, progress_shown, safe_text
from wherefrom.cli.telling import (
    CollectorOption,
    ContextOption,
    CustodianOption,
    HowOption,
    NoteOption,
    ObtainedAtOption,
    ObtainedFromOption,
    OrganisationOption,
    UrlOption,
)
from wherefrom.read import list_endings
from wherefrom.records import Collection, Ending

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")]

REASONS_SHOWN = 10


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("init")(init_command)
    app.command("add", help=_name_endings(add_command.__doc__ or ""))(add_command)
    app.command("trace")(trace_command)


def init_command(
    case: CaseArgument,
    name: Annotated[str, typer.Option(help="The name that the dossier shows; default: the folder's name.")] = "",
    collector: Annotated[str, typer.Option(help="Who collects; default: your account's name on this machine.")] = "",
) -> None:
    """Make a new, empty case: a folder that will hold evidence, ledger and everything found."""
    wherefrom.create(case, name, collector)
    console().print(f"Made the case [bold]{escape(str(case))}[/]. Next: wherefrom add {escape(str(case))} DOCUMENTS…")


def add_command(  # noqa: PLR0913, PLR0917 - typer reads one parameter an option
    case: CaseArgument,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files and folders; - reads a list of paths from standard input. With --fetch also web addresses.",
        ),
    ],
    fetch: Annotated[
        bool,
        typer.Option(
            "--fetch",
            help="Ask the web for the addresses among PATH…, and keep each answer with its headers as a WARC. The server sees"
            " that this machine asks. Without it nothing ever leaves this machine.",
        ),
    ] = False,
    collector: CollectorOption = "",
    obtained_from: ObtainedFromOption = "",
    obtained_at: ObtainedAtOption = "",
    how: HowOption = "",
    url: UrlOption = "",
    context: ContextOption = "",
    custodian: CustodianOption = "",
    organisation: OrganisationOption = "",
    note: NoteOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Preserve documents in the case, byte for byte, and read them.

    Reads ENDINGS;
    of tables and corpora each row is a document. What cannot be preserved or read is said, with the reason; the rest goes on.
    Adding the same bytes again notes a further act.

    With --fetch, an address (https://…) is asked for and kept as it came: redirects too, pictures and the like not. Addresses
    of this machine, of private networks and of cloud services are refused, at every redirect.

    What you tell of the collecting stands in the custody ledger, in the act of every file of this command, and in the
    custody report. Nothing is guessed: what you leave out is "not recorded". Mind that the ledger travels with a dossier.
    """
    opened = wherefrom.open(case)
    told = Collection(
        collector=collector, organisation=organisation, custodian=custodian, obtained_from=obtained_from,
        obtained_at=obtained_at, how=how, url=url, context=context, note=note,
    )  # fmt: skip
    with progress_shown(quiet=quiet or as_json) as report:
        added = opened.add(*paths, told=told, fetch=fetch, report=report)
    if as_json:
        print_json({"new": added.new, "known": added.known, "refused": added.refused})
        return
    _print_added(opened, added)


def _name_endings(help_text: str) -> str:
    """The help with the endings of what is read, which stand in the table of formats alone."""
    *most, last = list_endings()
    return inspect.cleandoc(help_text).replace("ENDINGS", f"{', '.join(most)} and {last}")


def trace_command(
    case: CaseArgument,
    afresh: Annotated[bool, typer.Option("--afresh", help="Do everything again, from the preserved bytes.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find who said what, join the same claim across documents, and trace each claim to its origins.

    Does only what is new since the last time, and can be stopped at any moment.
    """
    opened = wherefrom.open(case)
    with progress_shown(quiet=quiet or as_json) as report:
        traced = opened.trace(afresh=afresh, report=report)
    if as_json:
        print_json(dataclasses.asdict(traced))
        return
    records, screen = opened.records, console()
    if traced.reader_problem:
        problem = escape(safe_text(traced.reader_problem))
        screen.print(f"[yellow]The trained reader could not be used, the rules read instead.[/] {problem}")
    if not traced.linked_again:
        screen.print("Nothing is new since the last trace.")
    screen.print(
        f"{len(records.documents)} documents, {len(records.statements)} statements, {len(records.claims)} claims,"
        f" {len(records.findings)} findings."
    )
    screen.print(f"Next: wherefrom show {escape(str(case))}   or: wherefrom publish {escape(str(case))} DOSSIER")


def _print_added(opened: Case, added: Added) -> None:
    """Say what was preserved, what was known, and every input that did not end as read."""
    screen, records = console(), opened.records
    new = {capture.id for capture in added.new}
    screen.print(
        f"{len(added.new)} new, {len(added.known)} already in the case, {len(added.refused)} refused."
        f" The case holds {len(records.documents)} documents."
    )
    names = {capture.id: capture.name for capture in records.captures}
    troubles = [(name, Ending.REFUSED.value, reason) for name, reason in added.refused]
    troubles += [
        (f"{names.get(outcome.capture, outcome.capture)} {outcome.part}".strip(), outcome.ending.value, outcome.reason)
        for outcome in records.outcomes
        if outcome.capture in new and outcome.ending is not Ending.READ
    ]
    for name, ending, reason in troubles[:REASONS_SHOWN]:
        sys.stdout.write(f"  {safe_text(name)}: {ending}: {safe_text(reason)}\n")
    if len(troubles) > REASONS_SHOWN:
        screen.print(f"  … and {len(troubles) - REASONS_SHOWN} more; see wherefrom gaps {escape(str(opened.folder))}")
