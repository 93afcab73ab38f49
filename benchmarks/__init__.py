"""Measurements of reading, speed and size; `make bench` runs them all."""
