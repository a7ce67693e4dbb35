"""The command by which a person overrules the machine: decide."""

import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

import wherefrom
from wherefrom.case import Case
from wherefrom.cli.collect import CaseArgument, JsonOption
from wherefrom.cli.screen import console, print_json, safe_text
from wherefrom.records import decisions_in_force

_WORDS_SHOWN = 70


def add_commands(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command("decide")(decide_command)


def decide_command(
    case: CaseArgument,
    ruling: Annotated[
        str, typer.Argument(metavar="[RULING]", help="accept, reject, merge, split or withdraw; none: list decisions.")
    ] = "",
    a: Annotated[str, typer.Argument(metavar="[A]", help="An id, or its beginning; for withdraw a number.")] = "",
    b: Annotated[str, typer.Argument(metavar="[B]", help="For merge: the other one.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why, in your words; kept in the ledger.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Overrule the machine: accept or reject a link, merge or split copies, statements and claims; or list what was decided.

    accept LINK, reject LINK: of a link that show --ids lists. merge A B: document A is a copy of B; two statements or claims
    say the same; two speakers are one. split A: a statement does not say what its claim says; a document is no copy; a
    speaker is another of the same name. withdraw N: as if decision N had not been made. Decisions are kept in the custody ledger with your name, and hold in every later trace.
    """
    opened = wherefrom.open(case)
    if not ruling:
        _list_decisions(opened, as_json=as_json)
        return
    decided = opened.decide(ruling, a, b, note)
    if as_json:
        print_json(decided)
        return
    sys.stdout.write(f"Decision {decided.number}: {decided.ruling.value} {decided.a} {decided.b}".rstrip() + "\n")
    sys.stdout.write(f"Take it back with: wherefrom decide {safe_text(str(case))} withdraw {decided.number}\n")


def _list_decisions(opened: Case, *, as_json: bool) -> None:
    records = opened.records
    if as_json:
        print_json(records.decisions)
        return
    if not records.decisions:
        sys.stdout.write("Nobody has decided anything in this case.\n")
        return
    lost = {own.decision.number for own in records.unplaced}
    in_force = {own.number for own in decisions_in_force(records.decisions)}
    table = Table("No.", "When", "Who", "Ruling", "Of", "Note", "In force", box=None, padding=(0, 2, 0, 0))
    for own in records.decisions:
        cells = (str(own.number), own.at[:16], safe_text(own.by), own.ruling.value, f"{own.a} {own.b}".strip())
        table.add_row(*cells, Text(safe_text(own.note[:_WORDS_SHOWN])), _in_force(own.number, in_force, lost))
    console().print(table)


def _in_force(number: int, in_force: set[int], lost: set[int]) -> str:
    if number not in in_force:
        return "no"
    return "yes, not applied" if number in lost else "yes"
