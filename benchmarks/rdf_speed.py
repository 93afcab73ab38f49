"""Writing and reading a graph of a million triples as Turtle, beside rdflib in the same run."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store

from benchmarks.results import Result
from benchmarks.synthetic import synthetic_graph
from substancekg.graph.load import load_graph
from substancekg.graph.turtle import write_turtle

CLAIMS = 19_000


def run() -> list[Result]:
    """Measure; rdflib writes and reads the very same triples."""
    graph = synthetic_graph(CLAIMS)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.ttl", Path(folder) / "theirs.ttl"
        start = time.perf_counter()
        write_turtle(graph, ours)
        writing = time.perf_counter() - start

        store = Store()
        start = time.perf_counter()
        store.bulk_load(path=str(ours), format=RdfFormat.TURTLE)
        reading = time.perf_counter() - start

        start = time.perf_counter()
        load_graph(ours)
        loading = time.perf_counter() - start

        peer = rdflib.Graph()
        start = time.perf_counter()
        peer.parse(ours, format="turtle")
        parsing = time.perf_counter() - start
        start = time.perf_counter()
        peer.serialize(theirs, format="turtle")
        serialising = time.perf_counter() - start
        size = ours.stat().st_size / 2**20
    triples = len(store)
    return [
        Result("triples, file", f"{triples:,} triples, {size:.0f} MB of Turtle"),
        Result(
            "written, sorted and grouped",
            f"{writing:.1f} s",
            f"rdflib serialize {serialising:.1f} s: {serialising / writing:.1f} times ours",
        ),
        Result(
            "read into Oxigraph",
            f"{reading:.1f} s",
            f"rdflib parse {parsing:.1f} s: {parsing / reading:.1f} times ours",
        ),
        Result("loaded as a graph of claims", f"{loading:.1f} s"),
    ]
