"""View: what is known, seen in the ways in which the stages and the screens ask for it; nothing here decides anything."""
