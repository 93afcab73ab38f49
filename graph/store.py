"""Graphs in Oxigraph: in memory, on disk, and behind rdflib's API.

An on-disk store is a folder that the Oxigraph server opens as well; here it is opened read-only,
so that any number of readers may share it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from substancekg.errors import GraphError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import triples
from substancekg.graph.rdf_files import one_line, open_rdf
from substancekg.graph.sources import locate

if TYPE_CHECKING:
    import rdflib


def ntriples(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> bytes:
    """Return a knowledge graph as N-Triples, in the order of its sections."""
    lines = [f"{s} {p} {o} .\n" for s, p, o in triples(kg, direct_edges=direct_edges)]
    return "".join(lines).encode("utf-8")


def memory_store(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> Store:
    """Return a new store in memory with a knowledge graph in its default graph."""
    store = Store()
    store.bulk_load(ntriples(kg, direct_edges=direct_edges), format=RdfFormat.N_TRIPLES)
    return store


def write_store(kg: KnowledgeGraph, folder: Path, *, direct_edges: str = "supported") -> None:
    """Write a knowledge graph as a new on-disk store.

    :raises GraphError: if the folder exists already (writers put a new folder in its place) or
        cannot be written
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise GraphError(f"{folder}: exists already; remove it or name another folder")
    try:
        store = Store(folder)
        store.bulk_load(ntriples(kg, direct_edges=direct_edges), format=RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()
        for log in folder.glob("LOG*"):  # the engine's diary tells the machine's name and paths
            log.unlink()
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written ({one_line(error)})") from error


def open_store(source: str | Path) -> Store:
    """Return a store with the graph of a folder or RDF file.

    Store folders are opened read-only; files are read into memory.

    :raises GraphError: if there is no graph, or it cannot be read
    """
    found = locate(source, prefer="store")
    if found.kind == "endpoint":
        raise GraphError(f"{source}: an endpoint is queried where it is; no store can be opened")
    if found.kind == "store":
        try:
            return Store.read_only(found.place)
        except (OSError, RuntimeError) as error:  # RuntimeError: files of it are damaged
            raise GraphError(
                f"{found.place}: not a readable store ({one_line(error)}); remove it and ask "
                "graph.ttl, or build it again"
            ) from error
    store = Store()
    with open_rdf(found.path) as (stream, file_format):
        store.bulk_load(stream, file_format)
    return store


def rdflib_graph(source: KnowledgeGraph | str | Path | Store) -> rdflib.Graph:
    """Return an rdflib graph on Oxigraph with the same data; rdflib's whole API works on it."""
    import rdflib
    from oxrdflib.store import OxigraphStore

    from substancekg.graph.rdf_terms import VOCABULARY_PREFIXES, Names

    prefixes = dict(VOCABULARY_PREFIXES)
    if isinstance(source, KnowledgeGraph):
        prefixes.update(Names(source.base_iri).prefixes)
        store = memory_store(source)
    else:
        store = source if isinstance(source, Store) else open_store(source)
    graph = rdflib.Graph(
        store=OxigraphStore(store=store),
        identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID,
        bind_namespaces="none",
    )
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    return graph
