"""RDF nodes by subject and property: the lightest index that a whole graph can be read from."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Nodes:
    """Values by subject and property, as the bare text of IRIs and literals.

    Datatypes and languages are not kept: every property of the vocabulary has one kind of value.
    Equal triples from several named graphs count once.
    """

    def __init__(self) -> None:
        self._properties: dict[str, dict[str, list[str]]] = {}
        self._types: dict[str, dict[str, None]] = {}

    @classmethod
    def of(cls, triples: Iterable[Triple | Quad]) -> Nodes:
        """Return the index of triples or quads."""
        nodes = cls()
        nodes.add(triples)
        return nodes

    def add(self, triples: Iterable[Triple | Quad]) -> int:
        """Add triples or quads and return how many there were; quoted triples are left out."""
        properties, types = self._properties, self._types
        count = 0
        for triple in triples:
            count += 1
            subject, value = triple.subject, triple.object
            if not isinstance(value, (NamedNode, Literal, BlankNode)):
                continue
            node, prop, text = subject.value, triple.predicate.value, value.value  # type: ignore[union-attr]
            if prop == RDF_TYPE:
                types.setdefault(text, {})[node] = None
            mine = properties.get(node)
            if mine is None:
                properties[node] = {prop: [text]}
                continue
            values = mine.get(prop)
            if values is None:
                mine[prop] = [text]
            elif text not in values:
                values.append(text)
        return count

    def values(self, node: str, prop: str) -> list[str]:
        """Return the values of a property, in the order read; an empty list when it has none."""
        mine = self._properties.get(node)
        return mine.get(prop, []) if mine is not None else []

    def of_type(self, kind: str) -> list[str]:
        """Return the nodes of a class, sorted."""
        return sorted(self._types.get(kind, ()))
