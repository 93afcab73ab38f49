"""The sample articles that the demo reads: invented texts, written for this project."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def sample_articles() -> list[Traversable]:
    """Return the sample articles in the order of their names."""
    folder = files("substancekg.examples")
    return sorted(
        (item for item in folder.iterdir() if item.name.endswith((".txt", ".md", ".html"))),
        key=lambda item: item.name,
    )
