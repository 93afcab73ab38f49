"""What follows from a graph: broader predicates, classes above classes, both ways of symmetry.

From the plain triples of a graph and its ``skos:broader`` links between entities:

- ``x p y`` gives ``x q y`` for every predicate q above p (a partial agonist binds);
- ``x p y`` and y below the class z give ``x p z``, for predicates whose object may be climbed
  (what binds the mu-opioid receptor binds an opioid receptor);
- ``x`` below ``z`` gives ``x skg:is_a z``, over any number of steps;
- ``x p y`` gives ``y p x`` for symmetric predicates.

These are the entailments of ``rdfs:subPropertyOf``, transitive and symmetric properties, with one
property chain each; claims and evidence stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from substancekg.graph.rdf_terms import SKG, SKOS
from substancekg.ontology.vocabulary import predicate_ancestors, predicates

_BROADER = NamedNode(f"{SKOS}broader")
_IS_A = NamedNode(f"{SKG}is_a")


def entailed(store: Store) -> Store:
    """Return a new store in memory with the graph and what follows from it.

    All of it stands in the default graph.
    """
    result = Store()
    result.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in store)
    result.bulk_extend(list(consequences(result)))
    return result


def consequences(store: Store) -> Iterable[Quad]:
    """Yield the triples that follow from a store's default graph; some may be in it already."""
    above = _closure(
        (quad.subject, quad.object)
        for prop in (_BROADER, _IS_A)
        for quad in store.quads_for_pattern(None, prop, None, None)
    )
    for node, classes in above.items():
        for higher in classes:
            yield Quad(node, _IS_A, higher)
    for name, kind in predicates().items():
        broader = [NamedNode(SKG + item) for item in (name, *predicate_ancestors(name))]
        climbs = "is_a" in kind.object_steps
        for quad in store.quads_for_pattern(None, NamedNode(SKG + name), None, None):
            ends: list[tuple[Any, Any]] = [(quad.subject, quad.object)]
            if climbs:
                ends += [(quad.subject, higher) for higher in above.get(quad.object, ())]
            if kind.symmetric:
                ends += [(obj, subject) for subject, obj in ends]
            for subject, obj in ends:
                for prop in broader:
                    yield Quad(subject, prop, obj)


def _closure(links: Iterable[tuple[Any, Any]]) -> dict[Any, set[Any]]:
    """Return all classes above each node; a node is not above itself unless links say so."""
    direct: dict[Any, set[Any]] = {}
    for lower, higher in links:
        direct.setdefault(lower, set()).add(higher)
    closed: dict[Any, set[Any]] = {}
    for node, first in direct.items():
        seen: set[Any] = set()
        level = list(first)
        while level:
            current = level.pop()
            if current not in seen and current != node:
                seen.add(current)
                level.extend(direct.get(current, ()))
        closed[node] = seen
    return closed
