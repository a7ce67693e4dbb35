"""Fuzzing: damaged, twisted and hostile inputs for everything that reads what others wrote.

Run it with ``make fuzz``, or ``python -m fuzz.loop --help``. The order of the modules: `seeds` builds sound inputs,
`mutate` and `structure` damage them, `targets` says what reads them and what must hold, `trial` runs one in a process of
its own within limits, `shrink` makes what was found small, `loop` joins all of it.
"""
