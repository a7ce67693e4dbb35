"""Confinement of processes that read what others wrote.

Whoever reads foreign bytes does so in a process of its own that may read the program's files and what it was handed, compute, and
answer in bytes; nothing else. Such a process may crash, hang, flood or lie: that costs one item. A clean *server* process
(`server`) imports everything once and forks one *worker* (`worker`) for each item; `confinement` is the side that asks.
"""

from wherefrom.confine.bounds import Limits, allow_seconds, limit_memory
from wherefrom.confine.confinement import Confinement, Died, ServerGoneError, Worker, open_confinement
from wherefrom.confine.mechanisms import Mechanisms

__all__ = [
    "Confinement",
    "Died",
    "Limits",
    "Mechanisms",
    "ServerGoneError",
    "Worker",
    "allow_seconds",
    "limit_memory",
    "open_confinement",
]
