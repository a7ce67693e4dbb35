"""The program, started as a user would start it; shared by the tests that look at it from outside."""

import os
import subprocess
import sys
from pathlib import Path

WIDTH = 160
LONGEST_SECONDS = 240


def run_program(
    *arguments: str | Path, stdin: str | None = None, width: int = WIDTH
) -> subprocess.CompletedProcess[str]:
    """Run ``wherefrom`` to its end.

    Args:
        arguments: command and options.
        stdin: what it reads on standard input; None: nothing is given, and a terminal stays what it is.
        width: of its screen, in columns.
    """
    return subprocess.run(
        [sys.executable, "-m", "wherefrom", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        input=stdin,
        timeout=LONGEST_SECONDS,
        env={**os.environ, "COLUMNS": str(width)},
    )
