"""What holds for the reading of any text."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from substancekg.graph.assertions import Assertion

Read = Callable[[str], list[Assertion]]
PIECES = st.sampled_from(
    [
        "Kratom",
        "kratom's",
        "kava",
        "Melatonin",
        "caffeine",
        "mitragynine",
        "alcohol",
        "it",
        "they",
        "this",
        "herb",
        "which",
        "that",
        "and\n",
        "",
        "",
        "",
        "or",
        "nor",
        "but",
        "not",
        "no",
        "never",
        "may",
        "can",
        "should",
        "is",
        "are",
        "was",
        "does",
        "causes",
        "cause",
        "reduces",
        "reduced",
        "by",
        "with",
        "of\n",
        "",
        "",
        "",
        "in",
        "to",
        "for",
        "from",
        "the",
        "a",
        "its",
        "both",
        "all",
        "neither",
        "avoid",
        "people",
        "pain",
        "anxiety",
        "sleep",
        "dopamine",
        "levels\n",
        "",
        "",
        "",
        "mu-opioid",
        "receptor",
        "agonist",
        "effects",
        "sedative",
        "addictive",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "-",
        "’s",
        "μ",
        "5-HT2A",
        "because\n",
        "",
        "",
        "",
        "if",
        "while",
        "taking",
        "treatment",
        "risk",
        "lower",
        "associated",
        "linked",
        "known",
        "as",
        "such",
        "like",
        "\n",
    ]
)
SENTENCES = st.lists(PIECES, max_size=40).map(" ".join)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(text=SENTENCES)
def test_offsets_give_the_words_of_the_text(assertions: Read, text: str) -> None:
    for item in assertions(text):
        spans = [
            (item.sentence, item.quote),
            (item.subject_span, item.subject_text),
            (item.object_span, item.object_text),
            (item.trigger_span, item.trigger),
        ]
        if item.hedge_span is not None:
            spans.append((item.hedge_span, item.hedge))
        assert [text[span.start : span.end] for span, _ in spans] == [words for _, words in spans]


@quick
@given(text=SENTENCES)
def test_the_same_text_says_the_same(assertions: Read, text: str) -> None:
    assert assertions(text) == assertions(text)


@quick
@given(text=st.text(max_size=200))
def test_any_text_can_be_read(assertions: Read, text: str) -> None:
    assert len({item.key for item in assertions(text)}) == len(assertions(text))


@quick
@given(text=SENTENCES)
def test_nothing_is_said_of_itself(assertions: Read, text: str) -> None:
    assert all(item.subject.slug != item.object.slug for item in assertions(text))
