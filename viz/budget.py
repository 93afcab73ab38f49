"""Which claims are drawn when a graph has more of them than a picture can hold."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """What decides the place of a claim in a picture.

    :ivar subject: number of the entity at the start
    :ivar object: number of the entity at the end
    :ivar assertions: places where documents say it
    """

    subject: int
    object: int
    supported: bool
    disputed: bool
    assertions: int


def _scores(claims: Sequence[Strength]) -> list[float]:
    """Disputed claims first, then supported ones, those often made, those between hubs."""
    degree = _degrees(claims)
    return [
        4.0 * claim.disputed
        + 2.0 * claim.supported
        + math.log1p(claim.assertions)
        + 0.5 * math.log1p(degree[claim.subject] + degree[claim.object])
        for claim in claims
    ]


def _degrees(claims: Sequence[Strength]) -> dict[int, int]:
    degree: dict[int, int] = {}
    for claim in claims:
        degree[claim.subject] = degree.get(claim.subject, 0) + 1
        degree[claim.object] = degree.get(claim.object, 0) + 1
    return degree


def best_first(claims: Sequence[Strength]) -> list[int]:
    """Return the numbers of all claims, those to be drawn first at the front."""
    scores = _scores(claims)
    return sorted(range(len(claims)), key=lambda i: (-scores[i], i))


def drawn_claims(claims: Sequence[Strength], budget: int) -> list[int]:
    """Return at most ``budget`` claims that make one connected picture, ascending.

    It grows from the entity with most claims: always the best claim at the border is taken. When
    a part of the graph is used up, the next begins at its best connected entity.
    """
    if len(claims) <= budget:
        return list(range(len(claims)))
    scores, degree = _scores(claims), _degrees(claims)
    touching: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        touching.setdefault(claim.subject, []).append(number)
        touching.setdefault(claim.object, []).append(number)
    taken: set[int] = set()
    reached: set[int] = set()
    border: list[tuple[float, int]] = []

    def reach(entity: int) -> None:
        if entity not in reached:
            reached.add(entity)
            for number in touching[entity]:
                heapq.heappush(border, (-scores[number], number))

    starts = iter(sorted(touching, key=lambda entity: (-degree[entity], entity)))
    while len(taken) < budget:
        if not border:
            reach(next(entity for entity in starts if entity not in reached))
            continue
        _, number = heapq.heappop(border)
        if number not in taken:
            taken.add(number)
            reach(claims[number].subject)
            reach(claims[number].object)
    return sorted(taken)
