"""The bag: originals in BagIt form, valid at every instant."""

from wherefrom.capture.bag.bagging import Bag, create_evidence, finish_writing, open_bag
from wherefrom.capture.bag.beginning import is_beginning

__all__ = ["Bag", "create_evidence", "finish_writing", "is_beginning", "open_bag"]
