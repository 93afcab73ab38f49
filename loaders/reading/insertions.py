"""Insertions between commas or brackets: names of a class, and classes of a name."""

from __future__ import annotations

from substancekg.loaders.reading.coordination import members_right
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import Argument
from substancekg.loaders.reading.units import is_plural
from substancekg.ontology.entities import Entity


def name_apposed(parse: Parse, index: int, entity: Entity) -> list[Argument]:
    """Return the name of "one compound, mitragynine, ..." for its class before the comma."""
    if not entity.generic and entity.type not in ("CompoundClass", "ReceptorFamily"):
        return []
    plural = parse.chunks[index]
    index = past_whole(parse, index)
    if parse.kind(index + 1) not in (",", "(", ":") or parse.kind(index + 2) != "NP":
        return []
    listed = names_listed(parse, index + 2)
    if listed and is_plural(plural.head):
        return listed
    if parse.kind(index + 3) not in (",", ")", "", ":"):
        return []
    units = parse.chunks[index + 2].units
    if len(units) != 1 or units[0].mention is None:
        return []
    if is_plural(plural.head) and not is_plural(units[0]):
        return []
    named = units[0].mention.entity
    return [] if named.generic or named.slug == entity.slug else [argument(units[0])]


def past_whole(parse: Parse, index: int) -> int:
    """Return the index of the last group of "alkaloids in kratom" before an insertion."""
    if (
        parse.low(index + 1) in ("in", "of", "from")
        and parse.kind(index + 2) == "NP"
        and parse.kind(index + 3) in (",", "(", ":")
    ):
        return index + 2
    return index


def names_listed(parse: Parse, index: int) -> list[Argument]:
    """Return X and Y of an insertion "X and Y," of bare names; none of anything else."""
    members = members_right(parse, index)
    if len(members) < 2 or parse.kind(members[-1] + 1) not in (",", ")", ":", ""):
        return []
    found: list[Argument] = []
    for member in members:
        units = parse.chunks[member].units
        if len(units) != 1 or units[0].mention is None or units[0].mention.entity.generic:
            return []
        found.append(argument(units[0]))
    return found


def is_apposed(parse: Parse, index: int, entity: Entity) -> bool:
    """Whether a group is a class named after a comma ("melatonin, a hormone known for ...")."""
    if parse.kind(index - 1) != "," or parse.kind(index - 2) != "NP":
        return False
    both_many = is_plural(parse.chunks[index].head) and is_plural(parse.chunks[index - 2].head)
    opener = parse.chunks[index].units[0].low
    if opener not in ("a", "an", "another", "our", "one", "the") and not (
        both_many and entity.generic and parse.kind(index + 1) in ("R", "VP")
    ):
        return False
    return entity.generic or entity.type in ("CompoundClass", "ReceptorFamily")
