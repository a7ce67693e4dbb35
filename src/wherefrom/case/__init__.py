"""A case as a Python object, the roads that it takes, and what is beside them: custody and deciding."""

from wherefrom.case.opened import Case, collector_name, create_case, open_case

__all__ = ["Case", "collector_name", "create_case", "open_case"]
