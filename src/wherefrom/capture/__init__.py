"""Capture: originals into the bag, every act into the custody ledger.

The order in which things reach the disk is the whole of the crash safety, so it is said once, here:

1. the bytes are copied to ``incoming/`` while their digest is taken, and synced;
2. ``custody.head`` names the line to come beside the last one; the act is appended to the ledger and synced: from here
   on the capture is acknowledged; the head names the new line alone;
3. the payload is put into the bag's twin, with manifest, bag-info and tag manifest;
4. twin and bag change places in one step, and the former bag, the twin now, gets the same.

Whatever is cut off after step 2 is finished by the next `open_bag`, which says so in the ledger; what is cut off before
it was never acknowledged and is cleared away. So no payload can lie in the bag that no act names, and the bag is valid
at every instant.
"""

from wherefrom.capture.bag.bagging import Bag, create_evidence, finish_writing, open_bag
from wherefrom.capture.bag.beginning import is_beginning
from wherefrom.capture.entry import CaptureResult, capture_file
from wherefrom.capture.ground.file_names import escape_path, unescape_path
from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.inputs import InputPath, Refused, list_inputs
from wherefrom.capture.ledger.act_lines import captures_of, read_captures, read_ledger, record_act
from wherefrom.capture.ledger.collecting import Collecting, Method, begin_collecting
from wherefrom.capture.ledger.handing import find_items, record_note, record_transfer
from wherefrom.capture.ledger.judgements import decisions_of, record_decision
from wherefrom.capture.seals.ledger_signing import Signed, sign_ledger
from wherefrom.capture.seals.stamp_tokens import Stamp
from wherefrom.capture.seals.stamping import check_stamps, stamp_ledger
from wherefrom.capture.web.address import is_address
from wherefrom.capture.web.capturing import capture_url, refuse_url
from wherefrom.capture.web.fetch import Web

__all__ = [
    "Bag",
    "CaptureResult",
    "Collecting",
    "InputPath",
    "Method",
    "Refused",
    "Signed",
    "Stamp",
    "Web",
    "begin_collecting",
    "capture_file",
    "capture_url",
    "captures_of",
    "check_stamps",
    "create_evidence",
    "decisions_of",
    "escape_path",
    "find_items",
    "finish_writing",
    "is_address",
    "is_beginning",
    "list_inputs",
    "lock_case",
    "open_bag",
    "read_captures",
    "read_ledger",
    "record_act",
    "record_decision",
    "record_note",
    "record_transfer",
    "refuse_url",
    "sign_ledger",
    "stamp_ledger",
    "unescape_path",
]
