"""A small world: a lexicon of a few entities, evidence on them, and a graph with every verdict."""

from __future__ import annotations

import pytest

from substancekg.graph.assemble import assemble
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.policy import Policy
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import CompositionFact, Lexicon
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade, Polarity

ENTITIES = [
    Entity("herbal product", "CompoundClass"),
    Entity("leafy tea", "Botanical", synonyms=("leaf tea",), parents=("herbal product",)),
    Entity("Planta testa", "Plant", "NCBITaxon:1"),
    Entity("alkaloid", "CompoundClass"),
    Entity("testine", "Compound", "CHEBI:1", parents=("alkaloid",)),
    Entity("strychnoid", "Compound", "CHEBI:2", parents=("alkaloid",)),
    Entity("hydroxytestine", "Compound", "CHEBI:3"),
    Entity("receptor", "ReceptorFamily", generic=True),
    Entity("opioid receptor", "ReceptorFamily", parents=("receptor",)),
    Entity("mu receptor", "Receptor", "HGNC:1", synonyms=("MOR",), parents=("opioid receptor",)),
    Entity("kappa receptor", "Receptor", "HGNC:2", parents=("opioid receptor",)),
    Entity("dopamine", "Neurotransmitter", "CHEBI:4"),
    Entity("melatonin", "Hormone", "CHEBI:5"),
    Entity("caffeine", "Compound", "CHEBI:6"),
    Entity("sleep disorder", "Condition"),
    Entity("insomnia", "Condition", "MONDO:1", parents=("sleep disorder",)),
    Entity("anxiety", "Condition", "MONDO:2"),
    Entity("death", "Condition"),
    Entity("<script>alert(1)</script>", "Condition"),
]
COMPOSITION = [
    ("leafy tea", "derived_from", "Planta testa", "Checklist of tests"),
    ("leafy tea", "contains", "testine", "Table of tests: DOI 10.1000/test.1 | Second table"),
    ("leafy tea", "contains", "alkaloid", "Table of tests"),
    ("testine", "metabolized_to", "hydroxytestine", "Table of tests"),
]


@pytest.fixture(scope="session")
def small_lexicon() -> Lexicon:
    names = Lexicon(ENTITIES)
    return Lexicon(
        ENTITIES,
        [CompositionFact(names.resolve(s), p, names.resolve(o), w) for s, p, o, w in COMPOSITION],
    )


