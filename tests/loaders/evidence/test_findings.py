"""Which sentences of a paper count as its findings."""

import pytest

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.loaders.documents import Block, BlockKind, Document, text_sha256
from substancekg.loaders.evidence.findings import Role, SentenceRoles
from substancekg.ontology.entities import Entity

KAVA = Entity("kava", "Botanical")
ANXIETY = Entity("anxiety", "Condition")


def said(sentence: str, section: str, *, around: str = "", trigger: str = "reduced") -> Role:
    text = f"{sentence} {around}" if around else sentence
    at = sentence.find(trigger)
    at = max(at, 0)
    paper = Document(
        SourceDocument("1", text_sha256(text), pmid="1"),
        text,
        (Block(BlockKind.PARAGRAPH, Span(0, len(text)), section=section),),
    )
    assertion = Assertion(
        document="d",
        document_id="1",
        sentence=Span(0, len(sentence)),
        quote=sentence,
        subject=KAVA,
        subject_span=Span(0, 4),
        subject_text=sentence[:4],
        predicate="alleviates",
        object=ANXIETY,
        object_span=Span(0, 4),
        object_text=sentence[:4],
        trigger=trigger,
        trigger_span=Span(at, at + len(trigger)),
        rule="r",
    )
    return SentenceRoles(paper).role(assertion)


@pytest.mark.parametrize(
    ("sentence", "section", "expected"),
    [
        pytest.param("Kava reduced anxiety.", "abstract", Role.FINDING, id="plain"),
        pytest.param("Kava reduced anxiety.", "results", Role.FINDING, id="results"),
        pytest.param("Kava reduced anxiety.", "objective", Role.AIM, id="labelled-aim"),
        pytest.param("Kava reduced anxiety.", "methods", Role.METHOD, id="labelled-methods"),
        pytest.param("Kava reduced anxiety.", "background", Role.BACKGROUND, id="labelled-back"),
        pytest.param("Has kava reduced anxiety?", "title", Role.QUESTION, id="question-title"),
        pytest.param("Kava reduced anxiety in rats", "title", Role.FINDING, id="title"),
        pytest.param(
            "We investigated how kava reduced anxiety.", "abstract", Role.AIM, id="we-investigated"
        ),
        pytest.param(
            "The aim of this trial was to see that kava reduced anxiety.",
            "results",
            Role.AIM,
            id="aim-even-in-results",
        ),
        pytest.param(
            "It is unclear whether kava reduced anxiety.", "results", Role.QUESTION, id="whether"
        ),
        pytest.param(
            "Kava has been reported to have reduced anxiety.",
            "abstract",
            Role.BACKGROUND,
            id="reported-by-others",
        ),
        pytest.param(
            "Patients were randomly given kava, which reduced anxiety.",
            "abstract",
            Role.METHOD,
            id="randomised",
        ),
        pytest.param("Kava was given and reduced anxiety.", "results", Role.FINDING, id="given"),
    ],
)
def test_role_of_a_sentence(sentence: str, section: str, expected: Role) -> None:
    assert said(sentence, section) is expected


def test_what_stands_before_the_aim_of_an_abstract_is_background() -> None:
    aim = "We examined the effect of kava on mood."
    assert said("Kava reduced anxiety.", "abstract", around=aim) is Role.BACKGROUND
    assert said("Kava reduced anxiety.", "results", around=aim) is Role.FINDING
