"""KGX: knowledge graphs in the Biolink model, as TSV, JSON lines or JSON.

The file is the one with the edges; the nodes are read from the file that is named the same with
``nodes`` in place of ``edges``, when it is there, for names and further identifiers. Each
publication of an edge becomes one piece of evidence. ``negated`` edges refute. Predictions are
left out: they are nobody's finding. Edges of a text-mining agent are machine-read. Knowledge
level, agent type and the primary source of an edge are kept with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.databases.biolink import relation, term
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.json_streams import json_items, json_lines, texts_of
from substancekg.loaders.evidence.rows import open_text, records
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Direction, EvidenceClass

Record = Mapping[str, list[str]]
"""A node or an edge: every property as a list of texts."""

_CONTEXT = (
    "object_aspect_qualifier", "anatomical_context_qualifier", "species_context_qualifier",
    "population_context_qualifier", "disease_context_qualifier", "frequency_qualifier",
    "severity_qualifier", "knowledge_level", "agent_type",
)  # fmt: skip


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the evidence of the edges, in the order of the file."""
    nodes = _nodes(run)
    for number, edge in run.records(_file_records(run.path, "edges")):
        if isinstance(edge, ValueError):
            run.malformed(number, str(edge))
            continue
        if not all(edge.get(column) for column in ("subject", "predicate", "object")):
            run.malformed(number, "an edge without subject, predicate or object")
            continue
        if term(_first(edge, "knowledge_level")) == "prediction":
            run.skip("a prediction")
            continue
        subject, obj = (_end(run, nodes, _first(edge, end)) for end in ("subject", "object"))
        if subject is None or obj is None:
            continue
        single = {key: values[0] for key, values in edge.items() if values}
        predicate_name, aspect, reason = relation(single, obj.type)
        if reason:
            run.skip(reason)
            continue
        mined = term(_first(edge, "agent_type")) == "text_mining_agent"
        source = _first(edge, "primary_knowledge_source") or _first(edge, "knowledge_source")
        yield from run.evidence(
            subject,
            predicate_name,
            obj,
            [c for c in map(_citation, edge.get("publications", [])) if c is not None]
            or ([Citation(source=f"{source} in {run.provider}")] if source else []),
            study_type="text-mined statement" if mined else "curated statement",
            direction=(
                Direction.REFUTES
                if _first(edge, "negated").lower() in ("true", "1", "yes")
                else Direction.SUPPORTS
            ),
            evidence_class=EvidenceClass.MACHINE_READ if mined else EvidenceClass.CURATED,
            aspect=aspect,
            context="; ".join(
                filter(None, [f"from {source}" if source else "", *_circumstances(edge)])
            ),
            quote=_first(edge, "supporting_text"),
        )


def _circumstances(edge: Record) -> list[str]:
    return [
        f"{key.removesuffix('_qualifier').replace('_', ' ')}: {', '.join(edge[key])}"
        for key in _CONTEXT
        if edge.get(key)
    ]


def _first(record: Record, key: str) -> str:
    values = record.get(key)
    return values[0] if values else ""


def _end(run: ImportRun, nodes: Mapping[str, Entity], curie: str) -> Entity | None:
    return nodes.get(curie) or run.entity([curie])


def _nodes(run: ImportRun) -> Mapping[str, Entity]:
    """Return the entities of nodes whose identifier alone does not tell; of the others nothing."""
    path = run.path
    if _layout(path) != "json":
        path = path.with_name(path.name.replace("edges", "nodes"))
        if path == run.path or not path.exists():
            return {}
    found: dict[str, Entity] = {}
    for _, node in _file_records(path, "nodes"):
        if isinstance(node, ValueError) or not node.get("id"):
            continue
        curie = node["id"][0]
        entity = run.names.find(
            [curie, *node.get("xref", []), *node.get("equivalent_identifiers", [])],
            [*node.get("name", []), *node.get("synonym", [])],
        )
        if entity is not None:
            found[curie] = entity
    return found


def _file_records(path: Path, part: str) -> Iterator[tuple[int | None, Record | ValueError]]:
    """Yield nodes or edges with their line, where the file has lines."""
    layout = _layout(path)
    if layout == "json":
        for value in json_items(path, f"{part}.item"):
            yield None, _record(value)
    elif layout == "jsonl":
        for number, value in json_lines(path):
            yield number, value if isinstance(value, ValueError) else _record(value)
    else:
        yield from _table(path)


def _table(path: Path) -> Iterator[tuple[int, Record | ValueError]]:
    header: list[str] = []
    for number, cells in records(path, "\t", quoted=False):
        if not header:
            header = [cell.strip() for cell in cells]
            continue
        if len(cells) != len(header):
            yield number, ValueError(f"{len(cells)} cells, the header has {len(header)}")
            continue
        yield (
            number,
            {
                key: [part.strip() for part in cell.split("|") if part.strip()]
                for key, cell in zip(header, cells, strict=True)
            },
        )
    if not header:
        raise EvidenceError(path, None, "empty table")


def _record(value: Any) -> Record | ValueError:
    if not isinstance(value, dict):
        return ValueError(f"no object: {value!r}"[:120])
    return {
        str(key): [str(item).lower()] if isinstance(item, bool) else texts_of(item)
        for key, item in value.items()
    }


def _layout(path: Path) -> str:
    """Return ``json``, ``jsonl`` or ``tsv``, told by the content."""
    with open_text(path) as text:
        head = text.read(8192).lstrip()
    if not head.startswith("{"):
        return "tsv"
    first, newline, _ = head.partition("\n")
    if newline:
        try:
            return "json" if {"nodes", "edges"} & set(json.loads(first)) else "jsonl"
        except ValueError:
            return "json"
    return "json" if re.search(r'"(nodes|edges)"\s*:\s*\[', head) else "jsonl"


def _citation(publication: str) -> Citation | None:
    """Return the citation of a publication's CURIE or address, or ``None``."""
    prefix, _, local = publication.partition(":")
    prefix, local = prefix.upper(), local.strip()
    if prefix in ("PMID", "PUBMED") and re.fullmatch(r"[1-9]\d{0,8}", local):
        return Citation(pmid=local)
    if prefix in ("PMC", "PMCID") and re.fullmatch(r"(PMC)?[1-9]\d{0,9}", local):
        return Citation(pmcid=local if local.startswith("PMC") else f"PMC{local}")
    if prefix == "DOI" and re.fullmatch(r"10\.\d{4,9}/\S+", local):
        return Citation(doi=local)
    if re.fullmatch(r"https?://[^\s<>\"]+", publication):
        return Citation(url=publication)
    return None


def version(path: Path) -> str:
    """Return nothing: the files carry no release."""
    return ""


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file holds Biolink edges."""
    columns = {cell.strip() for cell in head.split("\n", 1)[0].split("\t")}
    if {"subject", "predicate", "object"} <= columns and "direction" not in columns:
        return 95 if "biolink:" in head or "primary_knowledge_source" in columns else 60
    if head.lstrip().startswith("{") and "biolink:" in head:
        edges = '"predicate"' in head or '"edges"' in head or '"nodes"' in head
        return 95 if edges else 0
    return 0


FORMAT = EvidenceFormat(
    name="kgx",
    title="KGX graph",
    description="edges of a Biolink knowledge graph: TSV, JSON lines or JSON",
    licence="that of each edge's source",
    homepage="https://github.com/biolink/kgx",
    sniff=sniff,
    version=version,
    read=read,
)
