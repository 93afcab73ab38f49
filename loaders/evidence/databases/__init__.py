"""Databases of the field that can be imported, one module each."""
