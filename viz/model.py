"""A knowledge graph as the plain lists and dicts that the explorer page carries.

Nothing here knows of HTML. Entities, documents, claims and evidence are numbered in a fixed order
and refer to each other by number, so that no name or IRI of a document becomes a key in the page.
Every string has passed :func:`substancekg.viz.text.clean`.

The core is read when the page opens. Quotes, findings and evidence records are kept apart in
chunks of :data:`CHUNK`, which the page parses when somebody asks for one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from substancekg.graph.assertions import Assertion
from substancekg.graph.assessment import Assessment, Chain, Finding
from substancekg.graph.evidence import Evidence
from substancekg.graph.finding_text import RELATION_WORDS
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_iri, papers
from substancekg.ontology.entities import Entity
from substancekg.ontology.identifiers import link_of
from substancekg.ontology.terms import Direction, Grade, Polarity, Verdict
from substancekg.ontology.vocabulary import entity_types, predicate_ancestors, predicates
from substancekg.viz.budget import Strength, best_first, drawn_claims
from substancekg.viz.links import web_address
from substancekg.viz.records import (
    build_record,
    document_record,
    evidence_record,
    marked_quote,
    reading,
)
from substancekg.viz.text import clean, shorten

CHUNK = 400
"""Claims, or evidence records, in one block of the page."""

VERDICTS = tuple(Verdict)
GRADES = tuple(Grade)
NO_GRADE = len(GRADES)
"""Number that stands for a claim without counted evidence for it."""

DISPUTED = (Verdict.CONTESTED, Verdict.CONTRADICTED)

LOWERED = "object_direction_qualifier=decreased"
"""Biolink's mark of predicates that block or lower their object; they are drawn with a bar."""

COMPOSITION = frozenset({"contains", "derived_from", "metabolized_to", "is_a"})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageModel:
    """What one page carries.

    :ivar core: entities, documents, predicates and the columns of the claims
    :ivar details: per claim, in chunks of :data:`CHUNK`: why, quotes and findings
    :ivar evidence: evidence records, in chunks of :data:`CHUNK`
    :ivar drawn: numbers of the claims that are drawn at first, ascending
    """

    core: Json
    details: list[list[Json]]
    evidence: list[list[Json]]
    drawn: list[int]


def page_model(
    kg: KnowledgeGraph, claims: Sequence[str] | None = None, *, title: str, max_drawn: int = 1500
) -> PageModel:
    """Return the model of a page that shows some claims of a graph.

    :param claims: keys of claims, in the order of the graph; ``None`` for all
    :param max_drawn: how many claims are drawn at once; the page carries all of them
    """
    if max_drawn < 1:
        raise ValueError(f"max_drawn must be at least 1, not {max_drawn}")
    return _Builder(kg, list(kg.claims if claims is None else claims)).model(title, max_drawn)


