"""Paths: how two entities connect through claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.names import resolve_entity
from substancekg.graph.rows import claim_row
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Status, Verdict

MAX_HOPS = 6
_ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class GraphPath:
    """Entities from start to end, and for each pair of neighbours the claims between them.

    :ivar stops: slugs, one more than there are hops
    :ivar hops: for each hop the keys of the claims between its ends in either direction, the best
        supported first, never empty
    """

    graph: KnowledgeGraph = field(repr=False, compare=False)
    stops: tuple[str, ...]
    hops: tuple[tuple[str, ...], ...]

    @property
    def supported(self) -> bool:
        """Whether every hop has a claim that the literature supports."""
        supported = Status.LITERATURE_SUPPORTED
        return all(
            any(self.graph.assessments[key].status is supported for key in keys)
            for keys in self.hops
        )


def find_paths(
    graph: KnowledgeGraph,
    start: str,
    end: str,
    *,
    supported_only: bool = False,
    limit: int = 3,
    max_hops: int = MAX_HOPS,
    lexicon: Lexicon | None = None,
) -> list[GraphPath]:
    """Return the shortest ways between two entities, at most ``limit``; empty when there is none.

    Claims are followed in both directions, since *kratom contains mitragynine* connects the two
    whichever comes first. Of ways of one length those come first that have more supported hops,
    then by slug. No entity occurs twice in a way.

    :param supported_only: take only affirmed claims that the literature supports
    :raises UnknownNameError: if a name is not known
    """
    source, target = (resolve_entity(graph, name, lexicon).slug for name in (start, end))
    between: dict[str, dict[str, list[str]]] = {}
    for key, claim in graph.claims.items():
        status = graph.assessments[key].status
        if supported_only and (
            status is not Status.LITERATURE_SUPPORTED or claim.polarity.value == "negated"
        ):
            continue
        one, other = claim.subject.slug, claim.object.slug
        if one != other:
            between.setdefault(one, {}).setdefault(other, []).append(key)
            between.setdefault(other, {}).setdefault(one, []).append(key)
    if source == target or source not in between or target not in between:
        return []
    away = _distances(between, target, max_hops)
    found: list[GraphPath] = []
    for length in range(away.get(source, max_hops + 1), max_hops + 1):
        ways = _ways(between, away, (source,), target, length)
        level = [_path(graph, between, stops) for stops in islice(ways, 1000)]
        level.sort(key=lambda path: (-_supported_hops(path), path.stops))
        found += level
        if len(found) >= limit:
            break
    return found[:limit]


def path_dicts(paths: Iterable[GraphPath]) -> list[dict[str, Any]]:
    """Return paths for JSON and tables: number from 1, stops, and one row a claim of each hop."""
    found = []
    for number, path in enumerate(paths, 1):
        entities = path.graph.entities
        hops = [
            {"hop": place, **claim_row(path.graph, key)}
            for place, keys in enumerate(path.hops, 1)
            for key in keys
        ]
        found.append(
            {
                "path": number,
                "stops": [entities[s].label if s in entities else s for s in path.stops],
                "supported": path.supported,
                "hops": hops,
            }
        )
    return found


def _distances(
    between: Mapping[str, Mapping[str, list[str]]], target: str, max_hops: int
) -> dict[str, int]:
    """Return how many hops each entity is away from the target."""
    away = {target: 0}
    level = [target]
    for distance in range(1, max_hops + 1):
        level = [o for slug in level for o in between[slug] if o not in away]
        away.update((slug, distance) for slug in level)
        level = list(dict.fromkeys(level))
    return away


def _ways(
    between: Mapping[str, Mapping[str, list[str]]],
    away: Mapping[str, int],
    stops: tuple[str, ...],
    target: str,
    left: int,
) -> Iterator[tuple[str, ...]]:
    """Yield the ways of exactly ``left`` more hops without a stop twice, in the order of slugs."""
    here = stops[-1]
    if left == 0:
        if here == target:
            yield stops
        return
    if here == target:
        return
    for following in sorted(between[here]):
        if away.get(following, left) <= left - 1 and following not in stops:
            yield from _ways(between, away, (*stops, following), target, left - 1)


def _path(
    graph: KnowledgeGraph, between: Mapping[str, Mapping[str, list[str]]], stops: tuple[str, ...]
) -> GraphPath:
    hops = []
    for one, other in pairwise(stops):
        keys = sorted(
            between[one][other],
            key=lambda key: (
                _ORDER.index(graph.assessments[key].verdict),
                graph.claims[key].sort_key,
            ),
        )
        hops.append(tuple(keys))
    return GraphPath(graph, stops, tuple(hops))


def _supported_hops(path: GraphPath) -> int:
    wanted = Status.LITERATURE_SUPPORTED
    return sum(
        any(path.graph.assessments[key].status is wanted for key in keys) for keys in path.hops
    )
