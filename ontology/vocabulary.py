"""The vocabulary: predicates, entity types and aspects, each read from its table.

The tables are ``data/predicates.tsv``, ``data/entity_types.tsv`` and ``data/aspects.tsv``; nothing
about a single predicate is written in code.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from substancekg.errors import DataError, UnknownNameError
from substancekg.ontology.tables import data_file, read_rows, split_cell


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of entity.

    :ivar group: ``substance``, ``target``, ``state`` or ``context``
    :ivar family: one of the seven families that pictures tell apart
    :ivar biolink: Biolink class, as a CURIE
    """

    name: str
    group: str
    family: str
    biolink: str
    definition: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A kind of relation.

    :ivar parent: the broader predicate; empty at the top
    :ivar label: for tables and edges (``agonist of``)
    :ivar reading: between subject and object in a sentence (``is an agonist of``)
    :ivar domain: names of the entity types that a subject may have
    :ivar range: names of the entity types that an object may have
    :ivar symmetric: whether it holds both ways whatever its ends are
    :ivar symmetric_types: entity types between which it holds both ways
    :ivar opposite: a predicate that cannot hold beside this one; empty when there is none
    :ivar subject_steps: steps that may lead from the claim's subject to narrower evidence
    :ivar object_steps: the same for the object
    :ivar biolink: Biolink predicate; empty when there is none of near meaning
    :ivar biolink_qualifiers: ``qualifier=value`` pairs that make the Biolink predicate as exact
    :ivar other: term of RO, BFO or RDFS
    :ivar usage: which words call for it, and which for another one
    """

    name: str
    parent: str
    label: str
    reading: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    opposite: str
    subject_steps: frozenset[str]
    object_steps: frozenset[str]
    biolink: str
    biolink_qualifiers: tuple[str, ...]
    biolink_match: str
    other: str
    other_match: str
    definition: str
    usage: str = ""
    symmetric_types: frozenset[str] = frozenset()

    def allows(self, subject_type: str, object_type: str) -> bool:
        """Whether entities of these types may stand at the ends."""
        return subject_type in self.domain and object_type in self.range

    def symmetric_between(self, subject_type: str, object_type: str) -> bool:
        """Whether it holds both ways between entities of these types."""
        return self.symmetric or {subject_type, object_type} <= self.symmetric_types


@dataclass(frozen=True, slots=True)
class Aspect:
    """What of an object changes.

    :ivar parent: the broader aspect; empty at the top
    :ivar words: other words for it
    """

    name: str
    parent: str
    words: tuple[str, ...]
    definition: str


@cache
def entity_types() -> Mapping[str, EntityType]:
    """Return the entity types by name, in the order of their table."""
    columns = ("name", "group", "family", "biolink", "definition")
    rows = read_rows(data_file("entity_types.tsv"), columns)
    return MappingProxyType({row["name"]: EntityType(**row) for _, row in rows})


@cache
def aspects() -> Mapping[str, Aspect]:
    """Return the aspects by name, in the order of their table."""
    table = data_file("aspects.tsv")
    found = {
        row["name"]: Aspect(row["name"], row["parent"], split_cell(row["words"]), row["definition"])
        for _, row in read_rows(table, ("name", "parent", "words", "definition"))
    }
    for aspect in found.values():
        if aspect.parent and aspect.parent not in found:
            raise DataError(table.name, None, f"{aspect.name}: unknown parent {aspect.parent!r}")
    return MappingProxyType(found)


def _types_named(cell: str) -> frozenset[str]:
    """Return the entity types of a domain or range cell: type names, group names or ``any``."""
    named: set[str] = set()
    for part in split_cell(cell):
        members = {t.name for t in entity_types().values() if part in ("any", t.group, t.name)}
        if not members:
            raise DataError("predicates.tsv", None, f"unknown entity type or group {part!r}")
        named |= members
    return frozenset(named)


PREDICATE_COLUMNS = (
    "name", "parent", "label", "reading", "domain", "range", "symmetric", "opposite",
    "subject_steps", "object_steps", "biolink", "biolink_qualifiers", "biolink_match", "other",
    "other_match", "definition", "usage",
)  # fmt: skip


@cache
def predicates() -> Mapping[str, Predicate]:
    """Return the predicates by name, in the order of their table.

    :raises DataError: if a parent, opposite or step is unknown, or the hierarchy has a cycle
    """
    table = data_file("predicates.tsv")
    found: dict[str, Predicate] = {}
    lines: dict[str, int] = {}
    for number, row in read_rows(table, PREDICATE_COLUMNS):
        if row["name"] in found:
            raise DataError(table.name, number, f"predicate {row['name']!r} stands twice")
        lines[row["name"]] = number
        found[row["name"]] = Predicate(
            name=row["name"],
            parent=row["parent"],
            label=row["label"],
            reading=row["reading"],
            domain=_types_named(row["domain"]),
            range=_types_named(row["range"]),
            symmetric=row["symmetric"] == "yes",
            opposite=row["opposite"],
            subject_steps=frozenset(split_cell(row["subject_steps"])),
            object_steps=frozenset(split_cell(row["object_steps"])),
            biolink=row["biolink"],
            biolink_qualifiers=split_cell(row["biolink_qualifiers"]),
            biolink_match=row["biolink_match"],
            other=row["other"],
            other_match=row["other_match"],
            definition=row["definition"],
            usage=row["usage"],
            symmetric_types=_types_named("any" if row["symmetric"] == "yes" else row["symmetric"]),
        )
    for name, item in found.items():
        for other in {item.parent, item.opposite, *item.subject_steps, *item.object_steps} - {""}:
            if other not in found:
                raise DataError(table.name, lines[name], f"{name}: unknown predicate {other!r}")
        seen, up = {name}, item.parent
        while up:
            if up in seen:
                raise DataError(table.name, lines[name], f"{name}: its parents form a cycle")
            seen.add(up)
            up = found[up].parent
    return MappingProxyType(found)


def predicate(name: str) -> Predicate:
    """Return the predicate of that name.

    :raises UnknownNameError: if there is none; nearly right names are suggested, all are listed
    """
    if name in predicates():
        return predicates()[name]
    wanted = name.strip().lower().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(wanted, list(predicates()), n=3, cutoff=0.6)
    raise UnknownNameError("predicate", name, near, f"known: {', '.join(predicates())}")


@cache
def predicate_ancestors(name: str) -> tuple[str, ...]:
    """Return the broader predicates, nearest first, without the predicate itself."""
    up: list[str] = []
    parent = predicate(name).parent
    while parent:
        up.append(parent)
        parent = predicates()[parent].parent
    return tuple(up)


@cache
def predicate_descendants(name: str) -> tuple[str, ...]:
    """Return the narrower predicates in the order of the table, without the predicate itself."""
    predicate(name)
    return tuple(other for other in predicates() if name in predicate_ancestors(other))


@cache
def aspect_ancestors(name: str) -> tuple[str, ...]:
    """Return the broader aspects, nearest first; none for an aspect that is not in the table."""
    up: list[str] = []
    known = aspects().get(name)
    while known is not None and known.parent:
        up.append(known.parent)
        known = aspects().get(known.parent)
    return tuple(up)
