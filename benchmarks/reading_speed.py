"""Sentences a second of one process on plain abstracts, beside a bare Aho-Corasick pass."""

from __future__ import annotations

import io
import json
import resource
import time

from ahocorasick_rs import AhoCorasick

from benchmarks.results import Result, shared
from substancekg.loaders.formats.text import read_text
from substancekg.loaders.reading.reader import Reader
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import default_lexicon


def abstracts(limit: int = 1500) -> list[str]:
    """Return the texts of abstracts, without their annotations."""
    path = shared("bench", "chemprot_train_dev.jsonl")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(limit), strict=False)]


def run() -> list[Result]:
    """Measure the reader and the bare pass over the same texts in the same process."""
    texts = abstracts()
    documents = [
        document
        for number, text in enumerate(texts)
        for document in read_text(
            open_stream(io.BytesIO(text.encode()), str(number), f"{number}.txt")
        )
    ]
    lexicon = default_lexicon()
    reader = Reader(lexicon, mentions="lexicon")
    for document in documents[:50]:
        reader.read(document)
    start = time.perf_counter()
    readings = [reader.read(document) for document in documents]
    seconds = time.perf_counter() - start
    sentences = sum(reading.sentences for reading in readings)

    names = AhoCorasick([form.text.lower() for form in lexicon.surface_forms()])
    start = time.perf_counter()
    for text in texts:
        names.find_matches_as_indexes(text.lower(), overlapping=False)
    bare = time.perf_counter() - start

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [
        Result(
            "sentences a second, one process",
            f"{sentences / seconds:,.0f} ({sentences:,} sentences in {seconds:.2f} s)",
            f"bare ahocorasick_rs pass {sentences / bare:,.0f}: {seconds / bare:.0f} times slower",
        ),
        Result("assertions found", f"{sum(len(reading.assertions) for reading in readings):,}"),
        Result("peak memory of the process", f"{memory:,} MB"),
    ]