class World:
    """Makes claims and evidence from names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def claim(self, subject: str, predicate: str, obj: str, **options: object) -> Claim:
        negated = options.pop("negated", False)
        polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED
        return Claim.make(
            self.lexicon.resolve(subject), predicate, self.lexicon.resolve(obj), polarity,
            str(options.pop("aspect", "")),
        )  # fmt: skip

    def evidence(
        self, subject: str, predicate: str, obj: str, pmid: str = "1", **options: object
    ) -> Evidence:
        refutes = options.pop("refutes", False)
        machine = options.pop("machine_read", False)
        citation = options.pop("citation", None) or Citation(pmid=pmid, year="2020", title="A test")
        return Evidence(
            self.lexicon.resolve(subject),
            predicate,
            self.lexicon.resolve(obj),
            Direction.REFUTES if refutes else Direction.SUPPORTS,
            citation,  # type: ignore[arg-type]
            options.pop("grade", Grade.IN_VITRO),  # type: ignore[arg-type]
            EvidenceClass.MACHINE_READ if machine else EvidenceClass.CURATED,
            **{"provider": "small table", **options},  # type: ignore[arg-type]
        )

    def base(self, *evidence: Evidence) -> EvidenceBase:
        return EvidenceBase(evidence, self.lexicon)

    def assertion(
        self,
        claim: Claim,
        document: SourceDocument,
        *,
        start: int = 0,
        hedge: str = "",
        attribution: str = "",
    ) -> Assertion:
        """Say a claim in a made-up sentence that starts at ``start`` of a document."""
        subject, obj = claim.subject.label, claim.object.label
        verb = ("not " if claim.polarity is Polarity.NEGATED else "") + claim.predicate
        words = [word for word in (subject, hedge, verb, obj) if word]
        quote = " ".join(words) + "."

        def span(word: str) -> Span:
            at = start + quote.index(word)
            return Span(at, at + len(word))

        return Assertion(
            document=document.key,
            document_id=document.id,
            sentence=Span(start, start + len(quote)),
            quote=quote,
            subject=claim.subject,
            subject_span=span(subject),
            subject_text=subject,
            predicate=claim.predicate,
            object=claim.object,
            object_span=span(obj),
            object_text=obj,
            trigger=verb,
            trigger_span=span(verb),
            rule="test",
            polarity=claim.polarity,
            certainty=Certainty.HEDGED if hedge else Certainty.ASSERTED,
            aspect=claim.aspect,
            attribution=attribution,
            hedge=hedge,
            hedge_span=span(hedge) if hedge else None,
        )


@pytest.fixture(scope="session")
def world(small_lexicon: Lexicon) -> World:
    return World(small_lexicon)


@pytest.fixture(scope="session")
def small_evidence(world: World) -> list[Evidence]:
    e = world.evidence
    return [
        e("testine", "partial_agonist_of", "mu receptor", "11",
          citation=Citation(pmid="11", doi="10.1000/aa.11", title="Testine at mu", year="2019",
                            authors=("Able A", "Baker B"), journal="J Test"),
          finding="Emax 40% at 1 uM", study_type="in vitro", system="human cells in vitro"),
        e("testine", "partial_agonist_of", "mu receptor", "12", grade=Grade.ANIMAL,
          study_type="animal study", system="mouse in vivo"),
        e("testine", "antagonist_of", "mu receptor", "13", finding="GTPgammaS: no stimulation"),
        e("melatonin", "treats", "insomnia", "21", grade=Grade.TRIAL,
          study_type="randomized trial", finding="n=120, 12 minutes sooner", system="human"),
        e("caffeine", "treats", "insomnia", "22", grade=Grade.TRIAL, refutes=True,
          study_type="randomized trial", finding="no benefit, n=40", system="human"),
        e("caffeine", "increases", "dopamine", "23", aspect="release", grade=Grade.ANIMAL),
        e("testine", "binds", "kappa receptor", "24"),
        e("leafy tea", "causes", "death", "25", refutes=True, grade=Grade.HUMAN),
        e("testine", "alleviates", "anxiety", "26", machine_read=True, quote="Testine eased it.",
          section="abstract"),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def small_base(world: World, small_evidence: list[Evidence]) -> EvidenceBase:
    return world.base(*small_evidence)


@pytest.fixture(scope="session")
def small_documents() -> tuple[SourceDocument, SourceDocument]:
    return (
        SourceDocument("article", "a" * 64, "Ten facts on <b>leafy tea</b> | 2024",
                       location="article.txt", sentences=12),
        SourceDocument("26", "b" * 64, "Testine eases anxiety", pmid="26", date="2021-05",
                       url="https://example.org/26", sentences=3),
    )  # fmt: skip


@pytest.fixture(scope="session")
def small_assertions(
    world: World, small_documents: tuple[SourceDocument, SourceDocument]
) -> list[Assertion]:
    article, paper = small_documents
    c, said = world.claim, world.assertion
    return [
        said(c("leafy tea", "interacts_with", "opioid receptor"), article),  # supported by a chain
        said(c("testine", "agonist_of", "mu receptor"), article, start=100),  # contested
        said(c("testine", "agonist_of", "mu receptor"), paper, start=0, hedge="may"),
        said(c("melatonin", "treats", "insomnia"), article, start=200, hedge="may",
             attribution="research suggests"),  # supported
        said(c("caffeine", "treats", "insomnia"), article, start=300),  # contradicted
        said(c("caffeine", "treats", "insomnia", negated=True), paper, start=60),  # supported
        said(c("testine", "agonist_of", "kappa receptor"), article, start=400),  # related-only
        said(c("testine", "alleviates", "anxiety"), paper, start=120),  # only by its own document
        said(c("leafy tea", "prevents", "death"), article, start=500),  # not found
        said(c("leafy tea", "causes", "death", negated=True), article, start=600),  # supported
        said(c("caffeine", "increases", "dopamine", aspect="level"), article, start=700),
        said(c("caffeine", "causes", "<script>alert(1)</script>"), article, start=800),
        said(c("leafy tea", "contains", "alkaloid"), article, start=900),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def small_graph(
    small_documents: tuple[SourceDocument, SourceDocument],
    small_assertions: list[Assertion],
    small_base: EvidenceBase,
) -> KnowledgeGraph:
    """Every verdict, hedged and negated claims, chains, and hostile text."""
    return assemble(small_documents, small_assertions, small_base, Policy(), tool_version="0")
