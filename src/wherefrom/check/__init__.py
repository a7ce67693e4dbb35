"""Check: what a reader should look at."""

from wherefrom.check.cited_not_held import CHECK as CITED_NOT_HELD
from wherefrom.check.registry import check_case

__all__ = ["CITED_NOT_HELD", "check_case"]
