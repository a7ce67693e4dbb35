"""The custody ledger: its lines, and the acts that are written into it."""

from wherefrom.capture.ledger.act_lines import captures_of, read_captures, read_ledger, record_act
from wherefrom.capture.ledger.collecting import Collecting, Method, begin_collecting
from wherefrom.capture.ledger.handing import find_items, record_note, record_transfer
from wherefrom.capture.ledger.judgements import decisions_of, record_anchors, record_decision

__all__ = [
    "Collecting",
    "Method",
    "begin_collecting",
    "captures_of",
    "decisions_of",
    "find_items",
    "read_captures",
    "read_ledger",
    "record_act",
    "record_anchors",
    "record_decision",
    "record_note",
    "record_transfer",
]
