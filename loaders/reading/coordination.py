"""Coordination: which noun groups stand in one list."""

from __future__ import annotations

from typing import Final

from substancekg.loaders.reading.clauses import first_of_list, list_kind
from substancekg.loaders.reading.parse import Parse

COORDINATORS: Final = frozenset(
    {"and", "or", "as well as", "and/or", "in addition to", "&", "nor", "/", "plus"}
)


def members_right(parse: Parse, index: int) -> list[int]:
    """Return the noun groups coordinated with the one at ``index``, itself first."""
    members = [index]
    pending: list[int] = []
    place = past_modifiers(parse, index)
    while True:
        kind = parse.kind(place)
        if place > index + 1 and len(members) == 1 and _inner_list(parse, index, place):
            return members
        if kind == "," and parse.kind(place + 1) == "C" and parse.low(place + 1) in COORDINATORS:
            place += 1
            kind = "C"
        if kind == "," and parse.kind(place + 1) == "NP":
            pending.append(place + 1)
            place = past_modifiers(parse, place + 1)
            continue
        if kind == "C" and "".join(parse.kind(place + step) for step in range(1, 6)) == ",PNP,NP":
            members += [*pending, place + 5]  # "paranoia and, in some people, psychosis"
            pending = []
            place = past_modifiers(parse, place + 5)
            continue
        if kind == "C" and parse.low(place) in COORDINATORS and parse.kind(place + 1) == "NP":
            following = parse.clauses.get(place + 2)
            if (
                following is not None
                and parse.chunks[place + 2].form == "F"
                and following.subject == place + 1
                and _has_finite(parse, place)
            ):
                return members  # a new clause begins
            members += [*pending, place + 1]
            pending = []
            place = past_modifiers(parse, place + 1)
            continue
        return members


def _inner_list(parse: Parse, index: int, place: int) -> bool:
    """Whether the list after "the release of A, B and C" belongs to A and not to the release."""
    if parse.low(index + 1) not in ("of", "in", "from") or parse.kind(index + 2) != "NP":
        return False
    following = place + 1 if parse.kind(place) in (",", "C") else place
    if parse.kind(following) == "C":
        following += 1
    if parse.kind(following) != "NP":
        return False
    inner = list_kind(parse.chunks[index + 2])
    return bool(inner) and inner == list_kind(parse.chunks[following])


def _has_finite(parse: Parse, place: int) -> bool:
    """Whether a finite verb stands before, in the same clause."""
    for index in range(place - 1, -1, -1):
        if parse.kind(index) == "VP" and parse.chunks[index].form == "F":
            return True
        if parse.kind(index) in ("S", ":", "R"):
            return False
    return False


def past_modifiers(parse: Parse, index: int) -> int:
    """Return the index after a noun group, its "of" and "in" groups and brackets."""
    place = index + 1
    while True:
        if parse.kind(place) == "P" and parse.kind(place + 1) == "NP" and parse.low(place) in (
            "of", "in", "from", "during",
        ):  # fmt: skip
            place += 2
        elif parse.kind(place) == "(":
            close = place
            while parse.kind(close) not in (")", ""):
                close += 1
            if parse.kind(close) != ")":
                return place
            place = close + 1
        else:
            return place


def members_left(parse: Parse, index: int, *, objects: bool = False) -> list[int]:
    """Return the noun groups coordinated to the left of a subject, itself last.

    :param objects: whether the list may be a verb's object ("contains X and Y, which are ...")
    """
    first = first_of_list(parse.chunks, index)
    if parse.kind(first - 1) in ("VP", "P") and not objects:
        return [index]  # an object before, then "and" with a new subject
    return [place for place in range(first, index + 1) if parse.kind(place) == "NP"]