class _Builder:
    """Numbers things as they come up and collects the tables of a page."""

    def __init__(self, kg: KnowledgeGraph, keys: list[str]) -> None:
        self.kg = kg
        self.keys = keys
        said = _asserting(kg, keys)
        shown = [key for key in kg.documents if key in said or len(keys) == len(kg.claims)]
        self.documents = {key: number for number, key in enumerate(shown)}
        self.entities = self._number_entities()
        self.evidence_numbers: dict[int, int] = {}
        self.evidence_by_key: dict[str, int] = {}
        self.evidence: list[Json] = []
        self.facts: dict[tuple[int, str, int], list[int]] = {}

    def _number_entities(self) -> dict[str, int]:
        """Number the ends of the claims and of the hops of their chains by slug."""
        found: dict[str, Entity] = {}
        for key in self.keys:
            claim = self.kg.claims[key]
            found[claim.subject.slug] = claim.subject
            found[claim.object.slug] = claim.object
            for finding in _findings(self.kg.assessments[key]):
                for hop in finding.chain.hops if finding.chain else ():
                    found.setdefault(hop.subject.slug, hop.subject)
                    found.setdefault(hop.object.slug, hop.object)
        # the graph's own entity carries synonyms and cross-references; a claim's may not
        self.entity_of = {slug: self.kg.entities.get(slug, found[slug]) for slug in sorted(found)}
        return {slug: number for number, slug in enumerate(self.entity_of)}

    def model(self, title: str, max_drawn: int) -> PageModel:
        """Return the finished model."""
        details = [self._detail(key) for key in self.keys]
        columns = self._columns()
        strengths = [
            Strength(
                subject=columns["s"][i],
                object=columns["o"][i],
                supported=VERDICTS[columns["v"][i]].status == "literature-supported",
                disputed=VERDICTS[columns["v"][i]] in DISPUTED,
                assertions=columns["n"][i],
            )
            for i in range(len(self.keys))
        ]
        core: Json = {
            "title": clean(title),
            "chunk": CHUNK,
            "budget": max_drawn,
            "verdicts": [verdict.value for verdict in VERDICTS],
            "grades": [[grade.value, grade.label] for grade in GRADES],
            "iri": claim_iri(self.kg, ""),
            "matches": dict(RELATION_WORDS),
            "entities": [self._entity(entity) for entity in self.entity_of.values()],
            "predicates": self._predicates(),
            "documents": [document_record(self.kg.documents[key]) for key in self.documents],
            "claims": columns,
            "order": best_first(strengths),
            "facts": [[s, p, o, e] for (s, p, o), e in sorted(self.facts.items())],
            "build": build_record(self.kg.build),
        }
        return PageModel(
            core=core,
            details=_chunks(details),
            evidence=_chunks(self.evidence),
            drawn=drawn_claims(strengths, max_drawn),
        )

    def _columns(self) -> dict[str, list[Any]]:
        """Return the claims as columns of equal length, one value a claim."""
        predicate_numbers = {name: i for i, name in enumerate(self._used_predicates())}
        columns: dict[str, list[Any]] = {
            name: []
            for name in (
                "key", "s", "p", "o", "neg", "aspect", "v", "n", "hedged", "docs", "papers",
                "against", "grade", "inferred",
            )
        }  # fmt: skip
        for key in self.keys:
            claim, assessment = self.kg.claims[key], self.kg.assessments[key]
            assertions = self.kg.assertions[key]
            for name, value in (
                ("key", key),
                ("s", self.entities[claim.subject.slug]),
                ("p", predicate_numbers[claim.predicate]),
                ("o", self.entities[claim.object.slug]),
                ("neg", int(claim.polarity is Polarity.NEGATED)),
                ("aspect", clean(claim.aspect)),
                ("v", VERDICTS.index(assessment.verdict)),
                ("n", len(assertions)),
                ("hedged", sum(item.hedged for item in assertions)),
                ("docs", sorted({self.documents[item.document] for item in assertions})),
                ("papers", papers(assessment.supporting)),
                ("against", papers(assessment.disputing)),
                ("grade", _best_grade(assessment)),
                ("inferred", int(assessment.inferred)),
            ):
                columns[name].append(value)
        return columns

    def _used_predicates(self) -> list[str]:
        """Return the predicates of the claims and all above them, in the vocabulary's order."""
        used = {self.kg.claims[key].predicate for key in self.keys}
        known = predicates()
        used |= {up for name in used if name in known for up in predicate_ancestors(name)}
        return [name for name in known if name in used] + sorted(used - known.keys())

    def _predicates(self) -> list[Json]:
        """Return the used predicates; a parent is the number of another one, or -1."""
        names = self._used_predicates()
        known = predicates()
        return [
            {
                "name": clean(name),
                "label": clean(known[name].label if name in known else name.replace("_", " ")),
                "reads": clean(reading(name)),
                "not": clean(reading(name, negated=True)),
                "parent": names.index(known[name].parent)
                if name in known and known[name].parent
                else -1,
                "lowers": name in known and LOWERED in known[name].biolink_qualifiers,
                "symmetric": name in known and known[name].symmetric,
                "opposite": names.index(known[name].opposite)
                if name in known and known[name].opposite in names
                else -1,
            }
            for name in names
        ]

    def _entity(self, entity: Entity) -> Json:
        kind = entity_types().get(entity.type)
        identifiers = [name for name in (entity.curie, *entity.xrefs) if name]
        return {
            "slug": entity.slug,
            "id": clean(entity.id),
            "label": clean(entity.label),
            "short": shorten(clean(entity.label), 26),
            "type": clean(_spaced(entity.type)),
            "family": kind.family if kind else "context",
            "ids": [[clean(curie), web_address(link_of(curie) or "")] for curie in identifiers],
            "names": [clean(name) for name in entity.synonyms],
            "parents": [clean(name) for name in entity.parents],
        }

    def _detail(self, key: str) -> Json:
        assessment = self.kg.assessments[key]
        return {
            "why": clean(assessment.why),
            "quotes": [self._quote(item) for item in self.kg.assertions[key]],
            "for": [self._finding(item) for item in assessment.supporting],
            "against": [self._finding(item) for item in assessment.disputing],
            "related": [self._finding(item) for item in assessment.related],
        }

    def _quote(self, item: Assertion) -> Json:
        quote: Json = {
            "doc": self.documents[item.document],
            "text": marked_quote(item),
            "at": [item.sentence.start, item.sentence.end],
        }
        if item.hedged:
            quote["hedge"] = clean(item.hedge) or "hedged"
        if item.attribution:
            quote["by"] = clean(item.attribution)
        if item.headings:
            quote["under"] = [clean(heading) for heading in item.headings]
        for name, words, span in (
            ("subject", item.subject_text, item.subject_span),
            ("object", item.object_text, item.object_span),
        ):
            if not (item.sentence.start <= span.start and span.end <= item.sentence.end):
                quote[name] = [clean(words), span.start, span.end]
        return quote

    def _finding(self, finding: Finding) -> Json:
        record: Json = {"e": self._evidence(finding.evidence), "match": clean(finding.relation)}
        if finding.chain:
            record["chain"] = self._chain(finding.chain)
        if finding.bearing is Direction.REFUTES:
            record["against"] = 1
        if not finding.counted:
            record["not"] = clean(finding.reason) or "not counted under the policy of this build"
        return record

    def _chain(self, chain: Chain) -> list[list[Any]]:
        hops: list[list[Any]] = []
        for hop in chain.hops:
            subject, obj = self.entities[hop.subject.slug], self.entities[hop.object.slug]
            records = sorted({self._evidence(record) for record in hop.evidence})
            hops.append([subject, reading(hop.predicate), obj, records])
            if hop.predicate in COMPOSITION:
                self.facts.setdefault((subject, hop.predicate, obj), records)
        return hops

    def _evidence(self, record: Evidence) -> int:
        """Return the number of an evidence record; equal records share one."""
        known = self.evidence_numbers.get(id(record))
        if known is None:
            known = self.evidence_by_key.setdefault(record.key, len(self.evidence))
            if known == len(self.evidence):
                self.evidence.append(evidence_record(record))
            self.evidence_numbers[id(record)] = known
        return known


def _asserting(kg: KnowledgeGraph, keys: Iterable[str]) -> frozenset[str]:
    return frozenset(item.document for key in keys for item in kg.assertions[key])


def _findings(assessment: Assessment) -> tuple[Finding, ...]:
    return (*assessment.supporting, *assessment.disputing, *assessment.related)


def _best_grade(assessment: Assessment) -> int:
    ranks = [item.evidence.grade.rank for item in assessment.supporting if item.counted]
    return min(ranks, default=NO_GRADE)


def _chunks(items: list[Json]) -> list[list[Json]]:
    return [items[i : i + CHUNK] for i in range(0, len(items), CHUNK)]


def _spaced(name: str) -> str:
    """Return ``CompoundClass`` as ``Compound class``."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()
    return words[:1].upper() + words[1:]
