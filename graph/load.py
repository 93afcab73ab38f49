"""RDF back into a knowledge graph, losslessly.

What :func:`substancekg.graph.rdf.sections` writes comes back field by field; names and classes of
an entity come back in alphabetical order, and all that any record knows of a paper is put together.
Files of graphs that were built apart may be put together: claims that get two verdicts by that are
judged anew. Graphs of other makers load too when they follow the
shapes (``ontology/shapes.ttl``): keys are computed from content, never read from IRIs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from substancekg.errors import GraphError
from substancekg.graph import rdf_terms as t
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.assessment import Assessment, Chain, Finding, Hop
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.knowledge_graph import (
    DEFAULT_BASE_IRI,
    BuildRecord,
    KnowledgeGraph,
    SearchedTable,
)
from substancekg.graph.nodes import Nodes
from substancekg.graph.papers import identifiers
from substancekg.graph.policy import Policy
from substancekg.graph.sources import read_nodes
from substancekg.graph.support import judge
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
    Status,
    Verdict,
)
from substancekg.ontology.vocabulary import entity_types, predicates

S = t.SKG
T = TypeVar("T")


def load_graph(source: str | Path, *, check: bool = True) -> KnowledgeGraph:
    """Return the knowledge graph of a build's folder, RDF file, store folder or SPARQL endpoint.

    The file's format comes from its extension, ``.gz`` allowed; named graphs are taken together.

    :param check: whether a claim or assertion that lacks something is an error; without it, it is
        left out

    :raises GraphError: if the source cannot be read, holds no claims or build, holds builds of
        different policies, or a node lacks what the shapes demand
    """
    return graph_of_nodes(read_nodes(source), str(source), check=check)


def graph_of_nodes(nodes: Nodes, name: str = "graph", *, check: bool = True) -> KnowledgeGraph:
    """Return the knowledge graph of RDF that was read already; ``name`` is for messages.

    :raises GraphError: as :func:`load_graph`
    """
    return _Reader(nodes, name, check).graph()


class _Reader:
    """Turns nodes into objects, each once."""

    def __init__(self, nodes: Nodes, name: str, check: bool) -> None:
        self.nodes = nodes
        self.check = check
        self.name = name
        self.entities: dict[str, Entity] = {}
        self.citations: dict[tuple[str, str], Citation] = {}
        self.evidence: dict[str, Evidence] = {}
        self.chains: dict[str, Chain] = {}

    def graph(self) -> KnowledgeGraph:
        nodes = self.nodes
        claim_nodes = nodes.of_type(f"{S}Claim")
        build = self._build()
        for node in self._entity_nodes():
            self._read(self._entity, node)
        documents = {}
        document_of: dict[str, SourceDocument] = {}
        for node in nodes.of_type(f"{S}Document"):
            document = self._read(self._document, node)
            if document is not None:
                document_of[node] = documents[document.key] = document
        claims: dict[str, Claim] = {}
        claim_of: dict[str, Claim] = {}
        assessments: dict[str, Assessment] = {}
        torn: list[Claim] = []
        for node in claim_nodes:
            claim, assessment = self._read(self._claim, node), self._read(self._assessment, node)
            if claim is not None and assessment is not None:
                claim_of[node] = claims[claim.key] = claim
                assessments[claim.key] = assessment
                if len(nodes.values(node, f"{S}verdict")) > 1:
                    torn.append(claim)
        said: dict[str, list[Assertion]] = {}
        for node in nodes.of_type(f"{S}Assertion"):
            place = self._read(partial(self._assertion, claim_of, document_of), node)
            if place is not None:
                said.setdefault(place[1].key, []).append(place[0])
        for claim in torn:
            assessments[claim.key] = _judged_anew(
                claim, assessments[claim.key], said.get(claim.key, ()), documents, build
            )
        ordered = sorted(claims.values(), key=lambda claim: claim.sort_key)
        entities = {entity.slug: entity for entity in self.entities.values()}
        return KnowledgeGraph(
            documents={d.key: d for d in sorted(documents.values(), key=lambda d: (d.id, d.key))},
            claims={claim.key: claim for claim in ordered},
            assertions={
                claim.key: tuple(sorted(said[claim.key], key=_place))
                for claim in ordered
                if claim.key in said
            },
            assessments={claim.key: assessments[claim.key] for claim in ordered},
            entities={slug: entities[slug] for slug in sorted(entities)},
            build=build,
            base_iri=self._base(),
        )

    def _read(self, read: Callable[[str], T], node: str) -> T | None:
        """Read one node; without checks, ``None`` for one that lacks something."""
        if self.check:
            return read(node)
        try:
            return read(node)
        except GraphError:
            return None

    def _fail(self, node: str, problem: str) -> GraphError:
        return GraphError(
            f"{self.name}: {node} {problem}; `substancekg validate` lists all that is wrong"
        )

    def _one(self, node: str, prop: str) -> str:
        values = self.nodes.values(node, prop)
        if len(values) != 1:
            short = prop.rsplit("/", 1)[-1]
            raise self._fail(node, f"has {len(values) or 'no'} {short}, needs exactly one")
        return values[0]

    def _text(self, node: str, prop: str, default: str = "") -> str:
        """Return the value of a text property; the first in order where there are several."""
        values = self.nodes.values(node, prop)
        return min(values) if values else default

    def _word(self, node: str, prop: str, default: str | None = None) -> str:
        """Return the last part of a value in the project's vocabulary."""
        values = self.nodes.values(node, prop)
        if not values and default is not None:
            return default
        return self._one(node, prop).removeprefix(S)

    def _member(self, kind: type[T], node: str, prop: str, default: T | None = None) -> T:
        word = self._word(node, prop, None if default is None else str(default))
        try:
            return kind(word)  # type: ignore[call-arg]
        except ValueError:
            name = kind.__name__.lower()
            known = ", ".join(str(member) for member in kind)  # type: ignore[attr-defined]
            raise self._fail(node, f"has the unknown {name} {word!r} (known: {known})") from None

    def _integer(self, node: str, prop: str) -> int:
        value = self._one(node, prop)
        try:
            return int(value)
        except ValueError:
            raise self._fail(node, f"has {value!r} where a whole number belongs") from None

    def _flag(self, node: str, prop: str, default: bool) -> bool:
        values = self.nodes.values(node, prop)
        return any(value in ("true", "1") for value in values) if values else default

    def _entity_nodes(self) -> list[str]:
        found: dict[str, None] = {}
        for name in entity_types():
            found.update(dict.fromkeys(self.nodes.of_type(S + name)))
        return list(found)

    def _entity(self, node: str) -> Entity:
        known = self.entities.get(node)
        if known is not None:
            return known
        nodes = self.nodes
        kinds = [k.removeprefix(S) for k in nodes.values(node, f"{t.RDF}type") if k.startswith(S)]
        kinds = sorted(kind for kind in kinds if kind in entity_types())
        if not kinds:
            raise self._fail(node, "is no entity of a known type")
        parents = [
            self._text(parent, f"{t.RDFS}label", parent.rsplit("/", 1)[-1])
            for parent in nodes.values(node, f"{t.SKOS}broader")
        ]
        self.entities[node] = entity = Entity(
            label=self._one(node, f"{t.RDFS}label"),
            type=kinds[0],
            curie=self._text(node, f"{t.DCT}identifier"),
            synonyms=tuple(sorted(nodes.values(node, f"{t.SKOS}altLabel"))),
            xrefs=tuple(sorted(nodes.values(node, f"{S}xref"))),
            parents=tuple(sorted(parents)),
            source=self._text(node, f"{t.DCT}source", "local"),
            generic=self._flag(node, f"{S}generic", False),
        )
        return entity

    def _ends(self, node: str, subject: str, obj: str) -> tuple[Entity, Entity]:
        return self._entity(self._one(node, subject)), self._entity(self._one(node, obj))

    def _predicate(self, node: str, prop: str) -> str:
        name = self._word(node, prop)
        if name not in predicates():
            raise self._fail(node, f"has the unknown predicate {name!r}")
        return name

    def _authors(self, node: str) -> tuple[str, ...]:
        joined = self._text(node, f"{S}authorList")
        if joined:
            return t.split_list(joined, ";")
        return tuple(sorted(self.nodes.values(node, f"{t.DCT}creator")))

    def _document(self, node: str) -> SourceDocument:
        get = partial(self._text, node)
        sentences = self.nodes.values(node, f"{S}sentences")
        return SourceDocument(
            id=self._one(node, f"{t.DCT}identifier"),
            sha256=self._one(node, f"{S}sha256"),
            title=get(f"{t.DCT}title"),
            location=get(f"{S}location"),
            url=get(f"{S}url"),
            format=get(f"{t.DCT}format"),
            date=get(f"{t.DCT}date"),
            authors=self._authors(node),
            site=get(f"{S}site"),
            language=get(f"{t.DCT}language"),
            pmid=get(f"{S}pmid"),
            pmcid=get(f"{S}pmcid"),
            doi=get(f"{S}doi"),
            sentences=self._integer(node, f"{S}sentences") if sentences else 0,
        )

    def _claim(self, node: str) -> Claim:
        subject, obj = self._ends(node, f"{t.RDF}subject", f"{t.RDF}object")
        return Claim(
            subject,
            self._predicate(node, f"{t.RDF}predicate"),
            obj,
            self._member(Polarity, node, f"{S}polarity"),
            self._text(node, f"{S}aspect"),
        )

    def _assessment(self, node: str) -> Assessment:
        if len(self.nodes.values(node, f"{S}verdict")) > 1:
            verdict = Verdict.NOT_FOUND  # until it is judged anew
        else:
            verdict = self._member(Verdict, node, f"{S}verdict")
            status = self._member(Status, node, f"{S}status")
            if verdict.status is not status:
                raise self._fail(node, f"has status {status} beside verdict {verdict}")
        return Assessment(
            verdict=verdict,
            supporting=self._findings(node, "supportingLine", "supportedBy", Direction.SUPPORTS),
            disputing=self._findings(node, "disputingLine", "disputedBy", Direction.REFUTES),
            related=self._findings(node, "relatedLine", "relatedTo", Direction.SUPPORTS),
            why=self._text(node, f"{S}why"),
        )

    def _findings(
        self, node: str, lines: str, shortcut: str, bearing: Direction
    ) -> tuple[Finding, ...]:
        """Return the findings in their order; from the bare evidence where there are no lines."""
        found: list[tuple[int, str, Finding]] = []
        for line in self.nodes.values(node, S + lines):
            rank = self.nodes.values(line, f"{S}rank")
            chain = self.nodes.values(line, f"{S}chain")
            finding = Finding(
                evidence=self._evidence(self._one(line, f"{S}evidence")),
                bearing=self._member(Direction, line, f"{S}bearing", bearing),
                relation=self._text(line, f"{S}match", "exact"),
                chain=self._chain(chain[0]) if chain else None,
                counted=self._flag(line, f"{S}counted", True),
                reason=self._text(line, f"{S}reason"),
            )
            found.append((int(rank[0]) if rank else 0, line, finding))
        if not found:
            for number, item in enumerate(sorted(self.nodes.values(node, S + shortcut))):
                finding = Finding(self._evidence(item), bearing, "exact")
                found.append((number, item, finding))
        return tuple(finding for _, _, finding in sorted(found, key=lambda item: item[:2]))

    def _assertion(
        self, claim_of: dict[str, Claim], document_of: dict[str, SourceDocument], node: str
    ) -> tuple[Assertion, Claim]:
        claim = claim_of.get(self._one(node, f"{S}states"))
        document = document_of.get(self._one(node, f"{t.DCT}source"))
        if claim is None or document is None:
            lacking = "claim" if claim is None else "document"
            raise self._fail(node, f"belongs to a {lacking} that is not in the graph")
        subject, obj = claim.subject, claim.object
        if self.nodes.values(node, f"{S}subject"):
            subject, obj = self._ends(node, f"{S}subject", f"{S}object")
        target = self._one(node, f"{t.OA}hasTarget")
        span, quote = self._selector(self._one(target, f"{t.OA}hasSelector"))
        subject_span, subject_text = self._selector(self._one(node, f"{S}subjectSelector"))
        object_span, object_text = self._selector(self._one(node, f"{S}objectSelector"))
        trigger_span, trigger = self._selector(self._one(node, f"{S}triggerSelector"))
        hedge_node = self.nodes.values(node, f"{S}hedgeSelector")
        hedge_span, hedge = self._selector(hedge_node[0]) if hedge_node else (None, "")
        headings = self.nodes.values(node, f"{S}headings")
        assertion = Assertion(
            document=document.key,
            document_id=document.id,
            sentence=span,
            quote=quote,
            subject=subject,
            subject_span=subject_span,
            subject_text=subject_text,
            predicate=claim.predicate,
            object=obj,
            object_span=object_span,
            object_text=object_text,
            trigger=trigger,
            trigger_span=trigger_span,
            rule=self._text(node, f"{S}rule"),
            polarity=claim.polarity,
            certainty=self._member(Certainty, node, f"{S}certainty", Certainty.ASSERTED),
            aspect=claim.aspect,
            attribution=self._text(node, f"{S}attribution"),
            hedge=hedge,
            hedge_span=hedge_span,
            headings=t.split_list(headings[0], ">") if headings else (),
        )
        return assertion, claim

    def _selector(self, node: str) -> tuple[Span, str]:
        start, end = self._integer(node, f"{t.OA}start"), self._integer(node, f"{t.OA}end")
        try:
            return Span(start, end), self._one(node, f"{t.OA}exact")
        except ValueError as error:
            raise self._fail(node, str(error)) from None

    def _evidence(self, node: str) -> Evidence:
        known = self.evidence.get(node)
        if known is not None:
            return known
        get = partial(self._text, node)
        subject, obj = self._ends(node, f"{S}subject", f"{S}object")
        self.evidence[node] = evidence = Evidence(
            subject=subject,
            predicate=self._predicate(node, f"{S}predicate"),
            object=obj,
            direction=self._member(Direction, node, f"{S}direction"),
            citation=self._citation(node),
            grade=self._member(Grade, node, f"{S}grade"),
            evidence_class=self._member(
                EvidenceClass, node, f"{S}evidenceClass", EvidenceClass.CURATED
            ),
            aspect=get(f"{S}aspect"),
            system=get(f"{S}system"),
            finding=get(f"{S}finding"),
            study_type=get(f"{S}studyType"),
            quote=get(f"{S}quote"),
            section=get(f"{S}section"),
            certainty=self._member(Certainty, node, f"{S}certainty", Certainty.ASSERTED),
            provider=get(f"{S}provider"),
            context=get(f"{S}context"),
        )
        return evidence

    def _citation(self, record: str) -> Citation:
        """Return the source of a piece of evidence, with the page where that record was read."""
        node = self._one(record, f"{t.DCT}source")
        url = self._text(record, f"{S}url")
        known = self.citations.get((node, url))
        if known is not None:
            return known
        get = partial(self._text, node)
        self.citations[node, url] = citation = Citation(
            pmid=get(f"{S}pmid"),
            pmcid=get(f"{S}pmcid"),
            doi=get(f"{S}doi"),
            title=get(f"{t.DCT}title"),
            year=get(f"{S}year"),
            authors=self._authors(node),
            journal=get(f"{S}journal"),
            url=url or get(f"{S}url"),
            source=get(f"{S}sourceName"),
            retracted=self._flag(node, f"{S}retracted", False),
        )
        return citation

    def _chain(self, node: str) -> Chain:
        known = self.chains.get(node)
        if known is not None:
            return known
        hops = []
        for hop in self.nodes.values(node, f"{S}hop"):
            subject, obj = self._ends(hop, f"{S}subject", f"{S}object")
            records = [self._evidence(item) for item in self.nodes.values(hop, f"{S}evidence")]
            step = Hop(
                subject, self._predicate(hop, f"{S}predicate"), obj, strongest_first(records)
            )
            hops.append((self._integer(hop, f"{S}position"), step))
        hops.sort(key=lambda item: item[0])
        evidence = self._evidence(self._one(node, f"{S}evidence"))
        self.chains[node] = chain = Chain(tuple(hop for _, hop in hops), evidence)
        return chain

    def _build(self) -> BuildRecord:
        builds = self.nodes.of_type(f"{S}Build")
        if not builds:
            raise GraphError(
                f"{self.name}: no graph of SubstanceKG (no skg:Build in it); "
                "`substancekg build` makes one"
            )
        if len(builds) > 1:
            raise GraphError(
                f"{self.name}: holds {len(builds)} builds with different tools, data or policies, "
                "so that its verdicts do not compare; build the documents again together"
            )
        node = builds[0]
        plan = self._one(node, f"{S}policy")
        grade = self.nodes.values(plan, f"{S}minGrade")
        agents = self.nodes.values(node, f"{t.PROV}wasAssociatedWith")
        tables = [
            SearchedTable(
                self._one(table, f"{t.RDFS}label"),
                self._text(table, f"{S}version"),
                self._integer(table, f"{S}records"),
                self._text(table, f"{t.DCT}temporal"),
            )
            for table in self.nodes.values(node, f"{t.PROV}used")
        ]
        return BuildRecord(
            tool_version=self._text(agents[0], f"{S}version") if agents else "",
            lexicon=self._text(node, f"{S}lexicon"),
            searched=tuple(sorted(tables, key=lambda s: (s.name, s.version, s.records))),
            policy=Policy(
                min_papers=self._integer(plan, f"{S}minPapers"),
                min_grade=self._member(Grade, plan, f"{S}minGrade") if grade else None,
                chains=self._flag(plan, f"{S}chains", True),
                human_only=self._flag(plan, f"{S}humanOnly", False),
                machine_read=self._flag(plan, f"{S}machineRead", True),
            ),
        )

    def _base(self) -> str:
        for node in self.nodes.of_type(f"{t.VOID}Dataset"):
            space = self._text(node, f"{t.VOID}uriSpace")
            if space:
                return space
        return DEFAULT_BASE_IRI


def _judged_anew(
    claim: Claim,
    assessment: Assessment,
    said: Iterable[Assertion],
    documents: dict[str, SourceDocument],
    build: BuildRecord,
) -> Assessment:
    """Judge a claim that a plain union of graphs left with two verdicts.

    That happens when one of the documents is itself a paper that the evidence comes from: it counts
    for the other documents, and not for its own.
    """

    def once(findings: Iterable[Finding]) -> list[Finding]:
        return list({(f.evidence.key, f.relation): f for f in findings}.values())

    papers = (documents[a.document] for a in said if a.document in documents)
    return judge(
        claim,
        once(assessment.supporting),
        once(assessment.disputing),
        once(assessment.related),
        build.policy,
        excluded=frozenset(name for paper in papers for name in identifiers(paper)),
        searched=build.searched,
    )


def strongest_first(records: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence by grade and key: the order of a hop's records."""
    return tuple(sorted(records, key=lambda r: (r.grade.rank, r.key)))


def _place(assertion: Assertion) -> tuple[str, Span, str]:
    """Return what assertions of one claim are ordered by: document, sentence, key."""
    return (assertion.document_id, assertion.sentence, assertion.key)
