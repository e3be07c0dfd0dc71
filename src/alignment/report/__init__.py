"""A neutral document, then one module per form."""
