"""Claims in plain English."""

from __future__ import annotations

import pytest

from substancekg.graph.wording import claim_text, count, listed, reading
from substancekg.ontology.vocabulary import predicates


@pytest.mark.parametrize("name", sorted(predicates()))
def test_every_predicate_reads_both_ways(name):
    words = reading(name).split()
    negated = reading(name, negated=True).split()
    if words[0] == "is":
        assert negated == ["is", "not", *words[1:]]
    else:
        assert negated == ["does", "not", words[0].removesuffix("s"), *words[1:]]
        assert words[0].endswith("s")


@pytest.mark.parametrize(
    ("claim", "options", "text"),
    [
        (("testine", "agonist_of", "mu receptor"), {}, "testine is an agonist of mu receptor"),
        (("leafy tea", "causes", "death"), {"negated": True}, "leafy tea does not cause death"),
        (("caffeine", "increases", "dopamine"), {"aspect": "release"},
         "caffeine increases dopamine (release)"),
    ],
)  # fmt: skip
def test_a_claim_reads_as_a_clause(world, claim, options, text):
    assert claim_text(world.claim(*claim, **options)) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists_read_as_in_a_sentence(items, text):
    assert listed(items) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (1500, "1,500 papers")]
)
def test_counts_agree_with_their_noun(number, text):
    assert count(number, "paper") == text
