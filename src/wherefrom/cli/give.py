"""Commands that give a case to others: publish, export, verify."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import wherefrom
from wherefrom.case import roads as pipeline
from wherefrom.cli.collect import CaseArgument, JsonOption, QuietOption
from wherefrom.cli.screen import console, print_json, progress_shown, safe_text, tell_stale
from wherefrom.cli.seal import KeyOption, PassphraseOption, clean_fingerprint, unlock_key
from wherefrom.errors import UsageError
from wherefrom.keys import group_digits
from wherefrom.publish import describe_formats, find_format
from wherefrom.verify import describe_seal

PROBLEMS_SHOWN = 50


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("publish")(publish_command)
    app.command("export")(export_command)
    app.command("verify")(verify_command)


def publish_command(  # noqa: PLR0913, PLR0917 - typer reads one parameter an option
    case: CaseArgument,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The dossier's folder; a former dossier there is replaced.")
    ],
    sign: Annotated[
        bool, typer.Option("--sign", help="Sign the manifest with your own key; see wherefrom key.")
    ] = False,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Publish though the case is not up to date; the dossier says so on its pages."),
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Write the dossier: a folder of pages that open in any browser, without network and without scripts.

    What is not made from what the case holds now is not published: run wherefrom trace first, or say --stale.

    With --sign or --key the dossier's manifest is signed at once, and the ledger notes it.
    """
    opened = wherefrom.open(case)
    # Unlocked first: a wrong passphrase must not leave a dossier that was meant to be signed and is not.
    own = unlock_key(key, passphrase_file) if sign or key is not None else None
    with progress_shown(quiet=quiet) as report:
        summary = opened.publish(out, report=report, stale=stale)
    if own is not None:
        signed = opened.sign_dossier(out, own)
        sys.stdout.write(f"Signed; your key's fingerprint: {group_digits(signed.fingerprint)}\n")
    console().print(f"{summary.pages} pages. Open [bold]{escape(str(summary.index.resolve()))}[/]")
    if not summary.recorded:
        sys.stdout.write("The case cannot be written to: no act in its ledger tells of this dossier.\n")


def export_command(  # noqa: D103 - its docstring is made below, from the table of formats
    case: CaseArgument,
    kind: Annotated[str, typer.Option("--format", "-f", help="One of the formats below.")] = "json",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where to; default: beside you, named as the case. A folder may be X.zip."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    opened = wherefrom.open(case)
    chosen = find_format(kind)
    summary = opened.export(out or Path(f"{case.resolve().name}{chosen.ending}"), chosen.name)
    if as_json:
        print_json({**asdict(summary), "path": str(summary.path)})
        return
    counts = ", ".join(f"{count:,} {what}" for what, count in summary.counts.items() if count)
    console().print(f"Wrote [bold]{safe_text(str(summary.path), markup=True)}[/]")
    sys.stdout.write(f"  {counts or 'nothing: the case holds no such records yet'}\n  SHA-256: {summary.sha256}\n")
    tell_stale(summary.stale, case)
    if summary.omissions:
        sys.stdout.write("Not in it, or otherwise:\n")
    by_reason: dict[str, list[str]] = {}
    for omission in summary.omissions:
        by_reason.setdefault(omission.why, []).append(f"{omission.count:,} {omission.what}")
    for why, what in by_reason.items():
        sys.stdout.write(f"  {', '.join(what)}: {why}\n")
    if not summary.recorded:
        sys.stdout.write("The case cannot be written to: no act in its ledger tells of this copy.\n")


export_command.__doc__ = f"""Write the case for other programs and people; the custody ledger names each copy.

What a format cannot carry is counted and said. Nothing but an earlier, unchanged export is replaced.

\b
{describe_formats()}
"""


def verify_command(
    folder: Annotated[
        Path, typer.Argument(metavar="CASE", help="A case's folder, or a dossier's.", show_default=False)
    ],
    head: Annotated[
        str,
        typer.Option("--head", help="The ledger's last hash as you noted it earlier: it must still be in the ledger."),
    ] = "",
    signer: Annotated[
        str, typer.Option("--signer", help="Fingerprint of a key that must have signed the ledger, or the dossier.")
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
        verified = pipeline.verify_folder(folder, report, known_head=head, signer=clean_fingerprint(signer))
    if as_json:
        print_json(verified)
    else:
        for problem in verified.problems[:PROBLEMS_SHOWN]:
            sys.stdout.write(f"  {safe_text(str(problem))}\n")
        if len(verified.problems) > PROBLEMS_SHOWN:
            sys.stdout.write(f"  … and {len(verified.problems) - PROBLEMS_SHOWN} more\n")
        for note in verified.notes:
            sys.stdout.write(f"  note: {safe_text(note)}\n")
        sys.stdout.write("Intact.\n" if not verified.problems else f"{len(verified.problems)} problem(s).\n")
        for seal in verified.seals:
            sys.stdout.write(f"{safe_text(describe_seal(seal, verified.acts))}\n")
        if verified.head:
            sys.stdout.write(f"Last hash of the ledger: {verified.head}\n")
    raise typer.Exit(1 if verified.problems else 0)
