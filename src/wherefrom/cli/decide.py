"""The command by which a person overrules the machine: decide."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from wherefrom.case import Case
from wherefrom.cli.command import Output, case_command
from wherefrom.cli.screen import console, print_line, safe_text
from wherefrom.records import CaseRecords, Decision, decisions_in_force

_WORDS_SHOWN = 70


def add_commands(app: typer.Typer) -> None:
    """Give the program this command."""
    app.command("decide")(decide_command)


@case_command
def decide_command(
    case: Case,
    ruling: Annotated[
        str, typer.Argument(metavar="[RULING]", help="accept, reject, merge, split or withdraw; none: list decisions.")
    ] = "",
    a: Annotated[str, typer.Argument(metavar="[A]", help="An id, or its beginning; for withdraw a number.")] = "",
    b: Annotated[str, typer.Argument(metavar="[B]", help="For merge: the other one.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why, in your words; kept in the ledger.")] = "",
) -> Output:
    """Overrule the machine: accept or reject a link, merge or split copies, statements and claims; or list what was decided.

    accept LINK, reject LINK: of a link that show --ids lists. merge A B: document A is a copy of B; two statements or claims
    say the same; two speakers are one. split A: a statement does not say what its claim says; a document is no copy; a
    speaker is another of the same name. withdraw N: as if decision N had not been made. Decisions are kept in the custody ledger with your name, and hold in every later trace.
    """
    if not ruling:
        records = case.records
        return Output(records.decisions, lambda: _list_decisions(records))
    decided = case.decide(ruling, a, b, note)
    return Output(decided, lambda: _print_decided(case, decided))


def _print_decided(case: Case, decided: Decision) -> None:
    print_line(f"Decision {decided.number}: {decided.ruling.value} {decided.a} {decided.b}".rstrip())
    print_line(f"Take it back with: wherefrom decide {safe_text(str(case.folder))} withdraw {decided.number}")


def _list_decisions(records: CaseRecords) -> None:
    if not records.decisions:
        print_line("Nobody has decided anything in this case.")
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
