"""Attribute: who said what, through whom."""

from wherefrom.attribute.attributing import attribute_document
from wherefrom.attribute.find.readers import Readers, choose_readers

__all__ = ["Readers", "attribute_document", "choose_readers"]
