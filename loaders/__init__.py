"""The outside world into the graph: document formats, reading, and sources of evidence."""
