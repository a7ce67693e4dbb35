"""A case as a Python object, the roads that it takes, and what is beside them: custody and deciding."""

from wherefrom.case.opened import Case, collector_name, create_case, open_case
from wherefrom.case.roads import STEP_TITLES
from wherefrom.pipeline.run import Report

__all__ = ["STEP_TITLES", "Case", "Report", "collector_name", "create_case", "open_case"]
