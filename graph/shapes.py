"""Checking graphs against the shipped SHACL shapes, with a clear line for each problem.

The core constraints are checked with pySHACL. A large graph is cut into batches of claims, each with
everything that belongs to it, so that memory stays bounded; nodes that no claim reaches come last.
The few SPARQL constraints are asked of Oxigraph, once for all nodes of their target class: the same
answers in a hundredth of the time (tests hold both ways against each other).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from substancekg.errors import GraphError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf_terms import RDF, SH, SKG, VOCABULARY_PREFIXES
from substancekg.graph.sources import locate
from substancekg.graph.sparql_results import shorten
from substancekg.ontology.vocabulary import entity_types

if TYPE_CHECKING:
    import rdflib

BATCH = 200
"""Claims that are checked at once."""

_TYPE = NamedNode(f"{RDF}type")
_CLAIM = NamedNode(f"{SKG}Claim")
_STATES = NamedNode(f"{SKG}states")
_ENTITY_TYPES = frozenset(NamedNode(SKG + name) for name in entity_types())


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    :ivar node: IRI of the node
    :ivar path: IRI of the property; empty when the node as a whole is meant
    :ivar value: what stands there; empty when something lacks
    :ivar message: what should be
    """

    node: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        node = shorten(self.node, VOCABULARY_PREFIXES)
        where = f"{node} {shorten(self.path, VOCABULARY_PREFIXES)}" if self.path else node
        found = f" (found {shorten(self.value, VOCABULARY_PREFIXES)[:80]!r})" if self.value else ""
        return f"{where}: {self.message}{found}"


def shapes_file() -> Traversable:
    """Return the shipped shapes."""
    return files("substancekg.ontology").joinpath("shapes.ttl")


def validate_shapes(source: KnowledgeGraph | Store | str | Path) -> list[str]:
    """Return one line for each problem of a graph, sorted; empty when it follows the shapes.

    :raises GraphError: if the graph cannot be read
    """
    return [str(problem) for problem in problems(source)]


def problems(source: KnowledgeGraph | Store | str | Path, *, batch: int = BATCH) -> list[Problem]:
    """Return all that is wrong with a graph, sorted by node, property and value, each once.

    :raises GraphError: if the graph cannot be read
    """
    store = _store(source)
    found: set[Problem] = set(_sparql_problems(store))
    for part in _batches(store, batch):
        found.update(check_graph(part, _shapes()[0]))
    return sorted(found, key=lambda p: (p.node, p.path, p.value, p.message))


def _store(source: KnowledgeGraph | Store | str | Path) -> Store:
    if isinstance(source, Store):
        return source
    if isinstance(source, KnowledgeGraph):
        from substancekg.graph.store import memory_store

        return memory_store(source)
    if locate(source).kind == "endpoint":
        from substancekg.graph.load import load_graph
        from substancekg.graph.store import memory_store

        return memory_store(load_graph(source))
    from substancekg.graph.store import open_store

    return open_store(source)


def _batches(store: Store, size: int) -> Iterator[rdflib.Graph]:
    """Yield the graph in parts that can be checked one by one.

    A part has its claims with their assertions and all that these lead to. The last part has what
    no claim leads to.
    """
    claims = sorted(
        {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _CLAIM, None)}, key=str
    )
    reached: set[object] = set()
    for start in range(0, len(claims), size):
        part: set[Triple] = set()
        seen: set[object] = set()
        for claim in claims[start : start + size]:
            _collect(store, claim, seen, part)
        reached |= seen
        yield _rdflib(part)
    rest: set[Triple] = set()
    seen = set()
    subjects = {quad.subject for quad in store} - reached
    for subject in subjects:
        _collect(store, subject, seen, rest)
    if rest or not claims:
        yield _rdflib(rest)


def _collect(store: Store, start: object, seen: set[object], part: set[Triple]) -> None:
    """Add the triples of a node, of the assertions that state it, and of all that these lead to.

    Of entities only their own triples are added, or a part would soon be the whole graph.
    """
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if node in seen or isinstance(node, Literal):
            continue
        own = [quad.triple for quad in store.quads_for_pattern(node, None, None, None)]  # type: ignore[arg-type]
        kinds = {triple.object for triple in own if triple.predicate == _TYPE}
        seen.add(node)
        part.update(own)
        if not kinds.isdisjoint(_ENTITY_TYPES):
            continue
        waiting.extend(
            triple.object
            for triple in own
            if triple.predicate != _TYPE and isinstance(triple.object, (NamedNode, BlankNode))
        )
        if _CLAIM in kinds:
            stated = store.quads_for_pattern(None, _STATES, node, None)  # type: ignore[arg-type]
            waiting.extend(quad.subject for quad in stated)


def _rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    import rdflib
    from pyoxigraph import RdfFormat, serialize

    data = serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES)
    assert data is not None
    return rdflib.Graph(bind_namespaces="none").parse(data=data, format="nt")


@dataclass(frozen=True, slots=True)
class _SparqlConstraint:
    """A SPARQL constraint of the shapes: target classes, query and message."""

    targets: tuple[str, ...]
    select: str
    message: str


@cache
def _shapes() -> tuple[rdflib.Graph, tuple[_SparqlConstraint, ...]]:
    """Return the shapes without their SPARQL constraints, and these."""
    import rdflib

    shacl = rdflib.Namespace(SH)
    graph = whole_shapes()
    constraints = []
    for shape, node in sorted(graph.subject_objects(shacl.sparql)):
        constraints.append(
            _SparqlConstraint(
                tuple(sorted(str(kind) for kind in graph.objects(shape, shacl.targetClass))),
                str(graph.value(node, shacl.select)),
                str(graph.value(node, shacl.message)),
            )
        )
        graph.remove((shape, shacl.sparql, node))
        graph.remove((node, None, None))
    return graph, tuple(constraints)


def whole_shapes() -> rdflib.Graph:
    """Return the shipped shapes as a new rdflib graph."""
    import rdflib

    return rdflib.Graph(bind_namespaces="none").parse(
        data=shapes_file().read_text(encoding="utf-8"), format="turtle"
    )


def _sparql_problems(store: Store) -> Iterator[Problem]:
    for constraint in _shapes()[1]:
        for target in constraint.targets:
            start, brace, rest = constraint.select.partition("{")
            query = f"{start}{brace} $this a <{target}> . {rest}"
            found = store.query(
                query, prefixes=VOCABULARY_PREFIXES, use_default_graph_as_union=True
            )
            assert isinstance(found, QuerySolutions)
            for row in found:
                this, value = row["this"], row["value"]
                yield Problem(_text(this), "", _text(value), constraint.message)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def check_graph(graph: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Problem]:
    """Yield what pySHACL finds wrong with a graph, in no order."""
    import rdflib
    from pyshacl import validate

    conforms, report, said = validate(graph, shacl_graph=shapes, inplace=True)
    if conforms:
        return
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"the shapes could not be checked: {' '.join(str(said).split())}")
    result = rdflib.Namespace(SH)
    for node in report.subjects(rdflib.RDF.type, result.ValidationResult):
        messages = sorted(str(item) for item in report.objects(node, result.resultMessage))
        path = report.value(node, result.resultPath)
        yield Problem(
            node=str(report.value(node, result.focusNode)),
            path=str(path) if isinstance(path, rdflib.URIRef) else "",
            value=_shown(report.value(node, result.value)),
            message=messages[0] if messages else "does not follow the shapes",
        )


def _shown(value: object) -> str:
    return "" if value is None else str(value)
