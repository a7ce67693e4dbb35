"""Attribute: who said what, through whom."""

from wherefrom.attribute.attributing import attribute_document

__all__ = ["attribute_document"]
