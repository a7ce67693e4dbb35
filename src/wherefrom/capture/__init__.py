"""Capture: originals into the bag, every act into the custody ledger.

The order in which things reach the disk is the whole of the crash safety, so it is said once, here:

1. the bytes are copied to ``incoming/`` while their digest is taken, and synced;
2. the act is appended to the ledger and synced: from here on the capture is acknowledged;
3. the payload is renamed into ``evidence/data/``;
4. manifest, bag-info and tag manifest follow.

Whatever is cut off after step 2 is finished by the next `open_bag`, which says so in the ledger; what is cut off before
it was never acknowledged and is cleared away. So no payload can lie in the bag that no act names.
"""

from wherefrom.capture.bag import Bag, create_evidence, open_bag
from wherefrom.capture.collection import Collecting, Method, begin_collecting
from wherefrom.capture.entry import CaptureResult, capture_file
from wherefrom.capture.inputs import InputPath, Refused, list_inputs
from wherefrom.capture.judgements import decisions_of, record_decision
from wherefrom.capture.ledger import read_captures, read_ledger, record_act
from wherefrom.capture.lock import lock_case
from wherefrom.capture.names import escape_path, unescape_path
from wherefrom.capture.signing import Signed, sign_ledger
from wherefrom.capture.stamps import Stamp, check_stamps, stamp_ledger

__all__ = [
    "Bag",
    "CaptureResult",
    "Collecting",
    "InputPath",
    "Method",
    "Refused",
    "Signed",
    "Stamp",
    "begin_collecting",
    "capture_file",
    "check_stamps",
    "create_evidence",
    "decisions_of",
    "escape_path",
    "list_inputs",
    "lock_case",
    "open_bag",
    "read_captures",
    "read_ledger",
    "record_act",
    "record_decision",
    "sign_ledger",
    "stamp_ledger",
    "unescape_path",
]
