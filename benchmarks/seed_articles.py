"""Reading of the two annotated articles against their gold annotations."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.results import Result, shared
from substancekg.graph.assertion_rows import assertion_row
from substancekg.ontology.lexicon import default_lexicon
from substancekg.pipeline import extract_document, load_documents


def predictions() -> list[dict[str, str | int]]:
    """Return the assertions of the annotated articles as rows, named as the gold files name them."""
    rows = []
    for gold in sorted(shared("gold").glob("*.json")):
        annotation = json.loads(gold.read_text(encoding="utf-8"))
        article = str(shared("seeds", annotation["file"]))
        for document in load_documents(article, (), None):
            found = extract_document(document, default_lexicon(), mentions="lexicon")
            rows += [
                {**assertion_row(item), "doc": annotation["name"]} for item in found.assertions
            ]
    return rows


def score(rows: list[dict[str, str | int]], *extra: str) -> str:
    """Return what the scorer prints for these rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [
            sys.executable, str(shared("gold", "score.py")), str(path),
            "--gold", str(shared("gold")), "--lexicon", str(shared("lexicon", "entities.tsv")),
            *extra,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def run() -> list[Result]:
    """Measure; each figure is as the scorer prints it."""
    lines = [line for line in score(predictions()).splitlines() if line.strip()]
    return [Result(re.split(r"\s{2,}", line.strip())[0], line.strip()) for line in lines]
