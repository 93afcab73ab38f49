"""Fetching for entities and for claims."""

from collections.abc import Iterable, Iterator, Sequence

import pytest

from substancekg.errors import FetchError
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.assessment import Assessment
from substancekg.graph.claims import Claim
from substancekg.graph.knowledge_graph import BuildRecord, KnowledgeGraph
from substancekg.graph.policy import Policy
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.live.fetching import (
    FetchTally,
    fetch_for_claims,
    fetch_for_entities,
)
from substancekg.loaders.evidence.live.queries import claimed_pairs, query_for, search_names
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Polarity, Verdict

KAVA = Entity("kava", "Botanical", synonyms=("kava kava", "Kava", "k", "kava [root]", 'ka"va'))
ANXIETY = Entity("anxiety", "Condition")
SLEEP = Entity("sleep", "Process")
PLANT = Entity("plant", "Plant", generic=True)


class Library:
    """Finds prepared papers by query."""

    name = "library"

    def __init__(self, found: dict[str, Sequence[str] | Exception]) -> None:
        self.found, self.asked = found, []  # type: ignore[var-annotated]

    def query(self, groups: Iterable[Sequence[str]]) -> str:
        return "+".join(group[0] for group in groups)

    def search(self, query: str, *, number: int) -> Iterator[Document]:
        self.asked.append(query)
        answer = self.found.get(query, ())
        if isinstance(answer, Exception):
            raise answer
        for pmid in answer[:number]:
            yield Document(SourceDocument(pmid, "0" * 64, pmid=pmid), "text", ())


def graph(*claims: tuple[Entity, str, Entity, int]) -> KnowledgeGraph:
    made = {}
    said = {}
    for subject, predicate, obj, times in claims:
        claim = Claim.make(subject, predicate, obj)
        made[claim.key] = claim
        said[claim.key] = tuple(
            Assertion(
                document="d", document_id="d", sentence=Span(n, n + 1), quote="q",
                subject=subject, subject_span=Span(n, n + 1), subject_text="s",
                predicate=predicate, object=obj, object_span=Span(n, n + 1), object_text="o",
                trigger="t", trigger_span=Span(n, n + 1), rule="r", polarity=Polarity.AFFIRMED,
            )
            for n in range(times)
        )  # fmt: skip
    nothing = Assessment(Verdict.NOT_FOUND, (), (), (), "")
    return KnowledgeGraph(
        {}, made, said, dict.fromkeys(made, nothing), {}, BuildRecord("0", "l", (), Policy())
    )


def test_an_entity_is_searched_by_names_that_services_can_read() -> None:
    assert search_names(KAVA) == ("kava", "kava kava")


def test_entities_are_asked_for_together() -> None:
    library = Library({"kava+anxiety": ["1", "2", "3"]})
    tally = FetchTally()
    papers = list(fetch_for_entities([KAVA, ANXIETY], library, number=2, tally=tally))
    assert [paper.source.pmid for paper in papers] == ["1", "2"]
    assert (tally.queries, tally.papers) == (1, 2)
    assert query_for([KAVA, ANXIETY], library) == "kava+anxiety"


def test_claims_are_asked_for_most_asserted_first_each_pair_once() -> None:
    claims = graph(
        (KAVA, "alleviates", ANXIETY, 1),
        (KAVA, "treats", ANXIETY, 1),
        (KAVA, "improves", SLEEP, 3),
        (KAVA, "is_a", PLANT, 9),
        (PLANT, "improves", SLEEP, 9),
    )
    assert claimed_pairs(claims) == [(KAVA, SLEEP), (KAVA, ANXIETY)]


def test_a_paper_found_twice_comes_once() -> None:
    library = Library({"kava+sleep": ["1", "2"], "kava+anxiety": ["2", "3"]})
    claims = graph((KAVA, "improves", SLEEP, 2), (KAVA, "treats", ANXIETY, 1))
    tally = FetchTally()
    papers = list(fetch_for_claims(claims, library, tally=tally))
    assert [paper.source.pmid for paper in papers] == ["1", "2", "3"]
    assert (tally.papers, tally.repeated) == (3, 1)


def test_a_failed_query_is_recorded_and_the_others_go_on() -> None:
    library = Library({"kava+sleep": FetchError("u", "down"), "kava+anxiety": ["3"]})
    claims = graph((KAVA, "improves", SLEEP, 2), (KAVA, "treats", ANXIETY, 1))
    tally = FetchTally()
    assert len(list(fetch_for_claims(claims, library, tally=tally))) == 1
    assert tally.failures == ["kava + sleep: u: down"]


def test_when_every_query_fails_the_first_error_is_raised() -> None:
    library = Library({"kava+sleep": FetchError("u", "down")})
    with pytest.raises(FetchError, match="down"):
        list(fetch_for_claims(graph((KAVA, "improves", SLEEP, 1)), library))


def test_the_number_of_queries_can_be_bounded_and_progress_is_told() -> None:
    library = Library({})
    told: list[tuple[int, int, str]] = []
    claims = graph((KAVA, "improves", SLEEP, 2), (KAVA, "treats", ANXIETY, 1))
    list(fetch_for_claims(claims, library, queries=1, progress=lambda *step: told.append(step)))
    assert told == [(1, 1, "kava + sleep")]
