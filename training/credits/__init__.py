"""The network of credits: whom a document has a statement from. See README.md, its model card."""
