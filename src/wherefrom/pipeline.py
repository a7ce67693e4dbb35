"""The order of the stages, each road readable top to bottom: add, trace, publish, verify."""
