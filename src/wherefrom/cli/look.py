"""Commands that look into a case: show, gaps, search."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from wherefrom.case import Case, Hit, links_of_claim
from wherefrom.cli.command import Output, case_command
from wherefrom.cli.screen import console, print_line, safe_text, tell_stale
from wherefrom.language.counting import counted
from wherefrom.records import CaseRecords, Claim, Ending, Finding, NodeKind, Outcome, Trace
from wherefrom.spans import covered_text
from wherefrom.view.intervals import say_interval

KIND_STYLES = {
    NodeKind.DOCUMENT: "bold",
    NodeKind.RELAY: "blue",
    NodeKind.FIRST_HAND: "green",
    NodeKind.EXTERNAL: "cyan",
    NodeKind.UNNAMED: "yellow",
}


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("show")(show_command)
    app.command("gaps")(gaps_command)
    app.command("search")(search_command)


@case_command
def show_command(
    case: Case,
    claim: Annotated[
        str, typer.Argument(metavar="[CLAIM]", help="A claim's id, its beginning, or some of its words.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="How many claims to list.")] = 30,
    ids: Annotated[
        bool, typer.Option("--ids", help="With the ids of statements and links, for wherefrom decide.")
    ] = False,
) -> Output:
    """List the claims, the weakest-founded first; or show one: who said it, through whom.

    "1 to 3 origins" means: at least one independent origin, at most three; unnamed sources make the difference.
    """
    tell_stale(case.stale(), case.folder)
    if claim:
        chosen, trace = case.claim(claim)
        return Output(
            {"claim": chosen, "trace": trace}, lambda: _print_claim(case.records, chosen, trace, with_ids=ids)
        )
    pairs = list(case.claims())
    return Output([{"claim": found, "trace": trace} for found, trace in pairs], lambda: print_claims(pairs, limit))


@case_command
def gaps_command(case: Case) -> Output:
    """What is missing: works cited but not in the case, by how many claims need them; and what was not read, and why."""
    tell_stale(case.stale(), case.folder)
    records, wanted = case.records, case.cited_not_held()
    unread = [outcome for outcome in records.outcomes if outcome.ending is not Ending.READ or outcome.reason]
    return Output({"not_held": wanted, "not_read": unread}, lambda: _print_gaps(records, wanted, unread))


def _print_gaps(records: CaseRecords, wanted: list[Finding], unread: list[Outcome]) -> None:
    _print_wanted(records, wanted)
    names = {capture.id: capture.name for capture in records.captures}
    if unread:
        print_line("\nNot read, or not wholly:")
    for outcome in unread:
        name = f"{names.get(outcome.capture, outcome.capture)} {outcome.part}".strip()
        print_line(f"  {safe_text(name)}: {outcome.ending.value}: {safe_text(outcome.reason)}")


@case_command
def search_command(
    case: Case,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="All of them must occur.")],
    limit: Annotated[int, typer.Option("--limit", "-n", help="How many documents to list.")] = 20,
) -> Output:
    """Search the text of all documents; what was found stands between [ and ]."""
    hits = case.search(" ".join(words), limit)
    return Output(hits, lambda: _print_hits(hits))


def _print_hits(hits: Sequence[Hit]) -> None:
    for hit in hits:
        print_line(f"{safe_text(hit.name)}  ({hit.document})\n    {safe_text(hit.snippet)}")
    if not hits:
        print_line("No document holds these words.")


def print_claims(pairs: list[tuple[Claim, Trace]], limit: int) -> None:
    """Print a table of claims, the first ``limit`` of them."""
    table = Table("Claim", "Rests on", "Documents", "In words", box=None, padding=(0, 2, 1, 0))
    for found, trace in pairs[:limit]:
        table.add_row(
            Text(found.id, style="dim"),
            say_interval(trace),
            str(trace.documents),
            Text.assemble((safe_text(found.text), "bold"), "\n", safe_text(trace.sentence)),
        )
    screen = console()
    screen.print(table)
    if len(pairs) > limit:
        screen.print(f"… and {len(pairs) - limit} more: --limit {len(pairs)} shows all.")
    if not pairs:
        screen.print("No claims yet: run wherefrom trace on the case first.")


def _print_claim(records: CaseRecords, claim: Claim, trace: Trace, *, with_ids: bool) -> None:
    screen = console()
    screen.print(Text(safe_text(claim.text), style="bold"))
    screen.print(Text(f"{claim.id}   {say_interval(trace)}   {counted(trace.documents, 'document')}", style="dim"))
    screen.print(Text(safe_text(trace.sentence)))
    screen.print(_tree(trace))
    labels = {node.id: node.label for node in trace.nodes}
    for alike in trace.alike:
        pair = f"{safe_text(labels[alike.a])} and {safe_text(labels[alike.b])}"
        screen.print(Text(f"Counted once, since they are not shown to be distinct: {pair}: {alike.why}"))
    for drift in trace.drifts:
        screen.print(
            Text(f"Changed on the way, {drift.kind.value}: {safe_text(drift.before)} → {safe_text(drift.after)}")
        )
    for finding in records.findings:
        if claim.id in finding.claims:
            screen.print(Text(f"{finding.severity.value}: {safe_text(finding.message)}"))
    if with_ids:
        _print_ids(records, claim)


def _print_ids(records: CaseRecords, claim: Claim) -> None:
    """The statements of a claim and the links that its trace rests on, by id, with what a person decided marked."""
    screen = console()
    screen.print(Text("\nStatements", style="bold"))
    for name in claim.statements:
        statement = records.statement[name]
        document = records.document[statement.document]
        words = " ".join(covered_text(document.text, statement.spans).split())
        screen.print(Text(f"{name}  {document.id}  {safe_text(document.name)}: {safe_text(words)}"))
    speakers = {
        name
        for one in claim.statements
        for att in records.statement[one].chain
        for name in records.attribution[att].speakers
    }
    if speakers:
        screen.print(Text("\nSpeakers", style="bold"))
    for name in sorted(speakers):
        screen.print(Text(f"{name}  {safe_text(records.speaker[name].name)}, in {records.speaker[name].document}"))
    screen.print(Text("\nLinks", style="bold"))
    for link in links_of_claim(records, claim.statements):
        line = (
            f"{link.id}  {link.kind.value} {link.a} → {link.b}, {link.confidence:.2f}, {link.maker}: {link.explanation}"
        )
        screen.print(Text(safe_text(line)))


def _tree(trace: Trace) -> Tree:
    """Documents, each with what it relies on below it, down to the origins."""
    upstream: dict[str, list[str]] = {}
    for edge in trace.edges:
        upstream.setdefault(edge.a, []).append(edge.b)
    relied_on = {edge.b for edge in trace.edges}
    nodes = {node.id: node for node in trace.nodes}
    documents = [node.id for node in trace.nodes if node.kind is NodeKind.DOCUMENT]
    # In a circle every document is relied on; start from all of them when nothing else is a start.
    starts = [node for node in documents if node not in relied_on] or documents
    root = Tree("Who said it, through whom")

    def grow(branch: Tree, name: str, path: tuple[str, ...]) -> None:
        node = nodes[name]
        label = Text(safe_text(node.label), style=KIND_STYLES[node.kind])
        label.append(f"  {node.kind.value}", style="dim")
        if node.copies:
            label.append(f", with {counted(len(node.copies), 'copy', 'copies')}", style="dim")
        if name in trace.cut and trace.documents > 1:
            label.append("  ◀ every route runs through here" if len(trace.cut) == 1 else "  ◀ cut", style="red")
        if name in path:
            branch.add(label.append("  ↺ a circle", style="red"))
            return
        twig = branch.add(label)
        for above in dict.fromkeys(upstream.get(name, ())):
            grow(twig, above, (*path, name))

    for start in starts:
        grow(root, start, ())
    return root


def _print_wanted(records: CaseRecords, wanted: list[Finding]) -> None:
    if not wanted:
        print_line("Nothing is cited that the case does not hold, as far as the program can tell.")
        return
    table = Table("Needed by", "Cited but not in the case", "Cited in", box=None, padding=(0, 2, 0, 0))
    for finding in wanted:
        places = {records.document[place.document].name for place in finding.places}
        table.add_row(
            counted(len(finding.claims), "claim"),
            Text(safe_text(finding.message)),
            Text(safe_text("; ".join(sorted(places)))),
        )
    console().print(table)
