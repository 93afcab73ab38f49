"""Aspects: what of an object changes, and how two aspects compare.

Only aspects of the aspects table (or their other words) are compared. Anything else that stands in
such a place (``postpartum``, ``efficacy``) is a circumstance and never keeps evidence from a claim.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cache, lru_cache

from substancekg.ontology.vocabulary import aspect_ancestors, aspects


class AspectMatch(Enum):
    """How the aspect of a piece of evidence compares with that of a claim."""

    SAME = auto()
    """equal, or one of the two names none"""
    NARROWER = auto()
    """the evidence's aspect lies below the claim's (release below level)"""
    BROADER = auto()
    """the evidence's aspect lies above the claim's"""
    DIFFERENT = auto()
    """both name one and neither lies above the other"""


@cache
def _names() -> dict[str, str]:
    """Return the aspect that each name and each other word stands for; names win over words."""
    found: dict[str, str] = {}
    for aspect in aspects().values():
        for word in aspect.words:
            found.setdefault(word.casefold(), aspect.name)
    found.update((name.casefold(), name) for name in aspects())
    return found


@lru_cache(maxsize=4096)
def named_aspect(text: str) -> str:
    """Return the aspect of the table that a cell or phrase names, or the empty string.

    >>> named_aspect("secretion"), named_aspect("release, accumbens"), named_aspect("postpartum")
    ('release', 'release', '')
    """
    for part in text.split(","):
        name = _names().get(part.strip().casefold())
        if name is not None:
            return name
    return ""


@lru_cache(maxsize=4096)
def compare_aspects(claimed: str, reported: str) -> AspectMatch:
    """Compare the aspect of a claim with that of a piece of evidence."""
    ours, theirs = named_aspect(claimed), named_aspect(reported)
    if not ours or not theirs or ours == theirs:
        return AspectMatch.SAME
    if ours in aspect_ancestors(theirs):
        return AspectMatch.NARROWER
    if theirs in aspect_ancestors(ours):
        return AspectMatch.BROADER
    return AspectMatch.DIFFERENT
