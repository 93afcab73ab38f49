"""People with a condition: "patients who suffer from insomnia" stands for insomnia."""

from __future__ import annotations

from typing import Final

from substancekg.loaders.reading.arguments import group
from substancekg.loaders.reading.parse import Parse
from substancekg.loaders.reading.references import Argument

PERSONS: Final = frozenset(
    [
        "people",
        "patients",
        "those",
        "individuals",
        "adults",
        "children",
        "women",
        "men",
        "users",
        "person",
        "patient",
        "someone",
        "anyone",
        "anybody",
        "sufferers",
        "consumers",
        "subjects",
        "volunteers",
        "teens",
        "seniors",
        "athletes",
    ]
)


SUFFER: Final = frozenset(
    [
        "have",
        "has",
        "had",
        "having",
        "suffer",
        "suffers",
        "suffering",
        "struggling",
        "struggle",
        "experiencing",
        "experience",
        "live",
        "living",
        "diagnosed",
    ]
)


def is_person(parse: Parse, index: int) -> bool:
    """Whether a noun group names people."""
    if parse.kind(index) != "NP":
        return False
    head = parse.chunks[index].head
    mention = head.mention
    return head.low in PERSONS or (mention is not None and mention.entity.type == "Population")


def patients(parse: Parse, index: int) -> list[Argument]:
    """Return the conditions of "people with A or B", "patients who have A"; none of other groups."""
    if not is_person(parse, index):
        return []
    place = index + 1
    if parse.kind(place) == "R" and parse.kind(place + 1) == "VP":
        place += 1
    if parse.kind(place) == "VP" and parse.chunks[place].head.low in SUFFER:
        place += 1
        if parse.kind(place) == "P":
            place += 1
    elif parse.low(place) in ("with", "suffering from"):
        place += 1
    else:
        return []
    if parse.low(place).endswith("history") and parse.low(place + 1) == "of":
        place += 2
    return [a for a in group(parse, place) if a.entity.type == "Condition"]
