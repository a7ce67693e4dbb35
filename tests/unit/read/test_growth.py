"""Reading takes linear time: four times the bytes take about four times the time, whatever shape hostile text has."""

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest

from wherefrom.read.dispatch import read_material
from wherefrom.read.parts.material import Material

SMALL = 24 * 1024
TIMES = 4
MOST = 11
"""A quadratic reader takes sixteen times as long; a linear one four times, and what a busy machine adds."""

FREE = 0.4
"""Processor seconds that say nothing: the first use of a library costs as much."""


def load_shapes() -> ModuleType:
    """The shapes of `benchmarks/read_growth.py`, where they are measured at full size."""
    path = Path(__file__).resolve().parents[3] / "benchmarks" / "read_growth.py"
    spec = importlib.util.spec_from_file_location("read_growth", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SHAPES = load_shapes().SHAPES


def seconds_for(name: str, size: int) -> float:
    media_type, make = SHAPES[name]
    made = make(size)
    material = Material("cap-0", made.encode() if isinstance(made, str) else made, "", "invented")
    start = time.process_time()
    reading = read_material(material, media_type)
    took = time.process_time() - start
    assert reading.outcomes
    return took


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_bytes_take_about_four_times_the_time(name: str) -> None:
    few = seconds_for(name, SMALL)
    many = seconds_for(name, SMALL * TIMES)
    assert many <= FREE + MOST * few
