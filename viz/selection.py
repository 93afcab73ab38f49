"""Which claims a page shows: all, those about an entity, of some documents, or of one status."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from substancekg.errors import UnknownNameError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.names import resolve_entity
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Status


def find_entity(kg: KnowledgeGraph, name: str) -> Entity:
    """Return the entity of a graph that goes by a label, synonym, identifier or slug.

    :raises UnknownNameError: if the graph has none; nearly right names are suggested
    """
    entity = resolve_entity(kg, name)
    if entity.slug not in kg.entities:
        raise UnknownNameError("entity", name, (), "no claim of this graph is about it")
    return entity


def find_documents(kg: KnowledgeGraph, names: Iterable[str]) -> frozenset[str]:
    """Return the keys of the documents with these short names, titles or keys.

    :raises UnknownNameError: for a name that no document has
    """
    found: set[str] = set()
    for name in names:
        keys = {
            key
            for key, document in kg.documents.items()
            if name in (key, document.id, document.title, document.location)
        }
        if not keys:
            known = [document.id for document in kg.documents.values()]
            near = difflib.get_close_matches(name, known, n=3)
            raise UnknownNameError("document", name, near)
        found |= keys
    return frozenset(found)


def select_claims(
    kg: KnowledgeGraph,
    *,
    about: str | None = None,
    hops: int = 1,
    documents: Iterable[str] = (),
    status: Status | str | None = None,
) -> list[str]:
    """Return the keys of the claims that meet every condition, in the graph's order.

    :param about: name of an entity; claims within ``hops`` steps of it are kept
    :param documents: names of documents; a claim is kept when any of them asserts it
    :raises UnknownNameError: for an entity, document or status that is not known
    :raises ValueError: if ``hops`` is less than 1
    """
    if hops < 1:
        raise ValueError(f"hops must be at least 1, not {hops}")
    keys: list[str] = list(kg.claims)
    if status is not None:
        if status not in list(Status):
            raise UnknownNameError("status", str(status), [item.value for item in Status])
        keys = [key for key in keys if kg.assessments[key].status == status]
    wanted = find_documents(kg, documents)
    if wanted:
        keys = [key for key in keys if any(a.document in wanted for a in kg.assertions[key])]
    if about is None:
        return keys
    reached = {find_entity(kg, about).slug}
    near: set[str] = set()
    for _ in range(hops):
        for key in keys:
            claim = kg.claims[key]
            if claim.subject.slug in reached or claim.object.slug in reached:
                near.add(key)
        reached |= {kg.claims[key].subject.slug for key in near}
        reached |= {kg.claims[key].object.slug for key in near}
    return [key for key in keys if key in near]
