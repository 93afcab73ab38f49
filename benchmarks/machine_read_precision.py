"""Precision of machine-read evidence: of the votes that labelled abstracts give, how many are right.

The abstracts are those of ChemProt and BC5CDR with the mentions of the corpus. A vote is right when
the corpus has its relation between these mentions. For comparison: all assertions of the reader,
before aims, methods, questions and what nearness alone suggests were left out, and background and
hedged sentences marked as weaker.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.relation_corpora import TASKS, score
from benchmarks.results import Result, shared
from substancekg.graph.assertion_rows import assertion_row
from substancekg.graph.assertions import Assertion
from substancekg.loaders.documents import Document
from substancekg.loaders.evidence.machine_read import Vote, paper_votes
from substancekg.loaders.reading.reader import Reader
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Certainty, Direction
from substancekg.pipeline import load_documents

Row = dict[str, str | int]


def papers(task: str, split: str) -> Iterator[tuple[Document, tuple[Assertion, ...]]]:
    """Yield the abstracts of a corpus with what the reader finds in them."""
    reader = Reader(default_lexicon(), mentions="given")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "corpus.pubtator"
        subprocess.run(
            [sys.executable, str(shared("bench", "corpus_to_pubtator.py")),
             str(shared("bench", TASKS[task])), str(target), "--split", split],
            check=True, capture_output=True,
        )  # fmt: skip
        for document in load_documents(str(target), (), "pubtator"):
            yield document, reader.read(document).assertions


def _figures(task: str, split: str, rows: list[Row]) -> tuple[float, int, int]:
    """Return precision, votes that the corpus can judge, and right ones."""
    first = score(task, split, rows).splitlines()[0]
    found = re.search(r"P ([\d.]+).*predicted (\d+)\s+right (\d+)", first)
    if found is None:
        raise ValueError(f"the scorer said {first!r}")
    return float(found[1]), int(found[2]), int(found[3])


def _rows(assertions: Iterable[Assertion]) -> list[Row]:
    return [assertion_row(assertion) for assertion in assertions]


def run(splits: tuple[str, ...] = ("dev",)) -> list[Result]:
    """Return the precision on each corpus and split."""
    kinds: dict[str, Callable[[Vote], bool]] = {
        "votes": lambda vote: vote.direction is Direction.SUPPORTS,
        "votes stated plainly": lambda vote: (
            vote.direction is Direction.SUPPORTS and vote.certainty is Certainty.ASSERTED
        ),
    }
    results = []
    for task in TASKS:
        for split in splits:
            read = list(papers(task, split))
            everything, judged, right = _figures(
                task, split, _rows(a for _, assertions in read for a in assertions)
            )
            results.append(Result(f"{task} {split}: all assertions",
                                  f"{everything:.3f} ({right} of {judged})"))  # fmt: skip
            votes = [vote for document, found in read for vote in paper_votes(document, found)]
            for name, chosen in kinds.items():
                rows = _rows(vote.assertion for vote in votes if chosen(vote))
                precision, judged, right = _figures(task, split, rows)
                results.append(
                    Result(f"{task} {split}: {name}", f"{precision:.3f} ({right} of {judged})",
                           f"{precision - everything:+.3f}")
                )  # fmt: skip
    return results


if __name__ == "__main__":
    from benchmarks.results import NotHereError, print_results

    try:
        print_results("machine_read_precision", run())
    except NotHereError as reason:
        print(f"not measured: {reason}")
