"""A knowledge graph as RDF: one block of triples for each node, grouped for a human reader.

Every node's IRI and every triple is a function of the content that it describes: no counts, no
clock, no blank nodes. Graphs built apart with the same tool, data and policy therefore merge by
plain union into exactly the graph of the joint build.

Shape of the data (``docs`` and ``ontology/substancekg.ttl`` define each term):

- a **claim** is ``skg:Claim, rdf:Statement, biolink:Association``, with its marks, and points to
  the evidence that counts (``skg:supportedBy``, ``skg:disputedBy``, ``skg:relatedTo``) and to its
  evidence lines;
- an **assertion** is a Web Annotation of a claim on a sentence, with selectors for the sentence,
  subject, object, trigger and hedge;
- an **evidence line** says how one piece of evidence bears on one claim: by what match, through
  which chain, whether it counts and why not;
- a **chain** lists its hops, each with its own evidence;
- **evidence**, **sources** (papers, databases), **documents**, **entities**, the **build**.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from substancekg.errors import GraphError
from substancekg.graph import rdf_terms as t
from substancekg.graph.assertions import Assertion, SourceDocument, Span, content_hash
from substancekg.graph.assessment import Assessment, Chain, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.knowledge_graph import BuildRecord, KnowledgeGraph
from substancekg.graph.rdf_terms import Names, boolean, integer, iri, skg, text
from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.identifiers import iri_of
from substancekg.ontology.terms import EvidenceClass, Grade, Polarity, Status, Verdict
from substancekg.ontology.vocabulary import entity_types, predicate

Triple = tuple[str, str, str]

_ECO_OF_GRADE = {
    Grade.TRIAL: "ECO_0000180",  # clinical study evidence
    Grade.HUMAN: "ECO_0000180",
    Grade.ANIMAL: "ECO_0000179",  # animal model system study evidence
    Grade.IN_VITRO: "ECO_0000181",  # in vitro assay evidence
    Grade.REVIEW: "ECO_0000204",  # author statement
}
_IMPORTED = "ECO_0000311"  # imported information
_UNTRACEABLE_STATEMENT = "ECO_0000034"  # author statement without traceable support
_FROM_MANUAL = "ECO_0000364"  # logical inference from manual annotation
_FROM_AUTOMATIC = "ECO_0000366"  # logical inference from automatic annotation


@dataclass(frozen=True, slots=True)
class Block:
    """The triples of one subject, in reading order, values of one property together."""

    subject: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks of one kind under a heading."""

    title: str
    blocks: Iterable[Block]


class _Pairs:
    """Collects the property-value pairs of one block; empty values are left out."""

    __slots__ = ("pairs",)

    def __init__(self, *types: str) -> None:
        self.pairs: list[tuple[str, str]] = [(t.A, kind) for kind in types]

    def add(self, prop: str, *values: str) -> None:
        """Add terms as they are."""
        for value in values:
            self.pairs.append((prop, value))

    def text(self, prop: str, *values: str) -> None:
        """Add plain texts, without the empty ones."""
        for value in values:
            if value:
                self.pairs.append((prop, text(value)))

    def block(self, subject: str) -> Block:
        """Return the collected pairs as the block of a subject."""
        return Block(subject, tuple(self.pairs))


