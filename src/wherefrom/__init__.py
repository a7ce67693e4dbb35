"""Wherefrom tells you what an allegation rests on.

    import wherefrom

    case = wherefrom.create("mycase")
    case.add("documents/")
    case.trace()
    for claim, trace in case.claims():
        print(claim.text, trace.lo, trace.hi, trace.sentence)
    case.publish("dossier")

The way of the data, one folder a verb:

    capture ─▶ read ─▶ attribute + figures ─▶ link ─▶ trace ─▶ check ─▶ publish
     bytes     text        statements        claims  origins  findings  dossier
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wherefrom.attribute import attribute_document
    from wherefrom.case import Case
    from wherefrom.case import create_case as create
    from wherefrom.case import open_case as open  # noqa: A004 - the verb that a user expects
    from wherefrom.check import check_case
    from wherefrom.errors import WherefromError
    from wherefrom.figures import find_figures
    from wherefrom.link import link_statements
    from wherefrom.pipeline.analysing import analyse_documents as analyse
    from wherefrom.read import read_text
    from wherefrom.records import CaseRecords
    from wherefrom.trace import trace_claims
    from wherefrom.verify import verify_case

__version__ = "0.1.0"

__all__ = [
    "Case",
    "CaseRecords",
    "WherefromError",
    "analyse",
    "attribute_document",
    "check_case",
    "create",
    "find_figures",
    "link_statements",
    "open",
    "read_text",
    "trace_claims",
    "verify_case",
]

_HOME = {
    "Case": ("wherefrom.case", "Case"),
    "CaseRecords": ("wherefrom.records", "CaseRecords"),
    "WherefromError": ("wherefrom.errors", "WherefromError"),
    "analyse": ("wherefrom.pipeline.analysing", "analyse_documents"),
    "attribute_document": ("wherefrom.attribute", "attribute_document"),
    "check_case": ("wherefrom.check", "check_case"),
    "create": ("wherefrom.case", "create_case"),
    "find_figures": ("wherefrom.figures", "find_figures"),
    "link_statements": ("wherefrom.link", "link_statements"),
    "open": ("wherefrom.case", "open_case"),
    "read_text": ("wherefrom.read", "read_text"),
    "trace_claims": ("wherefrom.trace", "trace_claims"),
    "verify_case": ("wherefrom.verify", "verify_case"),
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for.

    Late, because ``python -m wherefrom.verify`` must run on a bare Python on which nothing else is installed.
    """
    if name not in _HOME:
        message = f"module 'wherefrom' has no attribute {name!r}"
        raise AttributeError(message)
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)
