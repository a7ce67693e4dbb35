"""The export formats, each once: help, documentation and errors draw from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from wherefrom.errors import InstallationError, UsageError

EXTRA = 'pip install "wherefrom[export]"'


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of export.

    Attributes:
        name: as the user gives it; its module is ``export_<name>``, its function ``write_<name>``, hyphens as underscores.
        ending: of the file; for a folder, what is put behind the case's name.
        is_folder: it is a folder of files.
        what: what it holds and for whom, in one clause.
        needs: the library that it takes beyond the program itself; empty: nothing.
    """

    name: str
    ending: str
    is_folder: bool
    what: str
    needs: str = ""


FORMATS = (
    ExportFormat("json", ".json", False, "every record, one list a kind; the program reads it back"),
    ExportFormat("csv", "-csv", True, "claims, statements, findings, documents, links as tables for a spreadsheet"),
    ExportFormat("parquet", "-parquet", True, "every record as typed tables, for pandas, DuckDB, R, Spark", "pyarrow"),
    ExportFormat("bagit", "-bag", True, "originals, ledger and records as a BagIt bag, for an archive"),
    ExportFormat("wacz", ".wacz", False, "originals as a web archive, for ReplayWeb.page"),
    ExportFormat("ro-crate", "-crate", True, "originals with described captures and documents, for a repository"),
    ExportFormat("prov", ".prov.json", False, "what came from what, through whom, as W3C PROV", "prov"),
    ExportFormat("annotation", ".annotations.jsonld", False, "every statement as a W3C Web Annotation"),
    ExportFormat("ftm", ".ftm.json", False, "documents, speakers, statements for Aleph and OpenSanctions tools", "followthemoney"),
    ExportFormat("claimreview", ".claimreview.jsonld", False, "every claim and what it rests on, as schema.org ClaimReview"),
    ExportFormat("graphml", ".graphml", False, "documents, speakers, claims and links as one graph, for Gephi, yEd, igraph"),
)  # fmt: skip


def find_format(name: str) -> ExportFormat:
    """The format of a name.

    Raises:
        UsageError: there is none; the error names all.
    """
    for own in FORMATS:
        if own.name == name.lower():
            return own
    raise UsageError(f"{name!r} is no export format.", f"Use one of {', '.join(own.name for own in FORMATS)}.")


def load_writer(chosen: ExportFormat) -> Callable[[Any, Path], Any]:
    """The function that writes a format: ``(source, target) -> Written``. Loaded late: some need large libraries.

    Raises:
        InstallationError: its library is not installed.
    """
    stem = chosen.name.replace("-", "_")
    try:
        module = import_module(f"wherefrom.publish.exports.export_{stem}")
    except ModuleNotFoundError as error:
        if not chosen.needs or (error.name or "").partition(".")[0] != chosen.needs:
            raise
        raise InstallationError(
            f"The format {chosen.name} needs the library {chosen.needs}, which is not installed.", f"Run `{EXTRA}`."
        ) from error
    writer: Callable[[Any, Path], Any] = getattr(module, f"write_{stem}")
    return writer


def describe_formats() -> str:
    """One line a format, for help and errors."""
    return "\n".join(f"{own.name:<12}{own.what}{' (folder)' if own.is_folder else ''}" for own in FORMATS)
