"""``python -m wherefrom.verify FOLDER``: verification on a bare Python, with nothing installed."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from wherefrom.errors import WherefromError
from wherefrom.verify.folder import verify_case
from wherefrom.verify.report import VerifyReport, describe_seal, printable

SOUND, UNSOUND, MISUSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify a folder and print what was found.

    Args:
        arguments: of the command line; None: those that the program was started with.

    Returns:
        0 when all matches, 1 when something does not, 2 when the folder is neither case nor dossier.
    """
    parser = argparse.ArgumentParser(
        prog="python -m wherefrom.verify",
        description="Check a case or a published dossier against its own hashes.",
        epilog="Ends with 0 when everything matches, 1 when something does not, 2 when it could not be checked.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a case or a dossier")
    parser.add_argument("--head", type=_digest, help="the ledger's head as noted earlier, 64 digits")
    parser.add_argument("--signer", type=_fingerprint, help="fingerprint of a key that must have signed, 64 digits")
    given = parser.parse_args(arguments)
    try:
        report = verify_case(given.folder, known_head=given.head or "", signer=given.signer or "")
    except WherefromError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        return MISUSE
    sys.stdout.write(render_report(report))
    return SOUND if report.is_sound else UNSOUND


def render_report(report: VerifyReport) -> str:
    """The report as lines of plain text."""
    counts = f"{report.files} files ({report.size} bytes), {report.acts} acts, {report.captures} captures"
    lines = [f"Checked the {report.kind} {printable(report.folder)}: {counts}."]
    if report.head:
        lines.append(f"Head of the ledger: {report.head}")
    lines += [describe_seal(seal, report.acts) for seal in report.seals]
    lines += [f"note: {printable(note)}" for note in report.notes]
    lines += [str(problem) for problem in report.problems]
    lines.append(f"{len(report.problems)} problem(s) found." if report.problems else "Everything matches.")
    return "\n".join(lines) + "\n"


def _fingerprint(text: str) -> str:
    """A fingerprint as it is read out: in groups, with colons, in capitals."""
    return _digest(re.sub(r"[\s:]", "", text))


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text.lower()):
        message = "a head and a fingerprint are 64 hexadecimal digits"
        raise argparse.ArgumentTypeError(message)
    return text.lower()


if __name__ == "__main__":
    sys.exit(main())
