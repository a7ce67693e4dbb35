"""Seals: signatures and time stamps of the ledger's head."""

from wherefrom.capture.seals.ledger_signing import Signed, sign_ledger
from wherefrom.capture.seals.stamp_tokens import Stamp
from wherefrom.capture.seals.stamping import check_stamps, stamp_ledger

__all__ = ["Signed", "Stamp", "check_stamps", "sign_ledger", "stamp_ledger"]
