"""Owners and descriptions: whom "its", "kratom's" and "this herb" mean."""

from __future__ import annotations

from typing import Final

from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.units import Unit, is_plural
from substancekg.ontology.entities import Entity

BACKWARD: Final = frozenset(
    {"this", "these", "the", "that", "those", "such", "both", "its", "their"}
)


PAIRS: Final = frozenset(
    {"duo", "pair", "combination", "pairing", "combo", "two", "mixture", "blend"}
)


def possessor(parse: Parse, index: int, substance: bool = True) -> list[Argument]:
    """Return whom "its" or "kratom's" at the start of a noun group means; none without either."""
    units = parse.chunks[index].units
    for place, unit in enumerate(units):
        if unit.tag == "G":
            ahead = named_ahead(parse, index)
            if ahead is not None:
                return [ahead.at(unit.start, unit.end)]
            found = parse.discourse.pronoun(unit.low, unit.start, substance)
            return [a.at(unit.start, unit.end) for a in found]
        if unit.tag == "POS" and place:
            owner = units[place - 1]
            if owner.mention is not None and not owner.mention.entity.generic:
                return [argument(owner)]
            first = units[0]
            if first.low in BACKWARD:
                found = description(parse, first, owner)
                return [a.at(first.start, owner.end) for a in found]
            return []
    return []


def named_ahead(parse: Parse, index: int, after: int = -1) -> Argument | None:
    """Return X of "Thanks to its calming effects, X improves sleep"; ``None`` without such an X.

    :param after: the verb group of the subordinate clause that the pronoun itself is subject of
    """
    for verb, clause in parse.clauses.items():
        if parse.chunks[verb].form != "F" or verb <= after:
            continue
        place = clause.subject
        if place is None or place < index or parse.kind(place - 1) != ",":
            return None
        last = parse.chunks[place].units[-1].mention
        if last is None or last.entity.type not in AGENTS or last.entity.generic:
            return None
        return argument(parse.chunks[place].units[-1])
    return None


def description(parse: Parse, first: Unit, head: Unit) -> list[Argument]:
    """Return what "this herb", "these receptors" point back to."""
    many = is_plural(head)
    if head.low in PAIRS and not many:
        named: dict[str, Argument] = {}  # "X must not be taken with Y, because the mixture ..."
        for unit in parse.units:
            if unit.start < first.start and unit.mention is not None:
                entity = unit.mention.entity
                if entity.type in AGENTS and not entity.generic:
                    named.setdefault(entity.slug, argument(unit))
        if len(named) > 1:
            return list(named.values())
    if head.low in PAIRS or head.low == "both":
        return parse.discourse.pair(first.start)
    noun = head.low
    for sense in head.word.nouns:
        noun = sense.noun
    kind = head.mention.entity if head.mention is not None else None
    if kind is not None and kind.generic and not many:
        topic = parse.discourse.topic()
        if topic and kind.slug in parse.discourse.classes_of(topic[0].entity):
            return topic  # "the extract" on a page about a plant
    if kind is not None and kind.type != "Intervention" and not _is_general(kind):
        found = parse.discourse.of_class(kind, first.start, many)
        if found and not (many and len(found) == 1 and kind.type == "CompoundClass"):
            return found
        if many and kind.type == "CompoundClass":
            return parse.discourse.pair(first.start) or found
    for name in (noun, singular(head.low)):
        found = parse.discourse.described(name, first.start, many)
        if found:
            return found
    words = head.low.split()
    if len(words) > 1:
        return parse.discourse.described(singular(words[-1]), first.start, many)
    return []


def _is_general(entity: Entity) -> bool:
    return entity.generic and entity.type == "Condition"


def singular(noun: str) -> str:
    """Return a noun without the ending of a regular plural."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
