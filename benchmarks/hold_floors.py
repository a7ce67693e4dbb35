"""Measure every task on the development data and hold the floors in floors.toml.

usage: python benchmarks/hold_floors.py [--only TASK] [--raise] [--shared FOLDER]

Runs each adapter as a user would, scores it with the scorer that belongs to the data, and fails when a measured value is
below its floor. ``--raise`` writes the measured values as the new floors where they are higher; it never lowers one.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import tomli_w
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
SLACK = 0.0005  # scorers round to three or four places


@dataclass(frozen=True)
class Task:
    """One adapter, its input, and the scorers of its output.

    Attributes:
        adapter: script, input and options; the output's path goes second.
        scorers: for each group of measures the scorer's command, with ``OUT`` where the output's path goes.
    """

    name: str
    adapter: list[str]
    scorers: dict[str, list[str]]


def run(command: list[str]) -> str:
    """Run a Python script and return what it printed."""
    ran = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{ran.stderr[-3000:]}")
    return ran.stdout


def read_scores(printed: str) -> dict[str, object]:
    """What a scorer printed: a JSON object, or rows such as ``value P 90.0 R 80.0 F1 84.7;``."""
    if "{" in printed:
        found: dict[str, object] = json.loads(printed[printed.index("{") :])
        return found
    rows = re.findall(r"(\S+) P ([\d.]+) R ([\d.]+) F1 ([\d.]+);", printed)
    return {name: {"P": float(p), "R": float(r), "F1": float(f)} for name, p, r, f in rows}


def tasks(bench: Path) -> list[Task]:
    """Every task, with its development data in ``bench``."""
    tracing, attribution, measures = bench / "tracing", bench / "attribution", bench / "dates-figures"
    dossiers, reports = tracing / "transmission", bench.parent / "field" / "reports"

    def scorer(script: Path, *arguments: str | Path) -> list[str]:
        return [str(script), *map(str, arguments)]

    def task(name: str, adapter: str, source: Path, scorers: dict[str, list[str]], *options: str | Path) -> Task:
        return Task(name, [adapter, str(source), *map(str, options)], scorers)

    reuse, gold = tracing / "score_reuse.py", tracing / "syndication" / "gold.jsonl"
    pairs, claim_score = tracing / "claim_contrast" / "dev.jsonl", tracing / "score_claims.py"
    newsquant, timex = measures / "newsquant_dev.jsonl", measures / "score_timex.py"
    dev = attribution / "dev.jsonl"
    return [
        task("attribution", "attribution.py", dev, {"dev": scorer(attribution / "score.py", dev, "OUT", "--json")}),
        task("chains", "chains.py", dev, {"own": ["-m", "json.tool", "OUT"]}),
        task("speakers", "speakers.py", dev, {"own": ["-m", "json.tool", "OUT"]}),
        task(
            "fold",
            "fold.py",
            tracing / "syndication" / "docs.jsonl",
            {"clusters": scorer(reuse, "clusters", gold, "OUT"), "parents": scorer(reuse, "parents", gold, "OUT")},
        ),
        task("same_claim", "same_claim.py", pairs, {"dev": scorer(claim_score, "pairs", pairs, "OUT")}),
        task(
            "transmission",
            "transmission.py",
            dossiers / "docs.jsonl",
            {"dev": scorer(tracing / "score_transmission.py", dossiers / "gold.jsonl", "OUT")},
            "--claims",
            dossiers / "claims.jsonl",
        ),
        task(
            "reports",
            "reports.py",
            reports / "cases",
            {"field": scorer(reports / "score_reports.py", reports / "expect.jsonl", "OUT")},
        ),
        *(
            task("dates_" + name, "dates.py", data, {"train": scorer(timex, data, "OUT", "--json")})
            for name in ("te3_timebank", "te3_aquaint", "wikiwars")
            for data in [measures / f"{name}_train.jsonl"]
        ),
        task(
            "figures",
            "figures.py",
            newsquant,
            {"newsquant": scorer(measures / "score_figures.py", newsquant, "OUT")},
        ),
    ]


def look_up(scores: dict[str, object], path: str) -> float:
    """The number at a path such as ``hi.exact``; slashes join keys that hold dots."""
    value: object = scores
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            sys.exit(f"The scorer prints no {path!r}; it prints {json.dumps(scores)[:500]}")
        value = value[key]
    if not isinstance(value, int | float):
        sys.exit(f"{path!r} is no number but {value!r}")
    return float(value)


def main() -> None:
    """Measure, print, and fail below a floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="one task")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher values as the new floors")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    arguments = parser.parse_args()
    if not (arguments.shared / "bench").is_dir():
        message = f"The development data is not at {arguments.shared}."
        if os.environ.get("CI") == "true":
            sys.exit(message)
        Console().print(f"{message} Nothing was measured.")
        return
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    table = Table("task", "measure", "floor", "measured", "seconds")
    fallen = 0
    with tempfile.TemporaryDirectory() as scratch:
        for task in tasks(arguments.shared / "bench"):
            if task.name not in floors or arguments.only not in (None, task.name):
                continue
            out, began = Path(scratch) / f"{task.name}.jsonl", time.monotonic()
            script, source, *options = task.adapter
            run([str(HERE / script), source, str(out), *options])
            seconds = time.monotonic() - began
            scores: dict[str, object] = {
                group: read_scores(run([str(out) if word == "OUT" else word for word in command]))
                for group, command in task.scorers.items()
            }
            for path, floor in floors[task.name].items():
                measured = look_up(scores, path)
                below = measured < floor - SLACK
                fallen += below
                shown = f"[red]{measured:.4f}[/]" if below else f"{measured:.4f}"
                table.add_row(task.name, path, f"{floor:.4f}", shown, f"{seconds:.1f}")
                floors[task.name][path] = max(floor, measured) if arguments.lift else floor
    Console(width=120).print(table)
    if arguments.lift:
        comment = "".join(
            f"{line}\n" for line in FLOORS.read_text(encoding="utf-8").splitlines() if line.startswith("#")
        )
        FLOORS.write_text(comment + "\n" + tomli_w.dumps(floors), encoding="utf-8")
    if fallen:
        sys.exit(f"{fallen} measure(s) fell below the floor.")


if __name__ == "__main__":
    main()
