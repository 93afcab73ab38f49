"""KGX: the exchange format of the Biolink world, as TSV or JSON lines, one file each for nodes
and edges.

An edge is a claim in Biolink terms: predicate with qualifiers, ``negated``, ``knowledge_level``,
``agent_type``, ``primary_knowledge_source`` and ``publications``. Predicates without a Biolink term
become ``biolink:related_to`` and keep their own name in ``original_predicate``. Entities without
a public identifier have a CURIE under ``SUBSTANCEKG``, that expands to their IRI.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from substancekg.files import replacing
from substancekg.graph.evidence import Citation
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.ontology.entities import Entity
from substancekg.ontology.identifiers import standard_curie
from substancekg.ontology.terms import Polarity
from substancekg.ontology.vocabulary import Predicate, entity_types, predicate

Record = dict[str, Any]

INFORES = "infores:substancekg"
FALLBACK_PREDICATE = "biolink:related_to"
NODE_COLUMNS = ("id", "category", "name", "synonym", "xref", "provided_by", "in_taxon")
EDGE_COLUMNS = (
    "id", "subject", "predicate", "object", "category", "qualified_predicate",
    "object_aspect_qualifier", "object_direction_qualifier", "causal_mechanism_qualifier",
    "negated", "primary_knowledge_source", "knowledge_level", "agent_type", "publications",
    "original_predicate", "supporting_text", "status", "verdict", "contradicting_publications",
    "supporting_documents", "why",
)  # fmt: skip
_ASPECTS = {
    "level": "abundance", "release": "release", "production": "synthesis",
    "activity": "activity", "expression": "expression", "reuptake": "uptake",
}  # fmt: skip
"""Our aspects to Biolink's object_aspect_qualifier, where it has one."""


def entity_curie(entity: Entity) -> str:
    """Return the identifier of an entity in KGX files."""
    return (standard_curie(entity.curie) if entity.curie else None) or f"SUBSTANCEKG:{entity.slug}"


def kgx_nodes(kg: KnowledgeGraph) -> list[Record]:
    """Return the entities at the ends of claims as KGX nodes, in the order of their slugs."""
    ends = {e.slug: e for claim in kg.claims.values() for e in (claim.subject, claim.object)}
    nodes: dict[str, Record] = {}
    for slug in sorted(ends):
        entity = kg.entities.get(slug, ends[slug])
        kind = entity_types().get(entity.type)
        curie = entity_curie(entity)
        node = {
            "id": curie,
            "category": [kind.biolink if kind is not None else "biolink:NamedThing"],
            "name": entity.label,
            "synonym": list(entity.synonyms),
            "xref": [x for x in (standard_curie(xref) for xref in entity.xrefs) if x],
            "provided_by": [INFORES],
        }
        nodes.setdefault(curie, node)
    return list(nodes.values())


def kgx_edges(kg: KnowledgeGraph) -> list[Record]:
    """Return the claims as KGX edges, in the order of the graph."""
    return [_edge(kg, key) for key in kg.claims]


def _edge(kg: KnowledgeGraph, key: str) -> Record:
    claim, assessment = kg.claims[key], kg.assessments[key]
    kind = predicate(claim.predicate)
    said = kg.assertions.get(key, ())
    edge: Record = {
        "id": f"{kg.base_iri}claim/{key}",
        "subject": entity_curie(claim.subject),
        "predicate": kind.biolink or FALLBACK_PREDICATE,
        "object": entity_curie(claim.object),
        "category": ["biolink:Association"],
        **_qualifiers(kind, claim.aspect),
        "negated": claim.polarity is Polarity.NEGATED,
        "primary_knowledge_source": INFORES,
        "knowledge_level": ("logical_entailment" if assessment.inferred else "knowledge_assertion"),
        "agent_type": "text_mining_agent",
        "publications": _publications(f.evidence.citation for f in assessment.supporting),
        "original_predicate": f"SUBSTANCEKG:{claim.predicate}",
        "supporting_text": list(dict.fromkeys(assertion.quote for assertion in said)),
        "status": assessment.status.value,
        "verdict": assessment.verdict.value,
        "contradicting_publications": _publications(
            f.evidence.citation for f in assessment.disputing
        ),
        "supporting_documents": sorted({assertion.document_id for assertion in said}),
        "why": assessment.why,
    }
    return {name: value for name, value in edge.items() if value not in ("", [], None)}


def _qualifiers(kind: Predicate, aspect: str) -> Record:
    """Return the Biolink qualifiers of a predicate, the aspect of the claim among them."""
    found: Record = {}
    for pair in kind.biolink_qualifiers:
        name, _, value = pair.partition("=")
        found[name] = value
    if aspect in _ASPECTS and kind.biolink == "biolink:affects":
        found.setdefault("object_aspect_qualifier", _ASPECTS[aspect])
    return found


def _publications(citations: Iterable[Citation]) -> list[str]:
    """Return the CURIEs of papers, sorted, each once; sources that are no papers are left out."""
    found = set()
    for citation in citations:
        for prefix, value in (
            ("PMID", citation.pmid), ("PMC", citation.pmcid), ("DOI", citation.doi),
        ):  # fmt: skip
            curie = standard_curie(f"{prefix}:{value}") if value else None
            if curie:
                found.add(curie)
                break
    return sorted(found)


def _named(path: Path, part: str, extension: str) -> Path:
    """Return ``NAME_part.extension`` for a path ``NAME`` or ``NAME.extension``."""
    stem = path.name.removesuffix(extension) if path.name.endswith(extension) else path.name
    return path.with_name(f"{stem}_{part}{extension}")


def _write(
    kg: KnowledgeGraph, path: Path, extension: str,
    lines: Callable[[list[Record], Sequence[str]], Iterable[str]],
) -> tuple[Path, ...]:  # fmt: skip
    written = []
    parts = (("nodes", kgx_nodes(kg), NODE_COLUMNS), ("edges", kgx_edges(kg), EDGE_COLUMNS))
    for part, records, columns in parts:
        target = _named(path, part, extension)
        with (
            replacing(target) as fresh,
            fresh.open("w", encoding="utf-8", errors="replace", newline="\n") as out,
        ):
            out.writelines(lines(records, columns))
        written.append(target)
    return tuple(written)


def kgx_tsv(kg: KnowledgeGraph, path: Path) -> tuple[Path, ...]:
    """Write ``NAME_nodes.tsv`` and ``NAME_edges.tsv``; values of a list are joined by ``|``."""
    return _write(kg, path, ".tsv", _tsv_lines)


def _tsv_lines(records: list[Record], columns: Sequence[str]) -> Iterable[str]:
    used = [name for name in columns if any(name in record for record in records)]
    yield "\t".join(used) + "\n"
    for record in records:
        yield "\t".join(_cell(record.get(name, "")) for name in used) + "\n"


def _cell(value: Any) -> str:
    """Return a value without the characters that part cells, lines and list values."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "|".join(" ".join(str(item).replace("|", "/").split()) for item in value)
    return " ".join(str(value).split())


def kgx_jsonl(kg: KnowledgeGraph, path: Path) -> tuple[Path, ...]:
    """Write ``NAME_nodes.jsonl`` and ``NAME_edges.jsonl``, one record a line."""
    return _write(kg, path, ".jsonl", _json_lines)


def _json_lines(records: list[Record], columns: Sequence[str]) -> Iterable[str]:
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
