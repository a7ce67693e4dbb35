"""Exports: a case in other programs' formats; a module a format, listed in `formats`, placed whole by `export_place`."""
