"""Store: everything derived, in one SQLite file that can be deleted and made again."""

from wherefrom.store.derived import Work
from wherefrom.store.opening import Store, open_store
from wherefrom.store.reader import Hit

__all__ = ["Hit", "Store", "Work", "open_store"]
