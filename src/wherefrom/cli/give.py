"""Commands that give a case to others: publish, export, verify."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from wherefrom.case import (
    Case,
    DossierSummary,
    ExportSummary,
    VerifyReport,
    describe_formats,
    describe_seal,
    find_format,
    verify_folder,
)
from wherefrom.cli.command import Output, case_command, command
from wherefrom.cli.screen import Report, console, print_line, safe_text, tell_stale
from wherefrom.cli.seal import KeyOption, PassphraseOption, clean_fingerprint, unlock_key
from wherefrom.errors import UsageError
from wherefrom.keys import group_digits
from wherefrom.language.counting import counted

PROBLEMS_SHOWN = 50


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command("publish")(publish_command)
    app.command("export")(export_command)
    app.command("verify")(verify_command)


@case_command
def publish_command(  # noqa: PLR0913 - typer reads one parameter an option
    case: Case,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The dossier's folder; a former dossier there is replaced.")
    ],
    *,
    sign: Annotated[
        bool, typer.Option("--sign", help="Sign the manifest with your own key; see wherefrom key.")
    ] = False,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Publish though the case is not up to date; the dossier says so on its pages."),
    ] = False,
    report: Report,
) -> Output:
    """Write the dossier: a folder of pages that open in any browser, without network and without scripts.

    What is not made from what the case holds now is not published: run wherefrom trace first, or say --stale.

    With --sign or --key the dossier's manifest is signed at once, and the ledger notes it.
    """
    # Unlocked first: a wrong passphrase must not leave a dossier that was meant to be signed and is not.
    own = unlock_key(key, passphrase_file) if sign or key is not None else None
    summary = case.publish(out, report=report, stale=stale)
    fingerprint = case.sign_dossier(out, own).fingerprint if own is not None else ""
    told = {**asdict(summary), "index": str(summary.index.resolve()), "fingerprint": fingerprint}
    return Output(told, lambda: _print_published(summary, fingerprint))


def _print_published(summary: DossierSummary, fingerprint: str) -> None:
    if fingerprint:
        print_line(f"Signed; your key's fingerprint: {group_digits(fingerprint)}")
    console().print(f"{counted(summary.pages, 'page')}. Open [bold]{escape(str(summary.index.resolve()))}[/]")
    if not summary.recorded:
        print_line("The case cannot be written to: no act in its ledger tells of this dossier.")


def _export(
    case: Case,
    kind: Annotated[str, typer.Option("--format", "-f", help="One of the formats below.")] = "json",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Where to; default: beside you, named as the case. A folder may be X.zip."),
    ] = None,
) -> Output:
    chosen = find_format(kind)
    summary = case.export(out or Path(f"{case.folder.resolve().name}{chosen.ending}"), chosen.name)
    return Output({**asdict(summary), "path": str(summary.path)}, lambda: _print_exported(summary, case.folder))


def _print_exported(summary: ExportSummary, case: Path) -> None:
    counts = ", ".join(f"{count:,} {what}" for what, count in summary.counts.items() if count)
    console().print(f"Wrote [bold]{safe_text(str(summary.path), markup=True)}[/]")
    print_line(f"  {counts or 'nothing: the case holds no such records yet'}\n  SHA-256: {summary.sha256}")
    tell_stale(summary.stale, case)
    if summary.omissions:
        print_line("Not in it, or otherwise:")
    by_reason: dict[str, list[str]] = {}
    for omission in summary.omissions:
        by_reason.setdefault(omission.why, []).append(f"{omission.count:,} {omission.what}")
    for why, what in by_reason.items():
        print_line(f"  {', '.join(what)}: {why}")
    if not summary.recorded:
        print_line("The case cannot be written to: no act in its ledger tells of this copy.")


_export.__doc__ = f"""Write the case for other programs and people; the custody ledger names each copy.

What a format cannot carry is counted and said. Nothing but an earlier, unchanged export is replaced.

\b
{describe_formats()}
"""
export_command = case_command(_export)


@command
def verify_command(
    folder: Annotated[
        Path, typer.Argument(metavar="CASE", help="A case's folder, or a dossier's.", show_default=False)
    ],
    *,
    head: Annotated[
        str,
        typer.Option("--head", help="The ledger's last hash as you noted it earlier: it must still be in the ledger."),
    ] = "",
    signer: Annotated[
        str, typer.Option("--signer", help="Fingerprint of a key that must have signed the ledger, or the dossier.")
    ] = "",
    report: Report,
) -> Output:
    """Check that nothing in a case or a dossier was altered, lost, added or reordered.

    The same check runs on a bare Python: python -m wherefrom.verify FOLDER
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Name a case or a published dossier.")
    verified = verify_folder(folder, report, known_head=head, signer=clean_fingerprint(signer))
    return Output(verified, lambda: _print_verified(verified), exit_code=1 if verified.problems else 0)


def _print_verified(verified: VerifyReport) -> None:
    for problem in verified.problems[:PROBLEMS_SHOWN]:
        print_line(f"  {safe_text(str(problem))}")
    if len(verified.problems) > PROBLEMS_SHOWN:
        print_line(f"  … and {len(verified.problems) - PROBLEMS_SHOWN} more")
    for note in verified.notes:
        print_line(f"  note: {safe_text(note)}")
    print_line(f"{counted(len(verified.problems), 'problem')}." if verified.problems else "Intact.")
    for seal in verified.seals:
        print_line(safe_text(describe_seal(seal, verified.acts)))
    if verified.head:
        print_line(f"Last hash of the ledger: {verified.head}")
