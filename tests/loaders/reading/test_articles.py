"""Whole invented articles of several genres, with every claim that they make.

An article is written as ``*.ann``: a line that starts with ``T`` is a heading, ``S`` a sentence, ``L``
a list item, ``P`` ends a paragraph. Below a sentence, each line ``> subject | predicate | object |
flags | other readings`` is a claim that it makes: ``n`` negated, ``h`` hedged, ``opt`` defensible but
not required.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from substancekg.loaders.formats.text import read_text
from substancekg.loaders.reading.reader import Reader, Reading
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import default_lexicon

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.ann"))


@dataclass
class Expected:
    """One annotated claim: the triples that count as right, and what else was annotated."""

    readings: set[tuple[str, str, str]]
    flags: str
    start: int
    end: int
    found: bool = field(default=False)


def slug(name: str) -> str:
    entity = default_lexicon().get(name)
    return entity.slug if entity else name


def read_annotation(path: Path) -> tuple[str, list[Expected]]:
    text, expected, start, end = "", [], 0, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, rest = line[:1], line[2:]
        if kind == "T":
            text += rest + "\n"
        elif kind == "P" and not text.endswith("\n"):
            text = text.rstrip(" ") + "\n"
        elif kind in ("S", "L"):
            text += "- " if kind == "L" else ""
            start, end = len(text), len(text) + len(rest)
            text += rest + ("\n" if kind == "L" else " ")
        elif kind == ">":
            cells = [cell.strip() for cell in rest.split("|")] + ["", ""]
            subject, predicate, obj, flags, others = cells[:5]
            readings = {(slug(subject), predicate, slug(obj))}
            for other in filter(None, others.split(";")):
                name, _, thing = other.strip().partition(" ")
                readings.add((slug(subject), name, slug(thing or obj)))
            expected.append(Expected(readings, flags, start, end))
    return text, expected


@cache
def reader() -> Reader:
    return Reader(default_lexicon(), mentions="lexicon")


def reading_of(text: str) -> Reading:
    source = open_stream(BytesIO(text.encode()), "article", "article.txt")
    return reader().read(next(iter(read_text(source))))


@dataclass
class Score:
    """How a reading compares with the annotation of its article."""

    right: int
    wrong: list[str]
    missed: list[str]
    polarity_errors: list[str]
    certainty_errors: list[str]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))


def score(path: Path) -> Score:
    text, expected = read_annotation(path)
    assertions = reading_of(text).assertions
    right, wrong, polarity_errors, certainty_errors = 0, [], [], []
    for item in assertions:
        triple = (item.subject.slug, item.predicate, item.object.slug)
        fits = [
            e for e in expected
            if triple in e.readings and e.start <= item.sentence.start < e.end + 1
        ]  # fmt: skip
        if not fits:
            wrong.append(f"{item.quote!r}: {' '.join(triple)} ({item.rule})")
            continue
        right += 1
        fits[0].found = True
        if ("n" in fits[0].flags.replace("opt", "")) != (item.polarity.value == "negated"):
            polarity_errors.append(f"{item.quote!r}: {' '.join(triple)}")
        if ("h" in fits[0].flags.replace("opt", "")) != (item.certainty.value == "hedged"):
            certainty_errors.append(f"{item.quote!r}: {' '.join(triple)}")
    missed = [
        f"{text[e.start : e.end]!r}: {' '.join(min(e.readings))} {e.flags}"
        for e in expected
        if not e.found and "opt" not in e.flags
    ]
    return Score(right, wrong, missed, polarity_errors, certainty_errors)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_of_any_genre_is_read_with_few_errors(path: Path) -> None:
    found = score(path)
    said = "\n".join(["WRONG", *found.wrong, "MISSED", *found.missed])
    recall = found.right / max(1, found.right + len(found.missed))
    assert found.precision >= 0.85, said
    assert recall >= 0.8, said
    assert found.polarity_errors == []
    assert len(found.certainty_errors) <= 0.1 * found.right, "\n".join(found.certainty_errors)
