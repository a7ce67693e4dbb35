"""Check: what a reader should look at."""

from wherefrom.check.registry import check_case

__all__ = ["check_case"]