def triples(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> Iterator[Triple]:
    """Yield every triple once, in the order of :func:`sections`."""
    for section in sections(kg, direct_edges=direct_edges):
        for block in section.blocks:
            subject = block.subject
            for prop, value in block.pairs:
                yield subject, prop, value


def sections(kg: KnowledgeGraph, *, direct_edges: str = "supported") -> Iterator[Section]:
    """Yield the whole graph as headed runs of blocks.

    :param direct_edges: for which affirmed claims a plain triple is written beside the claim:
        those that are literature-supported, all, or none. Negated claims never get one.
    :raises GraphError: if the base IRI is none, or ``direct_edges`` is another word
    """
    if direct_edges not in ("supported", "all", "none"):
        raise GraphError(f"direct edges {direct_edges!r}: choose supported, all or none")
    names = Names(kg.base_iri)
    claims = sorted(kg.claims.values(), key=lambda claim: claim.sort_key)
    found = _Reached(kg)
    yield Section("This graph and its build", _build_blocks(kg, names))
    if direct_edges != "none":
        yield Section(
            "Relations that the literature supports, as plain triples"
            if direct_edges == "supported"
            else "Affirmed claims as plain triples",
            _direct_blocks(kg, claims, direct_edges, names),
        )
    yield Section("Documents", _document_blocks(kg, names))
    entities = (_entity_block(found.entities[slug], names) for slug in sorted(found.entities))
    yield Section("Entities", entities)
    yield Section(
        "Claims, each with the lines of evidence on it and the places that state it",
        _claim_blocks(kg, claims, names),
    )
    yield Section("Chains", _chain_blocks(found.chains, names))
    evidence = (_evidence_block(found.evidence[key], names) for key in sorted(found.evidence))
    yield Section("Evidence", evidence)
    yield Section("Papers and other sources", _source_blocks(found.evidence.values(), names))


class _Reached:
    """All entities, evidence and chains that a graph reaches, each once."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.entities: dict[str, Entity] = dict(kg.entities)
        self.evidence: dict[str, Evidence] = {}
        self.chains: dict[str, Chain] = {}
        for claim in kg.claims.values():
            self._ends(claim)
        for said in kg.assertions.values():
            for assertion in said:
                self._ends(assertion)
        for assessment in kg.assessments.values():
            for finding in findings(assessment):
                self._record(finding.evidence)
                if finding.chain is not None and finding.chain.key not in self.chains:
                    self.chains[finding.chain.key] = finding.chain
                    self._record(finding.chain.evidence)
                    for hop in finding.chain.hops:
                        self._ends(hop)
                        for record in hop.evidence:
                            self._record(record)

    def _record(self, evidence: Evidence) -> None:
        key = evidence.key
        if key not in self.evidence:
            self.evidence[key] = evidence
            self._ends(evidence)

    def _ends(self, edge: object) -> None:
        for entity in (edge.subject, edge.object):  # type: ignore[attr-defined]
            self.entities.setdefault(entity.slug, entity)


def findings(assessment: Assessment) -> tuple[Finding, ...]:
    """Return all findings of an assessment: supporting, disputing, related."""
    return (*assessment.supporting, *assessment.disputing, *assessment.related)


def _direct_blocks(
    kg: KnowledgeGraph, claims: list[Claim], direct_edges: str, names: Names
) -> Iterator[Block]:
    """Yield the plain triples, one block a subject."""
    by_subject: dict[str, dict[tuple[str, str], None]] = {}
    for claim in claims:
        supported = kg.assessments[claim.key].status is Status.LITERATURE_SUPPORTED
        if claim.polarity is Polarity.AFFIRMED and (supported or direct_edges == "all"):
            pair = (skg(claim.predicate), names.entity(claim.object.slug))
            by_subject.setdefault(claim.subject.slug, {})[pair] = None
    for slug, pairs in by_subject.items():
        yield Block(names.entity(slug), tuple(pairs))


def _document_blocks(kg: KnowledgeGraph, names: Names) -> Iterator[Block]:
    for document in sorted(kg.documents.values(), key=lambda item: (item.id, item.key)):
        yield _document_block(document, names)


def _document_block(document: SourceDocument, names: Names) -> Block:
    pairs = _Pairs(skg("Document"), t.PROV_ENTITY)
    pairs.text(t.LABEL, document.title or document.id)
    pairs.text(t.IDENTIFIER, document.id)
    pairs.text(t.TITLE, document.title)
    pairs.text(skg("sha256"), document.sha256)
    pairs.text(skg("location"), document.location)
    if document.url:
        pairs.add(skg("url"), t.typed(document.url, f"{t.XSD}anyURI"))
    pairs.text(t.FORMAT, document.format)
    pairs.text(t.DATE, document.date)
    _add_authors(pairs, document.authors)
    pairs.text(skg("site"), document.site)
    pairs.text(t.LANGUAGE, document.language)
    _add_paper_ids(pairs, document.pmid, document.pmcid, document.doi)
    pairs.add(skg("sentences"), integer(document.sentences))
    return pairs.block(names("doc", document.key))


def _add_authors(pairs: _Pairs, authors: tuple[str, ...]) -> None:
    """Add each author, and their order where there is more than one."""
    pairs.add(t.CREATOR, *(text(author) for author in dict.fromkeys(authors)))
    if len(authors) > 1:
        pairs.add(skg("authorList"), text(t.join_list(authors, ";")))


def _add_paper_ids(pairs: _Pairs, pmid: str, pmcid: str, doi: str) -> None:
    """Add the identifiers of a paper as they stand, and the addresses where people read it."""
    pairs.text(skg("pmid"), pmid)
    pairs.text(skg("pmcid"), pmcid)
    pairs.text(skg("doi"), doi)
    if pmid:
        pairs.add(t.SEE_ALSO, iri(f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    if pmcid:
        pairs.add(t.SEE_ALSO, iri(f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"))
    if doi:
        pairs.add(t.SEE_ALSO, iri(f"https://doi.org/{doi}"))


def _entity_block(entity: Entity, names: Names) -> Block:
    kind = entity_types().get(entity.type)
    pairs = _Pairs(skg(entity.type))
    if kind is not None and kind.biolink:
        pairs.add(t.A, t.biolink(kind.biolink))
    pairs.text(t.LABEL, entity.label)
    pairs.text(t.ALT_LABEL, *sorted(set(entity.synonyms)))
    pairs.text(t.IDENTIFIER, entity.curie)
    pairs.text(skg("xref"), *sorted(set(entity.xrefs)))
    matches = {match for curie in (entity.curie, *entity.xrefs) if (match := iri_of(curie))}
    pairs.add(t.EXACT_MATCH, *(iri(match) for match in sorted(matches)))
    pairs.add(t.BROADER, *(names.entity(slug) for slug in sorted(map(slugify, entity.parents))))
    if entity.source != "local":
        pairs.text(t.SOURCE, entity.source)
    if entity.generic:
        pairs.add(skg("generic"), t.TRUE)
    return pairs.block(names.entity(entity.slug))


def _claim_blocks(kg: KnowledgeGraph, claims: list[Claim], names: Names) -> Iterator[Block]:
    build = names("bld", build_key(kg.build))
    for claim in claims:
        key = claim.key
        assessment = kg.assessments[key]
        lines = _lines(claim, assessment, names)
        yield _claim_block(claim, assessment, lines, build, names)
        for _, _, block in lines:
            yield block
        for assertion in kg.assertions.get(key, ()):
            yield from _assertion_blocks(assertion, key, names)


def claim_label(claim: Claim) -> str:
    """Return a claim in words: ``kratom does not: treats pain``, with its aspect in brackets."""
    words = predicate(claim.predicate).label
    if claim.polarity is Polarity.NEGATED:
        words = f"not: {words}"
    said = f"{claim.subject.label} {words} {claim.object.label}"
    return f"{said} ({claim.aspect})" if claim.aspect else said


_LINE_PROPERTIES = (
    ("supporting", "supportingLine", "supportedBy"),
    ("disputing", "disputingLine", "disputedBy"),
    ("related", "relatedLine", "relatedTo"),
)


def _claim_block(
    claim: Claim,
    assessment: Assessment,
    lines: list[tuple[str, Finding, Block]],
    build: str,
    names: Names,
) -> Block:
    pairs = _Pairs(skg("Claim"), t.STATEMENT, t.ASSOCIATION)
    pairs.text(t.LABEL, claim_label(claim))
    pairs.add(t.SUBJECT, names.entity(claim.subject.slug))
    pairs.add(t.PREDICATE, skg(claim.predicate))
    pairs.add(t.OBJECT, names.entity(claim.object.slug))
    pairs.add(skg("polarity"), skg(claim.polarity))
    pairs.text(skg("aspect"), claim.aspect)
    pairs.add(skg("status"), skg(assessment.status))
    pairs.add(skg("verdict"), skg(assessment.verdict))
    pairs.add(skg("isContested"), boolean(assessment.verdict is Verdict.CONTESTED))
    pairs.add(skg("inferred"), boolean(assessment.inferred))
    pairs.text(skg("why"), assessment.why)
    for role, line_property, evidence_property in _LINE_PROPERTIES:
        mine = [(finding, block) for line_role, finding, block in lines if line_role == role]
        counted = {names("evd", f.evidence.key) for f, _ in mine if f.counted}
        pairs.add(skg(evidence_property), *sorted(counted))
        pairs.add(skg(line_property), *(block.subject for _, block in mine))
    if claim.polarity is Polarity.NEGATED:
        pairs.add(t.NEGATED, t.TRUE)
    level = "logical_entailment" if assessment.inferred else "knowledge_assertion"
    pairs.text(t.KNOWLEDGE_LEVEL, level)
    pairs.text(t.AGENT_TYPE, "text_mining_agent")
    pairs.add(t.GENERATED_BY, build)
    return pairs.block(names("clm", claim.key))


def _lines(claim: Claim, assessment: Assessment, names: Names) -> list[tuple[str, Finding, Block]]:
    """Return the evidence lines of a claim: role, finding and block, strongest first a role."""
    roles = (assessment.supporting, assessment.disputing, assessment.related)
    lines = []
    for (role, _, _), found in zip(_LINE_PROPERTIES, roles, strict=True):
        for rank, finding in enumerate(found, 1):
            chain = finding.chain.key if finding.chain is not None else ""
            key = content_hash(
                "line", claim.key, role, finding.evidence.key, finding.bearing, finding.relation,
                chain, finding.counted, finding.reason,
            )  # fmt: skip
            pairs = _Pairs(skg("EvidenceLine"))
            pairs.add(skg("evidence"), names("evd", finding.evidence.key))
            pairs.add(skg("bearing"), skg(finding.bearing))
            pairs.text(skg("match"), finding.relation)
            if chain:
                pairs.add(skg("chain"), names("chn", chain))
            pairs.add(skg("counted"), boolean(finding.counted))
            pairs.text(skg("reason"), finding.reason)
            pairs.add(skg("rank"), integer(rank))
            lines.append((role, finding, pairs.block(names("lin", key))))
    return lines


def _assertion_blocks(assertion: Assertion, claim_key: str, names: Names) -> Iterator[Block]:
    claim = names("clm", claim_key)
    node = names("asr", assertion.key)
    document = names("doc", assertion.document)
    part = {name: f"{node[:-1]}-{name}>" for name in ("target", "sentence")}
    pairs = _Pairs(skg("Assertion"), t.ANNOTATION, iri(t.OBO + _UNTRACEABLE_STATEMENT))
    pairs.add(skg("states"), claim)
    pairs.add(t.HAS_BODY, claim)
    pairs.add(t.SOURCE, document)
    pairs.add(t.HAS_TARGET, part["target"])
    pairs.text(skg("headings"), t.join_list(assertion.headings, ">"))
    if assertion.headings == ("",):
        pairs.add(skg("headings"), text(""))
    pairs.add(skg("subject"), names.entity(assertion.subject.slug))
    pairs.add(skg("object"), names.entity(assertion.object.slug))
    pairs.add(skg("certainty"), skg(assertion.certainty))
    pairs.text(skg("attribution"), assertion.attribution)
    pairs.text(skg("rule"), assertion.rule)
    selectors = [
        ("subject", assertion.subject_span, assertion.subject_text),
        ("trigger", assertion.trigger_span, assertion.trigger),
        ("object", assertion.object_span, assertion.object_text),
    ]
    if assertion.hedge_span is not None:
        selectors.append(("hedge", assertion.hedge_span, assertion.hedge))
    for name, _, _ in selectors:
        part[name] = f"{node[:-1]}-{name}>"
        pairs.add(skg(f"{name}Selector"), part[name])
    yield pairs.block(node)
    target = _Pairs(t.SPECIFIC_RESOURCE)
    target.add(t.HAS_SOURCE, document)
    target.add(t.HAS_SELECTOR, part["sentence"])
    yield target.block(part["target"])
    for name, span, quote in [("sentence", assertion.sentence, assertion.quote), *selectors]:
        yield _selector_block(part[name], span, quote)


def _selector_block(node: str, span: Span, quote: str) -> Block:
    """Return one node that selects by position, exactly, and by quote, robustly."""
    return Block(
        node,
        (
            (t.A, t.POSITION_SELECTOR), (t.A, t.QUOTE_SELECTOR), (t.START, integer(span.start)),
            (t.END, integer(span.end)), (t.EXACT, text(quote)),
        ),
    )  # fmt: skip


def _chain_blocks(chains: dict[str, Chain], names: Names) -> Iterator[Block]:
    for key in sorted(chains):
        chain = chains[key]
        node = names("chn", key)
        records = [chain.evidence, *(record for hop in chain.hops for record in hop.evidence)]
        automatic = any(r.evidence_class is EvidenceClass.MACHINE_READ for r in records)
        eco = _FROM_AUTOMATIC if automatic else _FROM_MANUAL
        pairs = _Pairs(skg("Chain"), iri(t.OBO + eco))
        steps = [
            f"{hop.subject.label} {predicate(hop.predicate).label} {hop.object.label}"
            for hop in chain.hops
        ]
        pairs.text(t.LABEL, "; ".join(steps))
        pairs.add(skg("evidence"), names("evd", chain.evidence.key))
        nodes = [f"{node[:-1]}-{number}>" for number in range(1, len(steps) + 1)]
        pairs.add(skg("hop"), *nodes)
        yield pairs.block(node)
        for number, (hop_node, hop) in enumerate(zip(nodes, chain.hops, strict=True), 1):
            step = _Pairs(skg("Hop"))
            step.add(skg("position"), integer(number))
            step.add(skg("subject"), names.entity(hop.subject.slug))
            step.add(skg("predicate"), skg(hop.predicate))
            step.add(skg("object"), names.entity(hop.object.slug))
            step.add(skg("evidence"), *sorted(names("evd", r.key) for r in hop.evidence))
            yield step.block(hop_node)


def _evidence_block(evidence: Evidence, names: Names) -> Block:
    imported = evidence.evidence_class is EvidenceClass.ONTOLOGY
    eco = _IMPORTED if imported else _ECO_OF_GRADE[evidence.grade]
    pairs = _Pairs(skg("Evidence"), iri(t.OBO + eco))
    words = predicate(evidence.predicate).label
    pairs.text(
        t.LABEL,
        f"{evidence.direction}: {evidence.subject.label} {words} {evidence.object.label}",
    )
    pairs.add(skg("subject"), names.entity(evidence.subject.slug))
    pairs.add(skg("predicate"), skg(evidence.predicate))
    pairs.add(skg("object"), names.entity(evidence.object.slug))
    pairs.add(skg("direction"), skg(evidence.direction))
    pairs.text(skg("aspect"), evidence.aspect)
    pairs.text(skg("context"), evidence.context)
    pairs.add(skg("evidenceClass"), skg(evidence.evidence_class))
    pairs.add(skg("grade"), skg(evidence.grade))
    pairs.add(skg("certainty"), skg(evidence.certainty))
    pairs.text(skg("studyType"), evidence.study_type)
    pairs.text(skg("system"), evidence.system)
    pairs.text(skg("finding"), evidence.finding)
    pairs.text(skg("quote"), evidence.quote)
    pairs.text(skg("section"), evidence.section)
    pairs.text(skg("provider"), evidence.provider)
    pairs.add(t.SOURCE, names.source(evidence.citation.key))
    if evidence.citation.url:  # each record has its own: the page where it was read
        pairs.add(skg("url"), t.typed(evidence.citation.url, f"{t.XSD}anyURI"))
    return pairs.block(names("evd", evidence.key))


def _source_blocks(evidence: Iterable[Evidence], names: Names) -> Iterator[Block]:
    """Yield one block a paper: what any record of it knows, each value once."""
    citations: dict[str, dict[Citation, None]] = {}
    for record in evidence:
        citations.setdefault(record.citation.key, {})[record.citation] = None
    for key in sorted(citations):
        merged: dict[tuple[str, str], None] = {}
        for citation in citations[key]:
            merged.update(dict.fromkeys(_citation_pairs(citation)))
        order = {prop: number for number, (prop, _) in reversed(list(enumerate(merged)))}
        pairs = sorted(merged, key=lambda pair: (order[pair[0]], pair[1]))
        yield Block(names.source(key), tuple(pairs))


def _citation_pairs(citation: Citation) -> list[tuple[str, str]]:
    paper = citation.pmid or citation.pmcid or citation.doi
    pairs = _Pairs(skg("Paper") if paper else skg("Source"), t.PROV_ENTITY)
    pairs.text(t.IDENTIFIER, citation.key)
    pairs.text(t.TITLE, citation.title)
    _add_authors(pairs, citation.authors)
    pairs.text(skg("journal"), citation.journal)
    pairs.text(skg("year"), citation.year)
    _add_paper_ids(pairs, citation.pmid, citation.pmcid, citation.doi)
    if citation.url and not paper:
        pairs.add(skg("url"), t.typed(citation.url, f"{t.XSD}anyURI"))
    pairs.text(skg("sourceName"), citation.source)
    if citation.retracted:
        pairs.add(skg("retracted"), t.TRUE)
    return pairs.pairs


def build_key(build: BuildRecord) -> str:
    """Return a hash of the tool, the data and the policy of a build."""
    policy = build.policy
    tables = sorted(f"{s.name}|{s.version}|{s.records}" for s in build.searched)
    return content_hash(
        "build", build.tool_version, build.lexicon, *tables, policy.min_papers,
        policy.min_grade, policy.chains, policy.human_only, policy.machine_read,
    )  # fmt: skip


def _build_blocks(kg: KnowledgeGraph, names: Names) -> Iterator[Block]:
    build, policy = kg.build, kg.build.policy
    node = names("bld", build_key(build))
    dataset = _Pairs(t.VOID_DATASET, t.DCAT_DATASET)
    dataset.text(t.TITLE, "Claims about substances and what the literature says about them")
    dataset.text(
        t.DESCRIPTION,
        "Each claim is marked source-asserted or literature-supported; the policy of the build "
        "says which evidence counts.",
    )
    dataset.add(t.URI_SPACE, text(names.base))
    dataset.add(t.VOID_VOCABULARY, iri(t.SKG), iri(t.OA), iri(t.PROV))
    dataset.add(t.CONFORMS_TO, iri(t.SKG.rstrip("#")))
    dataset.add(t.GENERATED_BY, node)
    yield dataset.block(f"<{names.base}graph>")

    activity = _Pairs(t.ACTIVITY, skg("Build"))
    activity.text(skg("lexicon"), build.lexicon)
    agent = f"<{names.base}tool/{content_hash('tool', build.tool_version)}>"
    activity.add(t.ASSOCIATED_WITH, agent)
    policy_node = f"{node[:-1]}-policy>"
    activity.add(skg("policy"), policy_node)
    tables = {
        f"<{names.base}table/{content_hash('table', s.name, s.version, s.records)}>": s
        for s in sorted(build.searched, key=lambda s: (s.name, s.version, s.records))
    }
    activity.add(t.USED, *tables)
    yield activity.block(node)

    rules = _Pairs(t.PLAN, skg("Policy"))
    rules.add(skg("minPapers"), integer(policy.min_papers))
    if policy.min_grade is not None:
        rules.add(skg("minGrade"), skg(policy.min_grade))
    rules.add(skg("chains"), boolean(policy.chains))
    rules.add(skg("humanOnly"), boolean(policy.human_only))
    rules.add(skg("machineRead"), boolean(policy.machine_read))
    yield rules.block(policy_node)

    tool = _Pairs(t.SOFTWARE_AGENT)
    tool.text(t.LABEL, f"substancekg {build.tool_version}")
    tool.add(skg("version"), text(build.tool_version))
    yield tool.block(agent)

    for table_node, table in tables.items():
        pairs = _Pairs(t.PROV_ENTITY, skg("SearchedTable"))
        pairs.text(t.LABEL, table.name)
        pairs.text(skg("version"), table.version)
        pairs.add(skg("records"), integer(table.records))
        pairs.text(t.TEMPORAL, table.newest)
        yield pairs.block(table_node)
