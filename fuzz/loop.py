"""The loop: seeds, damage, a trial, and what was found kept as a named file.

usage: python -m fuzz.loop [--seconds 60] [--count 100000] [--target pdf …] [--seed 1] [--again FILE …]

The same seed, targets and count give the same inputs. Exit code 1 when something was found.
"""

import argparse
import contextlib
import hashlib
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from fuzz.mutate import cut_off, damage
from fuzz.shrink import shrink
from fuzz.targets import TARGETS, Target
from fuzz.trial import Verdict, try_input

CRASHES = Path(__file__).resolve().parent / "crashes"
_NAME = re.compile(r"([a-z-]+)-[0-9a-f]{12}\.bin")
_AS_THEY_ARE = 0.02
_CUT = 0.1
_BY_FORM = 0.6
_SHRINKING, _SHRINK_SECONDS = 400, 10.0


def make_input(target: Target, seeds: list[bytes], seed: int, number: int) -> bytes:
    """The input of a number: always the same one for the same seed."""
    chance = random.Random(f"{seed}:{target.name}:{number}")
    data = seeds[number % len(seeds)]
    kind = chance.random()
    if kind < _AS_THEY_ARE:
        return data
    if kind < _CUT:
        return cut_off(data, chance)
    if target.own and kind < _BY_FORM:
        for _ in range(chance.choice((1, 1, 2, 3))):
            data = chance.choice(target.own)(data, chance)
        return data
    return damage(data, chance, seeds)


def keep(target: Target, data: bytes, verdict: Verdict, folder: Path) -> Path:
    """Write a found input under its target's name and digest, and what it does beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{target.name}-{hashlib.sha256(data).hexdigest()[:12]}.bin"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(f"{verdict.fault}\n\n{verdict.detail}\n", encoding="utf-8")
    return path


def fuzz_target(target: Target, options: argparse.Namespace, seconds: float) -> tuple[int, Counter[str]]:
    """Fuzz one target for a while; returns how many inputs were tried, and how often each fault was met."""
    seeds, met, number = target.seeds(), Counter[str](), 0
    # Once in this process, so that what is loaded at the first use (tables of languages, for example) is there in every child.
    warm_up(target, seeds)
    end = time.monotonic() + seconds
    while number < options.count and time.monotonic() < end:
        data = make_input(target, seeds, options.seed, number)
        verdict = try_input(target, data, options.limit)
        number += 1
        if not verdict.fault:
            continue
        met[verdict.signature] += 1
        if met[verdict.signature] == 1:
            small = _shrink(target, data, verdict, options.limit)
            path = keep(target, small, try_input(target, small, options.limit), options.crashes)
            _say(f"  {target.name}, input {number - 1}: {verdict.fault}\n    kept, {len(small)} bytes: {path}")
    return number, met


def warm_up(target: Target, seeds: list[bytes]) -> None:
    """Run the sound inputs here, where they do no harm; what they do wrong is found by the first trials."""
    for seed in seeds:
        with contextlib.suppress(Exception):
            target.check(seed)


def try_again(paths: list[Path], limit: float) -> int:
    """Run kept files again; returns how many still do what must not be."""
    still = 0
    for path in paths:
        verdict = try_input(target_of(path), path.read_bytes(), limit)
        still += bool(verdict.fault)
        _say(f"{path.name}: {verdict.fault or 'holds'}")
        if verdict.fault:
            _say(verdict.detail)
    return still


def target_of(path: Path) -> Target:
    """What a kept file was found with, by its name.

    Raises:
        ValueError: the name has another form, or names nothing that is fuzzed.
    """
    named = _NAME.fullmatch(path.name)
    if named is None or named.group(1) not in TARGETS:
        raise ValueError(
            f"{path.name} is not called <target>-<12 hexadecimal digits>.bin; targets: {', '.join(TARGETS)}"
        )
    return TARGETS[named.group(1)]


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, or run kept files again."""
    parser = argparse.ArgumentParser(description="Fuzz everything that reads what others wrote.")
    parser.add_argument("--seconds", type=float, default=120.0, help="in all, shared among the targets (120)")
    parser.add_argument("--count", type=int, default=100_000, help="inputs for each target at most (100000)")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds after which one input counts as hung (20)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other damage (1)")
    parser.add_argument("--target", "--reader", nargs="*", choices=sorted(TARGETS), help="some of them; default: all")
    parser.add_argument("--crashes", type=Path, default=CRASHES, help="where found inputs are kept (fuzz/crashes)")
    parser.add_argument("--again", type=Path, nargs="+", help="only run these kept files again")
    options = parser.parse_args(arguments)
    if options.again:
        return int(try_again(options.again, options.limit) > 0)
    names = options.target or list(TARGETS)
    tried, faults, begun = 0, 0, time.monotonic()
    for place, name in enumerate(names):
        left = options.seconds - (time.monotonic() - begun)
        number, met = fuzz_target(TARGETS[name], options, max(left, 0) / (len(names) - place))
        tried, faults = tried + number, faults + len(met)
        _say(
            f"{name}: {number:,} inputs, {len(met)} kinds of fault"
            + "".join(f"\n  {count} x {what}" for what, count in met.items())
        )
    _say(f"{tried:,} inputs in {time.monotonic() - begun:.0f} seconds, {faults} kinds of fault.")
    return int(faults > 0)


def _shrink(target: Target, data: bytes, verdict: Verdict, limit: float) -> bytes:
    end = time.monotonic() + _SHRINK_SECONDS

    def is_same(shorter: bytes) -> bool:
        return time.monotonic() < end and try_input(target, shorter, limit).signature == verdict.signature

    return shrink(data, is_same, _SHRINKING)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
