"""Papers as machine-read evidence."""

from dataclasses import dataclass, replace

import pytest

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.evidence import Evidence
from substancekg.loaders.documents import Block, BlockKind, Document, text_sha256
from substancekg.loaders.evidence.machine_read import ReadTally, read_evidence
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
)

KAVA = Entity("kava", "Botanical")
ANXIETY = Entity("anxiety", "Condition")
PLANT = Entity("plant", "Plant", generic=True)


@dataclass
class Found:
    assertions: tuple[Assertion, ...]
    sentences: int


class SentencesReader:
    """Reads every sentence of the form 'Kava (did not|may) reduce(d) anxiety'."""

    def read(self, document: Document) -> Found:
        found = []
        for block in document.blocks:
            start, end = block.span.start, block.span.end
            quote = document.text[start:end]
            if "anxiety" not in quote:
                continue
            found.append(
                Assertion(
                    document=document.source.key,
                    document_id=document.source.id,
                    sentence=Span(start, end),
                    quote=quote,
                    subject=PLANT if quote.startswith("Plants") else KAVA,
                    subject_span=Span(start, start + 4),
                    subject_text=quote[:4],
                    predicate="alleviates",
                    object=ANXIETY,
                    object_span=Span(end - 8, end - 1),
                    object_text="anxiety",
                    trigger="reduced",
                    trigger_span=Span(start + 5, start + 6),
                    rule="test",
                    polarity=Polarity.NEGATED if " not " in quote else Polarity.AFFIRMED,
                    certainty=Certainty.HEDGED if " may " in quote else Certainty.ASSERTED,
                )
            )
        return Found(tuple(found), len(document.blocks))


def paper(*sections: tuple[str, str], pmid: str = "7", **record: tuple[str, ...]) -> Document:
    text, blocks = "", []
    for section, sentence in sections:
        start = len(text)
        text += sentence + "\n"
        blocks.append(
            Block(BlockKind.PARAGRAPH, Span(start, start + len(sentence)), section=section)
        )
    source = SourceDocument(
        pmid or "web", text_sha256(text), pmid=pmid, title="On kava", date="2003-04"
    )
    return Document(source, text, tuple(blocks), **record)


def read(*papers: Document) -> tuple[list[Evidence], ReadTally]:
    tally = ReadTally()
    return list(read_evidence(papers, SentencesReader(), provider="p", tally=tally)), tally


def test_a_finding_carries_its_paper_sentence_section_study_and_species() -> None:
    (record,), _ = read(
        paper(
            ("results", "Kava reduced anxiety."),
            publication_types=("Randomized Controlled Trial",),
            mesh=("Humans", "Anxiety"),
        )
    )
    assert record.evidence_class is EvidenceClass.MACHINE_READ
    assert (record.citation.pmid, record.citation.title, record.citation.year) == (
        "7",
        "On kava",
        "2003",
    )
    assert (record.quote, record.section) == ("Kava reduced anxiety.", "results")
    assert (record.study_type, record.grade, record.system) == (
        "randomized trial",
        Grade.TRIAL,
        "human",
    )
    assert (record.direction, record.certainty) == (Direction.SUPPORTS, Certainty.ASSERTED)
    assert record.provider == "p"


def test_a_paper_has_one_vote_however_often_it_says_so() -> None:
    records, tally = read(
        paper(
            ("title", "Kava reduced anxiety."),
            ("results", "Kava greatly reduced anxiety."),
            ("results", "Kava again reduced anxiety."),
        )
    )
    assert [record.quote for record in records] == ["Kava greatly reduced anxiety."]
    assert tally.left_out["the paper has its vote already"] == 2
    assert tally.assertions == tally.evidence + sum(tally.left_out.values())


def test_two_papers_have_two_votes() -> None:
    records, _ = read(
        paper(("results", "Kava reduced anxiety."), pmid="7"),
        paper(("results", "Kava reduced anxiety."), pmid="8"),
    )
    assert {record.citation.key for record in records} == {"pmid:7", "pmid:8"}


