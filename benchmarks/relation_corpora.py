"""Reading of ChemProt and BC5CDR with the mentions of the corpus, and what each rule contributes."""

from __future__ import annotations

import collections
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from benchmarks.results import Result, shared
from substancekg.graph.assertion_rows import assertion_row
from substancekg.ontology.lexicon import default_lexicon
from substancekg.pipeline import extract_document, load_documents

TASKS = {"chemprot": "chemprot_train_dev.jsonl", "cdr": "bc5cdr_train_dev.jsonl"}


def read_corpus(task: str, split: str) -> Iterator[dict[str, str | int]]:
    """Yield the assertions of one split of a corpus as rows."""
    with tempfile.TemporaryDirectory() as folder:
        pubtator = Path(folder) / "corpus.pubtator"
        subprocess.run(
            [sys.executable, str(shared("bench", "corpus_to_pubtator.py")),
             str(shared("bench", TASKS[task])), str(pubtator), "--split", split],
            check=True, capture_output=True,
        )  # fmt: skip
        for document in load_documents(str(pubtator), (), "pubtator"):
            found = extract_document(document, default_lexicon(), mentions="given")
            yield from map(assertion_row, found.assertions)


def score(task: str, split: str, rows: list[dict[str, str | int]], *extra: str) -> str:
    """Return what the scorer prints for these rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [
            sys.executable, str(shared("bench", "score_relations.py")), task,
            str(shared("bench", TASKS[task])), str(path), "--split", split, *extra,
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", shared("bench", "score_relations.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rule_precision(
    task: str, split: str, rows: list[dict[str, str | int]]
) -> list[tuple[str, int, int]]:
    """Return (rule, right, counted) for each rule, the most frequent first.

    A row counts when both ends are mentions of the corpus and its predicate is one that the
    corpus annotates; it is right when the corpus has that relation.
    """
    group_of: dict[str, str] = _scorer().GROUP
    documents, gold = {}, set()
    for line in shared("bench", TASKS[task]).open(encoding="utf-8"):
        record = json.loads(line)
        if record.get("split") != split:
            continue
        spans = collections.defaultdict(list)
        for entity in record["entities"]:
            spans[entity["start"], entity["end"]].append(entity)
        documents[str(record["doc_id"])] = spans
        for relation in record["relations"]:
            if task == "cdr" or relation.get("evaluated"):
                group = relation["group"] if task == "chemprot" else "causes"
                gold.add((str(record["doc_id"]), group, relation["subject"], relation["object"]))
    counted: dict[str, int] = collections.Counter()
    right: dict[str, int] = collections.Counter()
    for row in rows:
        spans = documents[str(row["doc"])]
        pairs = set()
        for s in spans[row["subject_start"], row["subject_end"]]:
            for o in spans[row["object_start"], row["object_end"]]:
                if task == "chemprot" and row["predicate"] in group_of:
                    if s["type"] != "CHEMICAL":
                        s, o = o, s
                    if s["type"] == "CHEMICAL" != o["type"]:
                        pairs.add((row["doc"], group_of[row["predicate"]], s["id"], o["id"]))
                elif (
                    task == "cdr"
                    and row["predicate"] in ("causes", "worsens")
                    and (s["type"], o["type"]) == ("Chemical", "Disease")
                ):
                    pairs |= {(row["doc"], "causes", i, j)
                              for i in s["identifiers"] for j in o["identifiers"]}  # fmt: skip
        if pairs and row["polarity"] == "affirmed":
            counted[str(row["rule"])] += 1
            right[str(row["rule"])] += bool(pairs & gold)
    return [
        (rule, right[rule], counted[rule]) for rule in sorted(counted, key=lambda r: -counted[r])
    ]


def run(split: str = "dev") -> list[Result]:
    """Measure both corpora; figures are as the scorer prints them, then each rule's share."""
    results = []
    for task in TASKS:
        rows = list(read_corpus(task, split))
        for line in score(task, split, rows).splitlines():
            results.append(Result(f"{task} {split}: {line.split()[0]}", " ".join(line.split()[1:])))
        for rule, right, counted in rule_precision(task, split, rows)[:25]:
            share = f"{right} of {counted} right ({right / counted:.0%})"
            results.append(Result(f"{task} rule {rule}", share))
    return results
