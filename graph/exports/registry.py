"""The export formats: one registry, one way to write each, and what each cannot carry."""

from __future__ import annotations

import difflib
import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO

from substancekg.errors import OutputError, UnknownNameError
from substancekg.files import replacing
from substancekg.graph.knowledge_graph import KnowledgeGraph

ChunkWriter = Callable[[KnowledgeGraph, str], Iterator[bytes]]
PathWriter = Callable[[KnowledgeGraph, Path], tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format that a graph can be written in.

    :ivar name: as in ``--to``
    :ivar extensions: file extensions that mean it, without ``.gz``; empty when ``--to`` must say it
    :ivar chunks: yields the file in pieces, given the graph and the word for direct edges
    :ivar files: writes several files beside a path instead, and returns them
    :ivar loses: what the format cannot carry; empty when the graph loads back as it was
    """

    name: str
    extensions: tuple[str, ...]
    description: str
    chunks: ChunkWriter | None = None
    files: PathWriter | None = None
    loses: str = ""

    @property
    def lossless(self) -> bool:
        """Whether a graph written in it loads back as it was."""
        return not self.loses


@cache
def export_formats() -> Mapping[str, ExportFormat]:
    """Return the formats by name, the main one first."""
    from substancekg.graph.exports import json_ld, kgx, nanopubs, networks, rdf_syntaxes, tables

    no_layers = (
        "assertions, evidence and chains: one edge a claim, with counts, `why` and the claim's IRI"
    )
    formats = [
        ExportFormat(
            "turtle", (".ttl",), "Turtle, sorted and grouped for people", rdf_syntaxes.turtle
        ),
        ExportFormat(
            "trig", (".trig",), "TriG: the same in one named graph", rdf_syntaxes.trig
        ),
        ExportFormat(
            "ntriples", (".nt",), "N-Triples, one sorted line a triple", rdf_syntaxes.ntriples
        ),
        ExportFormat(
            "nquads", (".nq",), "N-Quads: the same in one named graph", rdf_syntaxes.nquads
        ),
        ExportFormat("jsonld", (".jsonld",), "JSON-LD 1.1 with its context", json_ld.json_ld),
        ExportFormat(
            "rdfxml", (".rdf", ".owl"), "RDF/XML", rdf_syntaxes.rdf_xml,
            loses="control characters in quotes, which XML cannot hold, become U+FFFD",
        ),
        ExportFormat(
            "nanopub", (".nanopub.trig",),
            "nanopublications in TriG: one supported or disputed claim each", nanopubs.nanopubs,
            loses="claims about which nothing was found, documents' details, and all text spans "
            "but the sentence",
        ),
        ExportFormat(
            "csv", (".csv",), "the claims as a table", tables.claims_csv,
            loses="assertions, evidence and chains: one row a claim, with counts and `why`",
        ),
        ExportFormat(
            "graphml", (".graphml",), "GraphML for Gephi, yEd, igraph", networks.graphml,
            loses=no_layers,
        ),
        ExportFormat(
            "cytoscape", (".cyjs", ".cytoscape.json"), "Cytoscape JSON", networks.cytoscape,
            loses=no_layers,
        ),
        ExportFormat(
            "kgx", (), "KGX as two TSV files, NAME_nodes.tsv and NAME_edges.tsv", files=kgx.kgx_tsv,
            loses="spans, hedging and attribution of assertions; evidence beyond its publications",
        ),
        ExportFormat(
            "kgx-jsonl", (), "KGX as two JSON lines files, NAME_nodes.jsonl and NAME_edges.jsonl",
            files=kgx.kgx_jsonl,
            loses="spans, hedging and attribution of assertions; evidence beyond its publications",
        ),
    ]  # fmt: skip
    return MappingProxyType({item.name: item for item in formats})


def format_for_path(path: Path) -> ExportFormat | None:
    """Return the format that a file name stands for, ``.gz`` aside; ``None`` if it says none."""
    name = path.name.lower().removesuffix(".gz")
    fitting = [
        (len(extension), item)
        for item in export_formats().values()
        for extension in item.extensions
        if name.endswith(extension) and len(name) > len(extension)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def export_format(name: str) -> ExportFormat:
    """Return the format of that name.

    :raises UnknownNameError: if there is none; all are named
    """
    known = export_formats()
    if name not in known:
        near = difflib.get_close_matches(name.lower(), list(known), n=2, cutoff=0.5)
        raise UnknownNameError("export format", name, near, "known: " + ", ".join(known))
    return known[name]


def export(
    kg: KnowledgeGraph,
    path: str | Path,
    format: str | None = None,
    *,
    direct_edges: str = "supported",
) -> tuple[Path, ...]:
    """Write a graph and return the files written; ``.gz`` at the end packs it.

    Files are replaced in one step: whoever reads them meets the old or the new one, whole.

    :param format: name of the format; without it the extension decides
    :param direct_edges: for which affirmed claims RDF gets a plain triple: supported, all or none
    :raises UnknownNameError: if there is no such format
    :raises OutputError: if the extension says no format, or a file cannot be written
    """
    path = Path(path)
    if format is not None:
        chosen = export_format(format)
    else:
        by_extension = format_for_path(path)
        if by_extension is None:
            known = ", ".join(e for f in export_formats().values() for e in f.extensions)
            raise OutputError(path, f"no format by its extension (known: {known}); or use --to")
        chosen = by_extension
    if chosen.files is not None:
        return chosen.files(kg, path)
    assert chosen.chunks is not None
    with replacing(path) as fresh, _opened(fresh) as out:
        out.writelines(chosen.chunks(kg, direct_edges))
    return (path,)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """Open a file for writing; one that ends in ``.gz`` is packed, without name and time."""
    with path.open("wb") as raw:
        if path.name.lower().endswith(".gz"):
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                yield packed
        else:
            yield raw