def test_a_negated_finding_refutes() -> None:
    (record,), _ = read(paper(("conclusions", "Kava did not reduce anxiety.")))
    assert record.direction is Direction.REFUTES


@pytest.mark.parametrize(
    ("section", "sentence"),
    [("results", "Kava may reduce anxiety."), ("background", "Kava reduced anxiety.")],
    ids=["hedged", "background"],
)
def test_hedged_and_background_sentences_are_weaker(section: str, sentence: str) -> None:
    (record,), _ = read(paper((section, sentence)))
    assert record.certainty is Certainty.HEDGED


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("methods", "Kava reduced anxiety."),
        ("objective", "Kava reduced anxiety."),
        ("title", "Kava for anxiety?"),
        ("abstract", "We tested if kava reduced anxiety."),
    ],
    ids=["methods", "aim", "question", "tested"],
)
def test_aims_methods_and_questions_are_no_findings(section: str, sentence: str) -> None:
    records, tally = read(paper((section, sentence)))
    assert records == []
    assert sum(tally.left_out.values()) == tally.assertions == 1


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param(
            (("results", "Kava reduced anxiety."), ("conclusions", "Kava did not reduce anxiety.")),
            [Direction.REFUTES],
            id="the-conclusion-decides",
        ),
        pytest.param(
            (("results", "Kava reduced anxiety."), ("results", "Kava did not reduce anxiety.")),
            [],
            id="equal-places-give-no-vote",
        ),
        pytest.param(
            (("results", "Kava reduced anxiety."), ("results", "Kava may not reduce anxiety.")),
            [Direction.SUPPORTS],
            id="plain-before-hedged",
        ),
    ],
)
def test_a_paper_that_says_both(
    sections: tuple[tuple[str, str], ...], expected: list[Direction]
) -> None:
    records, _ = read(paper(*sections))
    assert [record.direction for record in records] == expected


def test_what_is_no_paper_gives_no_evidence() -> None:
    records, tally = read(
        paper(("results", "Kava reduced anxiety."), pmid=""),
        paper(
            ("results", "Kava reduced anxiety."),
            publication_types=("Retraction of Publication",),
        ),
    )
    assert records == []
    assert (tally.papers, tally.passed_over) == (0, 2)


def test_a_retracted_paper_is_marked() -> None:
    (record,), _ = read(
        paper(("results", "Kava reduced anxiety."), publication_types=("Retracted Publication",))
    )
    assert record.citation.retracted


def test_generic_words_are_no_ends() -> None:
    records, tally = read(paper(("results", "Plants reduced anxiety.")))
    assert records == []
    assert tally.left_out["an end is a generic word"] == 1


def test_relations_guessed_from_nearness_are_no_evidence() -> None:
    class Guessing(SentencesReader):
        def read(self, document: Document) -> Found:
            found = super().read(document)
            return Found(
                tuple(replace(item, rule="nearby words") for item in found.assertions),
                found.sentences,
            )

    tally = ReadTally()
    papers = [paper(("results", "Kava reduced anxiety."))]
    assert list(read_evidence(papers, Guessing(), tally=tally)) == []
    assert tally.left_out["related by nearness alone"] == 1


def test_the_words_tell_the_study_where_the_record_does_not() -> None:
    (record,), _ = read(
        paper(("abstract", "Kava reduced anxiety in a double-blind, placebo-controlled anxiety."))
    )
    assert record.study_type == "randomized trial"


def test_papers_are_read_one_at_a_time() -> None:
    opened = []

    def papers() -> object:
        for number in range(1, 4):
            opened.append(number)
            yield replace(paper(("results", "Kava reduced anxiety."), pmid=str(number)))

    stream = read_evidence(papers(), SentencesReader())  # type: ignore[arg-type]
    next(stream)
    assert opened == [1]
