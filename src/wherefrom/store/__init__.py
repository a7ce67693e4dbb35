"""Store: everything derived, in one SQLite file that can be deleted and made again."""

from wherefrom.store.opening import Store, open_store
from wherefrom.store.reader import Hit

__all__ = ["Hit", "Store", "open_store"]
