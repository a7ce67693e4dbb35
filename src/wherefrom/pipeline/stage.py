"""A stage: what it needs, what it gives, how it is done, and what it is done with."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wherefrom.config import Settings
from wherefrom.records import Outcome

# Told how much of a stage is done, and of how much.
Progress = Callable[[int, int], None]


class Scope(StrEnum):
    """What one piece of a stage's work is done on, and how its function is called.

    ``capture``: ``work(evidence, settings)`` opens a function from a capture to a reading. ``document``: ``work(settings,
    records)`` is given the records of one document. ``case``: ``work(records, progress)`` is given those of the whole case.
    The latter two give `Made`.
    """

    CAPTURE = "capture"
    DOCUMENT = "document"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a stage is done with beside its own code.

    Attributes:
        name: models and word lists by name and digest; other tools make other results.
        fallback: what could not be used, and what is used in its place; empty: nothing is missing.
    """

    name: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What one piece of work gave.

    Attributes:
        records: by kind, as `CaseRecords` names its fields.
        outcomes: what of the material could not be done, and why.
    """

    records: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()


def bare(_settings: Settings) -> Tools:
    """The tools of a stage that has none."""
    return Tools()


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One stage of the way from bytes to findings.

    Attributes:
        name: a verb, as screens and the table of work name it.
        title: what a person is told is going on.
        number: of its code; raised whenever the same material would give other records.
        scope: what one piece of its work is done on.
        needs: kinds of records that it is given, as `CaseRecords` names its fields.
        gives: kinds of records that it makes.
        work: makes them; see `Scope`.
        tools: what it is done with, under some settings.
        limits: settings under which its work may fail; when one of them changes, what failed is tried again.
    """

    name: str
    title: str
    number: int
    scope: Scope
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    work: Callable[..., Any]
    tools: Callable[[Settings], Tools] = bare
    limits: tuple[str, ...] = ()

    def version(self, settings: Settings) -> str:
        """The number of its code, with its tools: what it made is stale when this changes."""
        return " ".join(filter(None, (str(self.number), self.tools(settings).name)))

    def limits_under(self, settings: Settings) -> str:
        """Its limits as the settings have them, as JSON."""
        return json.dumps({name: getattr(settings, name) for name in self.limits}, sort_keys=True)
