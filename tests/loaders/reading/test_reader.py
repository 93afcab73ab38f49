"""What holds for every reading: offsets, determinism, provenance, given mentions."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.loaders.documents import Block, BlockKind, Document, Mention
from substancekg.loaders.reading.reader import Reader
from substancekg.loaders.registry import load
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import default_lexicon

SHARED = Path(__file__).resolve().parents[4] / "shared"
WORDS = [
    "kava",
    "kratom",
    "CBD",
    "dopamine",
    "anxiety",
    "insomnia",
    "may",
    "not",
    "reduces",
    "causes",
    "treats",
    "inhibits",
    "effects",
    "of",
    "the",
    "its",
    "sedative",
    "properties",
    "and",
    ",",
    ".",
    ";",
    "(",
    ")",
    "which",
    "by",
    "-induced",
    "release",
    "levels",
    ":",
    "is",
    "a",
    "herb",
    "relief",
    "from",
    "help",
    "people",
    "with",
    "agonist",
    "at",
    "mu-opioid",
    "receptors",
    "no",
    "evidence",
    "that",
    "risk",
    "without",
]


def page(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    block = Block(kind, Span(0, len(text)))
    return Document(SourceDocument("page", "0" * 64), text, (block,))


def check(text: str, found: Assertion) -> None:
    assert found.quote == text[found.sentence.start : found.sentence.end]
    assert found.subject_text == text[found.subject_span.start : found.subject_span.end]
    assert found.object_text == text[found.object_span.start : found.object_span.end]
    assert found.trigger == text[found.trigger_span.start : found.trigger_span.end]
    assert found.subject_text and found.object_text and found.trigger and found.rule
    assert bool(found.hedge) == (found.hedge_span is not None)
    if found.hedge_span is not None:
        assert found.hedge == text[found.hedge_span.start : found.hedge_span.end]
    assert found.subject.slug != found.object.slug


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=30),
    kind=st.sampled_from([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_quotes_are_the_text_of_their_spans(
    reader: Reader, words: list[str], kind: BlockKind
) -> None:
    text = " ".join(words)
    for found in reader.read(page(text, kind)).assertions:
        check(text, found)


@given(text=st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    reader.read(page(text))


def test_the_same_document_gives_the_same_reading(reader: Reader) -> None:
    text = "Kava may reduce anxiety. It contains kavalactones. This herb is not addictive."
    first, second = reader.read(page(text)), Reader(default_lexicon()).read(page(text))
    assert [a.key for a in first.assertions] == [a.key for a in second.assertions]
    assert first.sentences == 3


def test_an_empty_document_says_nothing(reader: Reader) -> None:
    empty = Document(SourceDocument("empty", "0" * 64), "", ())
    assert reader.read(empty).assertions == ()


def test_a_pronoun_keeps_its_own_words_and_place(
    assertions: Callable[[str], list[Assertion]],
) -> None:
    found = assertions("Kava is popular. It reduces anxiety.")[0]
    assert (found.subject.label, found.subject_text) == ("kava", "It")


def test_a_hedge_is_named_with_its_place(assertions: Callable[[str], list[Assertion]]) -> None:
    found = assertions("Kava may reduce anxiety.")[0]
    assert (found.hedge, found.rule, found.trigger) == ("may", "active verb", "reduce")


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Research suggests that kava reduces anxiety.", "research suggests"),
        ("Users report that kava reduces anxiety.", "users report"),
        ("Kava should be combined with therapy.", "recommendation"),
        ("Kava is traditionally used for anxiety.", "traditional use"),
    ],
)
def test_attribution_says_whose_claim_it_is(
    text: str, attribution: str, assertions: Callable[[str], list[Assertion]]
) -> None:
    assert assertions(text)[0].attribution == attribution


def given_document(text: str, named: dict[str, str]) -> Document:
    mentions = tuple(
        sorted(
            Mention(Span(text.index(name), text.index(name) + len(name)), Entity(name, kind), True)
            for name, kind in named.items()
        )
    )
    return replace(page(text), mentions=mentions)


@pytest.mark.parametrize(
    ("text", "named", "predicate"),
    [
        pytest.param(
            "Xyzumab inhibits ABC1.", {"Xyzumab": "Compound", "ABC1": "Protein"}, "inhibits",
            id="verb",
        ),
        pytest.param(
            "The ABC1 antagonist xyzumab was used.",
            {"ABC1": "Protein", "xyzumab": "Compound"}, "antagonist_of", id="role",
        ),
        pytest.param(
            "Xyzumab-induced nephropathy is rare.",
            {"Xyzumab": "Compound", "nephropathy": "Condition"}, "causes", id="compound",
        ),
        pytest.param(
            "Xyzumab is metabolized by ABC1.", {"Xyzumab": "Compound", "ABC1": "Protein"},
            "substrate_of", id="metabolism",
        ),
    ],
)  # fmt: skip
def test_given_mentions_take_the_place_of_the_lexicons(
    reader: Reader, text: str, named: dict[str, str], predicate: str
) -> None:
    found = reader.read(given_document(text, named)).assertions
    assert [a.predicate for a in found] == [predicate]


def test_mentions_of_the_lexicon_alone_can_be_asked_for() -> None:
    reader = Reader(default_lexicon(), mentions="lexicon")
    document = given_document("Kava reduces anxiety.", {"Kava": "Compound"})
    assert [a.subject.label for a in reader.read(document).assertions] == ["kava"]


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated articles are not here")
def test_annotated_articles_are_read_as_well_as_promised(reader: Reader, tmp_path: Path) -> None:
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as lines:
        for path in sorted((SHARED / "seeds").glob("*.txt")):
            for document in load(path):
                for a in reader.read(document).assertions:
                    row = {
                        "doc": path.stem, "start": a.sentence.start, "end": a.sentence.end,
                        "subject": a.subject.label, "predicate": a.predicate,
                        "object": a.object.label, "polarity": a.polarity,
                        "certainty": a.certainty,
                    }  # fmt: skip
                    lines.write(json.dumps(row) + "\n")
    figures = tmp_path / "figures.json"
    gold = SHARED / "gold"
    subprocess.run(
        [
            sys.executable, str(gold / "score.py"), str(predictions), "--gold", str(gold),
            "--lexicon", str(SHARED / "lexicon" / "entities.tsv"), "--json", str(figures),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    found = json.loads(figures.read_text(encoding="utf-8"))
    strict, relaxed = found["document/strict"], found["document/relaxed"]
    assert strict["f1"] >= 0.82
    assert relaxed["f1"] >= 0.90
    assert strict["pol"] / strict["judged"] >= 0.97
    assert strict["cert"] / strict["judged"] >= 0.90


def test_a_stretch_too_long_for_a_sentence_is_left_out_with_a_warning(reader: Reader) -> None:
    reading = reader.read(page("kava reduces anxiety and " * 440))
    assert reading.assertions == ()
    assert "10,999 characters" in reading.warnings[0] and reading.warnings[0].startswith("page: ")
