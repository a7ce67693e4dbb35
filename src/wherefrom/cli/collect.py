"""Commands that bring documents into a case and find what is in them: init, add, trace."""

import inspect
import os
import sys
from typing import Annotated

import typer
from rich.markup import escape

import wherefrom
from wherefrom.case import Added, Case, Traced, is_address, list_endings
from wherefrom.cli.command import CaseArgument, Output, case_command
from wherefrom.cli.screen import Report, console, print_line, safe_text
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
from wherefrom.language.counting import counted
from wherefrom.records import Collection, Ending

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


@case_command
def add_command(  # noqa: PLR0913 - typer reads one parameter an option
    case: Case,
    *,
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
    report: Report,
) -> Output:
    """Preserve documents in the case, byte for byte, and read them.

    Reads ENDINGS;
    of tables and corpora each row is a document. What cannot be preserved or read is said, with the reason; the rest goes on.
    Adding the same bytes again notes a further act. Ends with 1 when a file that was named is not there; the rest is added all the same.

    With --fetch, an address (https://…) is asked for and kept as it came: redirects too, pictures and the like not. Addresses
    of this machine, of private networks and of cloud services are refused, at every redirect.

    What you tell of the collecting stands in the custody ledger, in the act of every file of this command, and in the
    custody report. Nothing is guessed: what you leave out is "not recorded". Mind that the ledger travels with a dossier.
    """
    told = Collection(
        collector=collector, organisation=organisation, custodian=custodian, obtained_from=obtained_from,
        obtained_at=obtained_at, how=how, url=url, context=context, note=note,
    )  # fmt: skip
    added = case.add(*paths, told=told, fetch=fetch, report=report)
    absent = [named for named in paths if named != "-" and not is_address(named) and not os.path.lexists(named)]
    for named in absent:
        sys.stderr.write(f"Not there: {safe_text(named)}\n")
    return Output(
        {"new": added.new, "known": added.known, "refused": added.refused},
        lambda: _print_added(case, added),
        exit_code=1 if absent else 0,
    )


def _name_endings(help_text: str) -> str:
    """The help with the endings of what is read, which stand in the table of formats alone."""
    *most, last = list_endings()
    return inspect.cleandoc(help_text).replace("ENDINGS", f"{', '.join(most)} and {last}")


@case_command
def trace_command(
    case: Case,
    *,
    afresh: Annotated[bool, typer.Option("--afresh", help="Do everything again, from the preserved bytes.")] = False,
    report: Report,
) -> Output:
    """Find who said what, join the same claim across documents, and trace each claim to its origins.

    Does only what is new since the last time, and can be stopped at any moment.
    """
    traced = case.trace(afresh=afresh, report=report)
    told = {"stages": traced.stages, "is_new": traced.is_new, "fallbacks": traced.fallbacks}
    return Output(told, lambda: _print_traced(case, traced))


def _print_traced(opened: Case, traced: Traced) -> None:
    screen = console()
    documents, statements, claims, findings = opened.count("documents", "statements", "claims", "findings")
    for fallback in traced.fallbacks:
        screen.print(f"[yellow]{escape(safe_text(fallback))}[/]")
    if not traced.is_new:
        screen.print("Nothing is new since the last trace.")
    screen.print(
        f"{counted(documents, 'document')}, {counted(statements, 'statement')},"
        f" {counted(claims, 'claim')}, {counted(findings, 'finding')}."
    )
    folder = escape(str(opened.folder))
    screen.print(f"Next: wherefrom show {folder}   or: wherefrom publish {folder} DOSSIER")


def _print_added(opened: Case, added: Added) -> None:
    """Say what was preserved, what was known, and every input that did not end as read."""
    screen, [documents] = console(), opened.count("documents")
    new = {capture.id for capture in added.new}
    screen.print(
        f"{len(added.new)} new, {len(added.known)} already in the case, {len(added.refused)} refused."
        f" The case holds {counted(documents, 'document')}."
    )
    names = {capture.id: capture.name for capture in added.new}
    troubles = [(name, Ending.REFUSED.value, reason) for name, reason in added.refused]
    troubles += [
        (f"{names.get(outcome.capture, outcome.capture)} {outcome.part}".strip(), outcome.ending.value, outcome.reason)
        for outcome in opened.outcomes()
        if outcome.capture in new and outcome.ending is not Ending.READ
    ]
    for name, ending, reason in troubles[:REASONS_SHOWN]:
        print_line(f"  {safe_text(name)}: {ending}: {safe_text(reason)}")
    if len(troubles) > REASONS_SHOWN:
        screen.print(f"  … and {len(troubles) - REASONS_SHOWN} more; see wherefrom gaps {escape(str(opened.folder))}")
