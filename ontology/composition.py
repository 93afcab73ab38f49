"""Composition: what contains, derives from or turns into what, one curated statement a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from substancekg.errors import LexiconError, UnknownNameError
from substancekg.ontology.entities import Entity
from substancekg.ontology.tables import read_rows, where

COMPOSITION_COLUMNS = ("subject", "predicate", "object", "source")
CHEMICAL = frozenset({"Compound", "CompoundClass", "Hormone", "Neurotransmitter"})
PLANT = frozenset({"Plant", "Botanical"})
# Which types may stand at the ends; narrower than the domains of the predicates of claims.
ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "contains": (PLANT, CHEMICAL),
    "derived_from": (CHEMICAL | {"Botanical"}, PLANT),
    "metabolized_to": (CHEMICAL, CHEMICAL),
}


@dataclass(frozen=True, slots=True)
class CompositionFact:
    """One curated statement: subject contains, derived_from or metabolized_to object.

    :ivar source: where it was read, as the table says
    """

    subject: Entity
    predicate: str
    object: Entity
    source: str


def read_composition(
    source: Traversable | Path, resolve: Callable[[str], Entity]
) -> Iterator[CompositionFact]:
    """Yield the facts of a composition table, in its order.

    :param resolve: gives the entity of a name or CURIE, or raises :class:`UnknownNameError`
    :raises LexiconError: with file and line, if an end is unknown or of a wrong type, the predicate
        is none of composition, the source is missing or the fact stands twice
    """
    seen: dict[tuple[str, str, str], int] = {}
    path = where(source)
    for number, row in read_rows(source, COMPOSITION_COLUMNS, error=LexiconError):
        try:
            subject, obj = resolve(row["subject"]), resolve(row["object"])
        except UnknownNameError as cause:
            raise LexiconError(path, number, str(cause)) from cause
        ends = ENDS.get(row["predicate"])
        if ends is None:
            reason = f"predicate {row['predicate']!r}; expected {', '.join(ENDS)}"
            raise LexiconError(path, number, reason)
        if subject.type not in ends[0] or obj.type not in ends[1]:
            reason = (
                f"{row['predicate']} does not go from {subject.type} ({subject.label}) "
                f"to {obj.type} ({obj.label})"
            )
            raise LexiconError(path, number, reason)
        if not row["source"]:
            raise LexiconError(path, number, "no source")
        key = (subject.slug, row["predicate"], obj.slug)
        if key in seen:
            raise LexiconError(path, number, f"the same fact as in line {seen[key]}")
        seen[key] = number
        yield CompositionFact(subject, row["predicate"], obj, row["source"])
