"""The program's answer on stories whose origin is known."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import wherefrom
from wherefrom.records import Trace
from wherefrom.spans import covered_text
from wherefrom.trace import measure_independence

STORIES = 30
# Measured, of 30 stories; they only rise.
HI_RIGHT, FIRM_RIGHT, CIRCLES_RIGHT = 30, 30, 30


@pytest.fixture(scope="module")
def press(load_script: Callable[[str, Path], ModuleType]) -> ModuleType:
    return load_script("simulator", Path(__file__).parent / "simulator.py")


def trace_story(articles: list[tuple[str, str]], claim: str) -> Trace:
    documents = tuple(
        wherefrom.read_text(text, document_id=outlet, outlet=outlet, published=f"2026-05-{day:02d}")
        for day, (outlet, text) in enumerate(articles, start=10)
    )
    case = wherefrom.analyse(documents, until="link")
    number = claim.split(maxsplit=1)[0]
    carrying = [
        record
        for record in case.claims
        if any(
            number in covered_text(case.document[case.statement[s].document].text, case.statement[s].spans).split()
            for s in record.statements
        )
    ]
    return wherefrom.trace_claims(replace(case, claims=tuple(sorted(carrying, key=lambda c: -len(c.statements))[:1])))[
        0
    ]


def test_intervals_of_stories_with_a_known_origin(press: ModuleType) -> None:
    hi, firm, missed = 0, 0, []
    for seed in range(STORIES):
        story = press.publish_story(seed)
        expected, got = measure_independence(story.kinds, story.edges), trace_story(story.articles, story.claim)
        hi += got.hi == expected.hi
        firm += got.firm == expected.firm
        if (got.firm, got.hi) != (expected.firm, expected.hi):
            missed.append((seed, (expected.firm, expected.hi), (got.firm, got.hi)))
    assert hi >= HI_RIGHT, f"hi right in {hi} of {STORIES}: {missed}"
    assert firm >= FIRM_RIGHT, f"firm right in {firm} of {STORIES}: {missed}"


def test_circles_are_seen_as_circles(press: ModuleType) -> None:
    right = 0
    for seed in range(STORIES):
        story = press.publish_circle(seed)
        got = trace_story(story.articles, story.claim)
        expected = measure_independence(story.kinds, story.edges)
        right += (got.circles, got.rootless, got.hi) == (expected.circles, expected.rootless, 0)
    assert right >= CIRCLES_RIGHT, f"{right} of {STORIES}"


def test_the_press_prints_the_same_for_the_same_seed(press: ModuleType) -> None:
    assert press.publish_story(3) == press.publish_story(3)
    assert press.publish_story(3) != press.publish_story(4)
