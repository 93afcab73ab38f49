"""Queries: entities and claims in the words and the syntax of a literature service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.loaders.documents import Document
from substancekg.ontology.entities import Entity

MAX_NAMES = 10
"""Most names of one entity in a query: the label and the first synonyms."""
STRUCTURE = frozenset({"is_a", "derived_from", "contains"})
"""Predicates whose claims are settled by classifications, not by papers on an effect."""


class LiteratureService(Protocol):
    """A service that finds papers."""

    @property
    def name(self) -> str:
        """As on the command line."""

    def query(self, groups: Iterable[Sequence[str]]) -> str:
        """Return the query for papers that name one of each group in title or abstract."""

    def search(self, query: str, *, number: int) -> Iterator[Document]:
        """Yield the papers found, best first, at most that many."""


def search_names(entity: Entity) -> tuple[str, ...]:
    """Return the names that an entity is searched by: its label, then synonyms.

    Names of fewer than three letters, and names that hold quotes or brackets, are left out, as
    services read them as something else; the label is always there, without such characters.
    """
    label = re.sub(r"[\"\[\](){}]", " ", entity.label)
    names = [" ".join(label.split())]
    for name in entity.synonyms:
        plain = len(re.findall(r"[^\W\d_]", name)) >= 3 and not re.search(r"[\"\[\]{}:/\\*?]", name)
        if plain and name.lower() not in {known.lower() for known in names}:
            names.append(name)
    return tuple(names[:MAX_NAMES])


def query_for(entities: Iterable[Entity], service: LiteratureService) -> str:
    """Return the query for papers that name all these entities."""
    return service.query([search_names(entity) for entity in entities])


def claimed_pairs(graph: KnowledgeGraph) -> list[tuple[Entity, Entity]]:
    """Return the pairs of entities that the claims of a graph relate, most asserted first.

    Each pair stands once, whatever its predicates. Claims on structure (``is_a`` ...) and on
    generic words are left out.
    """
    said: dict[tuple[str, str], int] = {}
    pairs: dict[tuple[str, str], tuple[Entity, Entity]] = {}
    for key, claim in graph.claims.items():
        ends = (claim.subject, claim.object)
        if claim.predicate in STRUCTURE or any(end.generic for end in ends):
            continue
        one, other = sorted((claim.subject.slug, claim.object.slug))
        if one == other:
            continue
        said[one, other] = said.get((one, other), 0) + len(graph.assertions[key])
        pairs.setdefault((one, other), ends)
    return [pairs[pair] for pair in sorted(pairs, key=lambda pair: (-said[pair], pair))]
