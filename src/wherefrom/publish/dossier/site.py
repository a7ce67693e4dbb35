"""The site: templates to files, each page knowing its way back to the top."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2

from wherefrom.language.counting import counted
from wherefrom.publish.dossier.lookups import Lookups
from wherefrom.publish.staging import GENERATOR
from wherefrom.publish.wording import (
    explain_interval,
    say_confidence,
    say_number,
    say_size,
    show_hidden,
)
from wherefrom.view.intervals import say_interval
from wherefrom.view.shortening import shorten

STYLESHEET = "dossier.css"
Report = Callable[[int, int], None]


class Site:
    """Writes pages into a folder.

    Attributes:
        folder: where.
        pages: how many pages have been written.
        expected: how many there will be, for the report.
    """

    def __init__(self, folder: Path, lookups: Lookups, report: Report | None, *, has_ledger: bool) -> None:
        self.folder = folder
        self.pages = 0
        self.expected = len(lookups.with_page) + len(lookups.case.documents) + 8
        self._report = report
        self._environment = make_environment()
        self._environment.globals.update(
            case_name=lookups.settings.name or lookups.case.name or "Untitled case",
            generator=f"{GENERATOR} {version('wherefrom')}",
            claim_address=lookups.claim_address,
            statement_address=lookups.statement_address,
            document_address=lookups.document_address,
            case=lookups.case,
            with_page=lookups.with_page,
            carries_originals=lookups.settings.originals,
            has_ledger=has_ledger,
            traces=lookups.case.trace,
            documents=lookups.case.document,
        )

    def write(self, path: str, template: str, **values: Any) -> None:  # noqa: ANN401 - whatever the template shows
        """Render a page to a path from the top of the dossier."""
        root = "../" * (len(PurePosixPath(path).parts) - 1)
        target = self.folder / path
        target.parent.mkdir(exist_ok=True)
        page = self._environment.get_template(template).render(root=root, path=path, **values)
        target.write_text(page, encoding="utf-8", newline="\n")
        self.pages += 1
        if self._report:
            self._report(self.pages, max(self.expected, self.pages))

    def write_list(self, stem: str, template: str, records: Sequence[Any], size: int, **values: Any) -> None:  # noqa: ANN401
        """Render a list over as many pages as it needs; the first is ``<stem>.html``, always written."""
        last = max(1, -(-len(records) // size))
        for number in range(1, last + 1):
            part = records[(number - 1) * size : number * size]
            path = list_page(stem, number)
            self.write(
                path, template, records=part, total=len(records), stem=stem, page=number, last_page=last,
                first_number=(number - 1) * size + 1, **values,
            )  # fmt: skip

    def write_stylesheet(self) -> None:
        """Copy the one stylesheet."""
        style = files("wherefrom.publish").joinpath("templates", STYLESHEET).read_bytes()
        (self.folder / STYLESHEET).write_bytes(style)


def list_page(stem: str, number: int) -> str:
    """The file name of one page of a list."""
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def make_environment() -> jinja2.Environment:
    """Templates that escape whatever they are given, and write hidden letters out."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("wherefrom.publish", "templates"),
        autoescape=True,
        finalize=_finish,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        confidence=say_confidence, interval=say_interval, explain=explain_interval, number=say_number, size=say_size,
        shorten=shorten, count=counted,
    )  # fmt: skip
    environment.globals["list_page"] = list_page
    return environment


def _finish(value: object) -> object:
    """What every expression of a template passes: no hidden letter of the material reaches a page unseen."""
    if value is None:
        return ""
    return show_hidden(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
