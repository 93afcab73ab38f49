"""Where the entities stand: a picture worked out beforehand, the same on every run.

Each connected part starts from distances along its edges (pivot multidimensional scaling, Brandes
and Pich 2006) and from seeded random places, is relaxed by spring forces (Fruchterman and Reingold
1991), turned so that its long axis lies flat, and pushed apart until labels no longer overlap. Of
several candidates the one with the fewest crossings, lines through foreign nodes and least area is
kept. Parts are then packed into rows. Coordinates are rounded at every step, so that the last bits
of a sum, which differ between machines, do not grow into another picture.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pairs = NDArray[np.int64]

ASPECT = 1.15
"""Width over height that a picture should have."""
GAP = 90.0
SMALL = 220
"""Entities up to which several candidates are compared."""
EXACT = 1700
"""Entities up to which every pair repels; above, cells of a grid stand for what lies in them."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that an entity takes: half its width and half its height, label included."""

    half_width: float
    half_height: float


def layout(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return x and y of each entity, in pixels, y downwards, around the origin.

    :param boxes: one for each entity; their number is the entity's number in ``edges``
    """
    n = len(boxes)
    if not n:
        return []
    sizes = np.array([(box.half_width, box.half_height) for box in boxes], dtype=np.float64)
    parts = [_Part(members, sizes[members], pairs) for members, pairs in _components(n, edges)]
    places = [part.best() for part in parts]
    placed = _pack(places, [part.sizes for part in parts])
    out = np.zeros((n, 2))
    for part, points in zip(parts, placed, strict=True):
        out[part.members] = points
    out -= (out.min(axis=0) + out.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in out.tolist()]


def _components(n: int, edges: Sequence[tuple[int, int]]) -> list[tuple[list[int], Pairs]]:
    """Return the connected parts, largest first, each with its edges in its own numbers."""
    near: list[set[int]] = [set() for _ in range(n)]
    for a, b in edges:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    seen = [False] * n
    parts: list[tuple[list[int], Pairs]] = []
    for start in range(n):
        if seen[start]:
            continue
        seen[start] = True
        members, queue = [start], deque([start])
        while queue:
            for other in near[queue.popleft()]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
                    queue.append(other)
        members.sort()
        number = {member: i for i, member in enumerate(members)}
        pairs = sorted((number[a], number[b]) for a in members for b in near[a] if a < b)
        parts.append((members, np.array(pairs, dtype=np.int64).reshape(-1, 2)))
    parts.sort(key=lambda part: (-len(part[0]), part[0][0]))
    return parts


class _Part:
    """One connected part."""

    def __init__(self, members: list[int], sizes: Points, pairs: Pairs) -> None:
        self.members, self.sizes, self.pairs = members, sizes, pairs
        self.n = len(members)

    def best(self) -> Points:
        """Return the best candidate."""
        n = self.n
        if n == 1:
            return np.zeros((1, 2))
        if n == 2:
            half = self.sizes[:, 0].sum() / 2 + 45
            return np.array([[-half, 0.0], [half, 0.0]])
        starts = [self._by_distance()]
        if n <= SMALL:
            starts += [_random(n, seed) for seed in range(max(4, min(14, 1200 // n)))]
        best: Points | None = None
        least = math.inf
        for start in starts:
            points = self._finish(self._relax(start))
            cost = self._cost(points) if len(starts) > 1 else 0.0
            if cost < least:
                best, least = points, cost
        assert best is not None
        return best

    def _by_distance(self) -> Points:
        """Place by pivot multidimensional scaling, in a square about one unit an entity."""
        near: list[list[int]] = [[] for _ in range(self.n)]
        for a, b in self.pairs.tolist():
            near[a].append(b)
            near[b].append(a)
        pivots: list[int] = [max(range(self.n), key=lambda i: (len(near[i]), -i))]
        rows: list[list[int]] = []
        closest = [self.n] * self.n
        for _ in range(min(self.n, 40)):
            rows.append(_hops(near, pivots[-1]))
            closest = [min(a, b) for a, b in zip(closest, rows[-1], strict=True)]
            pivots.append(max(range(self.n), key=lambda i: (closest[i], -i)))
        squared = np.array(rows, dtype=np.float64).T ** 2
        centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
        axes = np.linalg.svd(-centred / 2, full_matrices=False)[0][:, :2]
        if axes.shape[1] < 2:
            axes = np.column_stack([axes, np.zeros(self.n)])
        for k in range(2):  # the sign of an axis is free: fix it
            if axes[np.argmax(np.round(np.abs(axes[:, k]), 6)), k] < 0:
                axes[:, k] *= -1
        spread = np.sqrt((axes**2).mean(axis=0)) + 1e-9
        points: Points = axes / spread * math.sqrt(self.n) / 2
        return np.round(points + _random(self.n, 0) * 0.1, 4)

    def _relax(self, points: Points) -> Points:
        """Let springs pull along edges and every entity repel the others."""
        n = self.n
        steps = 150 if n <= SMALL else (110 if n <= 600 else 60)
        heat = 0.12 * math.sqrt(n)
        source, target = self.pairs[:, 0], self.pairs[:, 1]
        degree = np.bincount(self.pairs.ravel(), minlength=n)
        mass = 1.0 + 0.45 * np.sqrt(degree)
        for step in range(steps):
            push = _repulsion(points, mass) if n <= EXACT else _grid_repulsion(points, mass)
            along = points[source] - points[target]
            length = np.sqrt((along**2).sum(axis=1))
            pull = along * length[:, None] * 0.9
            for k in range(2):
                push[:, k] -= np.bincount(source, pull[:, k], n)
                push[:, k] += np.bincount(target, pull[:, k], n)
            push -= points * 0.06  # towards the middle, so that long tails fold in
            size = np.sqrt((push**2).sum(axis=1)) + 1e-9
            limit = heat * (1 - step / steps) + 0.01
            points = np.round(points + push / size[:, None] * np.minimum(size, limit)[:, None], 4)
        return points

    def _finish(self, points: Points) -> Points:
        """Turn the long axis flat, scale to pixels, make room for labels."""
        points = points - points.mean(axis=0)
        if self.n > 2:
            xx, yy = (points**2).mean(axis=0)
            xy = (points[:, 0] * points[:, 1]).mean()
            angle = -0.5 * math.atan2(2 * xy, xx - yy)
            turn = np.array(
                [[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]]
            )
            points = np.round(points @ turn, 4)
        radius = np.sqrt((points**2).sum(axis=1)) + 1e-9
        points = points * ((radius / np.median(radius)) ** -0.25)[:, None]
        reach = np.percentile(np.abs(points), 92, axis=0) + 1e-9
        scale = 47 * math.sqrt(self.n)
        flat = max(0.35, min(1.0, (reach[1] / reach[0]) * 1.6))
        points = points / reach * np.array([ASPECT, flat]) * scale
        return make_room(points, self.sizes)

    def _cost(self, points: Points) -> float:
        width, height = np.ptp(points, axis=0) + 60
        area = float(width * height) / self.n / 9000
        shape = abs(math.log(float(width / height) / ASPECT))
        return (
            2.0 * crossings(points, self.pairs)
            + 3.0 * self._through(points)
            + 25 * area
            + 30 * shape
        )

    def _through(self, points: Points) -> int:
        """Count lines that run through a foreign entity or its label's first line."""
        start, end = points[self.pairs[:, 0]], points[self.pairs[:, 1]]
        along = end - start
        square = np.maximum((along**2).sum(axis=1), 1)
        offset = points[None] - start[:, None]
        share = np.clip((offset * along[:, None]).sum(axis=2) / square[:, None], 0, 1)
        gap = offset - share[..., None] * along[:, None]
        hit = (gap**2).sum(axis=2) < 24**2
        rows = np.arange(len(self.pairs))
        hit[rows, self.pairs[:, 0]] = hit[rows, self.pairs[:, 1]] = False
        return int(hit.sum())


def _random(n: int, seed: int) -> Points:
    """Return seeded places in a square about one unit an entity."""
    return np.round((np.random.default_rng(seed).random((n, 2)) - 0.5) * math.sqrt(n) * 2, 4)


def _hops(near: list[list[int]], start: int) -> list[int]:
    steps = [-1] * len(near)
    steps[start] = 0
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if steps[other] < 0:
                steps[other] = steps[here] + 1
                queue.append(other)
    return steps


def _repulsion(points: Points, mass: NDArray[np.float64]) -> Points:
    """Return the push of every entity on every other, by mass over distance."""
    square = (points**2).sum(axis=1)
    near = points @ points.T
    near *= -2
    near += square[:, None] + 0.01
    near += square[None]
    np.maximum(near, 0.01, out=near)
    np.reciprocal(near, out=near)
    push: Points = points * (near @ mass)[:, None] - near @ (points * mass[:, None])
    return push * mass[:, None]


def _grid_repulsion(points: Points, mass: NDArray[np.float64]) -> Points:
    """Return the repulsion of the centres of grid cells, each as heavy as what lies in it."""
    side = 28
    low, high = points.min(axis=0), points.max(axis=0)
    cell = np.minimum(((points - low) / (high - low + 1e-9) * side).astype(np.int64), side - 1)
    index = cell[:, 0] * side + cell[:, 1]
    weight = np.bincount(index, mass, side * side)
    used = np.flatnonzero(weight)
    middle = np.stack(
        [np.bincount(index, points[:, k] * mass, side * side)[used] / weight[used] for k in (0, 1)],
        axis=1,
    )
    push = np.zeros_like(points)
    for begin in range(0, len(points), 4096):
        rows = slice(begin, begin + 4096)
        delta = points[rows, None] - middle[None]
        force = mass[rows, None] * weight[used][None] / ((delta**2).sum(axis=2) + 0.05)
        push[rows] = (delta * force[..., None]).sum(axis=1)
    return push


def make_room(points: Points, sizes: Points, rounds: int = 120) -> Points:
    """Return the points pushed apart until the boxes around them no longer overlap.

    Boxes with names move along the axis on which they overlap less, square ones as circles. At most
    ``rounds`` rounds are made, half as many for large graphs, so that a few overlaps may be left
    in a crowd.
    """
    n = len(points)
    circles = n > SMALL and bool((sizes[:, 0] == sizes[:, 1]).all())
    points = points.copy()
    first, second = np.triu_indices(n, 1)
    for _ in range(rounds if n <= SMALL else rounds // 2):
        if n > SMALL:
            first, second = _near_in_height(points[:, 1], 2 * float(sizes[:, 1].max()) + 6)
        dx = points[second, 0] - points[first, 0]
        dy = points[second, 1] - points[first, 1]
        if circles:
            gap = np.sqrt(dx * dx + dy * dy) + 1e-6
            over = sizes[first, 0] + sizes[second, 0] + 4 - gap
            hit = np.flatnonzero(over > 0)
            shift_x = over[hit] * dx[hit] / gap[hit] * 0.32
            shift_y = over[hit] * dy[hit] / gap[hit] * 0.32
        else:
            over_x = sizes[first, 0] + sizes[second, 0] + 8 - np.abs(dx)
            over_y = sizes[first, 1] + sizes[second, 1] + 6 - np.abs(dy)
            hit = np.flatnonzero((over_x > 0) & (over_y > 0))
            sideways = over_x[hit] * 0.8 < over_y[hit]
            push_x = np.where(dx[hit] < 0, -over_x[hit], over_x[hit])
            push_y = np.where(dy[hit] < 0, -over_y[hit], over_y[hit])
            shift_x = np.where(sideways, push_x, 0) * 0.32
            shift_y = np.where(sideways, 0, push_y) * 0.32
        if not len(hit):
            break
        for axis, shift in enumerate((shift_x, shift_y)):
            points[:, axis] += np.bincount(second[hit], shift, n)
            points[:, axis] -= np.bincount(first[hit], shift, n)
        points = np.round(points, 3)
    return points


def _near_in_height(height: NDArray[np.float64], reach: float) -> tuple[Pairs, Pairs]:
    """Return the pairs of numbers whose heights differ by less than ``reach``."""
    order = np.argsort(height, kind="stable")
    sorted_height = height[order]
    upper = np.searchsorted(sorted_height, sorted_height + reach)
    counts = upper - np.arange(len(height)) - 1
    first = np.repeat(np.arange(len(height)), counts)
    start = np.cumsum(counts) - counts
    second = first + 1 + np.arange(len(first)) - np.repeat(start, counts)
    return order[first], order[second]


def crossings(points: Points, pairs: Pairs) -> int:
    """Count the pairs of lines that cross each other away from their ends."""
    p, q = points[pairs[:, 0]], points[pairs[:, 1]]

    def side(a: Points, b: Points, c: Points) -> Points:
        turn: Points = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (
            b[..., 1] - a[..., 1]
        ) * (c[..., 0] - a[..., 0])
        return turn

    a, b, c, d = p[:, None], q[:, None], p[None], q[None]
    cross = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    return int(cross.sum()) // 2


def _pack(parts: Sequence[Points], sizes: Sequence[Points]) -> list[Points]:
    """Return the parts in rows below each other, the largest first, each in a box of its own."""
    boxes = [
        (
            (points - size).min(axis=0),
            (points + size).max(axis=0),
        )
        for points, size in zip(parts, sizes, strict=True)
    ]
    area = sum(float(np.prod(high - low + GAP)) for low, high in boxes)
    widest = max(float(high[0] - low[0]) for low, high in boxes)
    limit = max(widest + GAP, math.sqrt(area * ASPECT) * 1.05)
    placed: list[Points] = []
    x = y = row_height = 0.0
    for points, (low, high) in zip(parts, boxes, strict=True):
        width, height = (float(v) for v in high - low)
        if x > 0 and x + width > limit:
            x, y, row_height = 0.0, y + row_height + GAP, 0.0
        placed.append(points - low + np.array([x, y]))
        x, row_height = x + width + GAP, max(row_height, height)
    return placed
