import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wherefrom.confine import Confinement, open_confinement

HERE = str(Path(__file__).parent)


@pytest.fixture(scope="module")
def confinement() -> Iterator[Confinement]:
    sys.path.append(HERE)
    try:
        with open_confinement("misbehaving:prepare") as opened:
            yield opened
    finally:
        sys.path.remove(HERE)
