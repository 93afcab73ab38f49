from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from substancekg.viz.layout import Box, crossings, layout, make_room

BOX = Box(50, 22)
GRAPHS = {
    "tree": nx.balanced_tree(3, 3),
    "ring": nx.cycle_graph(12),
    "hubs": nx.barabasi_albert_graph(60, 2, seed=3),
    "parts": nx.disjoint_union_all([nx.path_graph(2), nx.star_graph(5), nx.path_graph(9)]),
    "line": nx.path_graph(25),
    "two": nx.path_graph(2),
}


def placed(graph: nx.Graph) -> np.ndarray:
    return np.array(layout([BOX] * len(graph), list(graph.edges)))


def overlaps(points: np.ndarray, box: Box) -> int:
    dx = np.abs(points[:, 0][:, None] - points[:, 0][None])
    dy = np.abs(points[:, 1][:, None] - points[:, 1][None])
    hit = (dx < 2 * box.half_width - 4) & (dy < 2 * box.half_height - 4)
    return int((hit.sum() - len(points)) // 2)


@pytest.mark.parametrize("name", GRAPHS)
def test_labels_do_not_cover_each_other(name: str) -> None:
    assert overlaps(placed(GRAPHS[name]), BOX) == 0


@pytest.mark.parametrize("name", ["hubs", "parts"])
def test_the_same_graph_always_looks_the_same(name: str) -> None:
    edges = list(GRAPHS[name].edges)
    again = layout([BOX] * len(GRAPHS[name]), [(b, a) for a, b in reversed(edges)])
    assert again == layout([BOX] * len(GRAPHS[name]), edges)


def test_a_picture_is_centred_and_neither_tall_nor_flat() -> None:
    points = placed(GRAPHS["hubs"])
    low, high = points.min(axis=0), points.max(axis=0)
    assert np.abs(low + high).max() <= 2
    width, height = high - low
    assert 0.6 < width / height < 2.2


def test_a_tree_is_drawn_with_few_crossings() -> None:
    tree = GRAPHS["tree"]
    assert crossings(placed(tree).astype(float), np.array(tree.edges)) <= 4


def test_an_empty_graph_and_a_single_entity_have_a_layout() -> None:
    assert layout([], []) == []
    assert layout([BOX], []) == [(0, 0)]
    assert layout([BOX], [(0, 0)]) == [(0, 0)]


def test_entities_without_claims_are_set_apart() -> None:
    points = np.array(layout([BOX] * 7, []))
    assert overlaps(points, BOX) == 0


def test_room_is_made_for_entities_at_one_place() -> None:
    points = make_room(np.zeros((6, 2)), np.array([[40.0, 20.0]] * 6))
    assert overlaps(points, Box(40, 20)) == 0


def test_a_graph_of_a_few_thousand_entities_is_laid_out() -> None:
    graph = nx.barabasi_albert_graph(2500, 1, seed=1)
    points = placed(graph)
    assert len(np.unique(points, axis=0)) > 2450


def test_a_crowd_without_names_is_packed_as_circles() -> None:
    graph = nx.barabasi_albert_graph(600, 1, seed=2)
    points = np.array(layout([Box(14, 14)] * 600, list(graph.edges)), dtype=float)
    gaps = np.hypot(*np.moveaxis(points[:, None] - points[None], 2, 0))
    np.fill_diagonal(gaps, np.inf)
    assert (gaps.min(axis=1) > 20).mean() > 0.95
