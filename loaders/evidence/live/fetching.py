"""Fetching papers for entities and for the claims of a graph, each paper once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from substancekg.errors import FetchError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.live.queries import LiteratureService, claimed_pairs, query_for
from substancekg.ontology.entities import Entity

Progress = Callable[[int, int, str], None]
"""Called with queries done, queries in all, and what was just asked for."""


@dataclass(slots=True)
class FetchTally:
    """What fetching gave.

    :ivar papers: papers found, each counted once
    :ivar repeated: papers that an earlier query had found already
    :ivar failures: queries that failed, with the reason; the others went on
    """

    queries: int = 0
    papers: int = 0
    repeated: int = 0
    failures: list[str] = field(default_factory=list)


def fetch_for_entities(
    entities: Sequence[Entity],
    service: LiteratureService,
    *,
    number: int = 50,
    tally: FetchTally | None = None,
    progress: Progress | None = None,
) -> Iterator[Document]:
    """Yield papers that name all these entities in title or abstract.

    :param number: papers at most
    :raises FetchError: if the query fails
    """
    yield from _fetched([tuple(entities)], service, number, tally, progress)


def fetch_for_claims(
    graph: KnowledgeGraph,
    service: LiteratureService,
    *,
    number: int = 50,
    queries: int | None = None,
    tally: FetchTally | None = None,
    progress: Progress | None = None,
) -> Iterator[Document]:
    """Yield papers that name both ends of a claim, the most asserted claims first.

    A query that fails is recorded, and the others go on.

    :param number: papers a query at most
    :param queries: queries at most; one for each pair of ends by default
    :raises FetchError: if every query fails
    """
    yield from _fetched(claimed_pairs(graph)[:queries], service, number, tally, progress)


def _fetched(
    groups: Sequence[tuple[Entity, ...]],
    service: LiteratureService,
    number: int,
    tally: FetchTally | None,
    progress: Progress | None,
) -> Iterator[Document]:
    counts = tally if tally is not None else FetchTally()
    seen: set[str] = set()
    error: FetchError | None = None
    for done, group in enumerate(groups, 1):
        counts.queries += 1
        label = " + ".join(entity.label for entity in group)
        try:
            for document in service.search(query_for(group, service), number=number):
                source = document.source
                names = {name for name in (source.pmid, source.pmcid, source.doi.lower()) if name}
                if seen & names:
                    counts.repeated += 1
                    continue
                seen |= names
                counts.papers += 1
                yield document
        except FetchError as cause:
            error = error or cause
            counts.failures.append(f"{label}: {cause}")
        if progress is not None:
            progress(done, len(groups), label)
    if error is not None and len(counts.failures) == len(groups):
        raise error
