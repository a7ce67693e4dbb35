"""Credits: whom a document has a statement from, by a network that learned the relation, whatever words tell it."""
