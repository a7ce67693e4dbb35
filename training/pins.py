"""Pins: the digest of every file of a model that ships, so that nothing else is taken for it."""

import json
from hashlib import sha256
from pathlib import Path


def pin(models: Path, name: str) -> None:
    """Write the digest of every file of a model into ``pins.json``."""
    pins_file = models / "pins.json"
    pins = json.loads(pins_file.read_text(encoding="utf-8")) if pins_file.exists() else {}
    pins[name] = {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted((models / name).iterdir())}
    pins_file.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
