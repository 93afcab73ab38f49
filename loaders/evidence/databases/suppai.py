"""SUPP.AI: sentences of abstracts in which a supplement and a drug, or two supplements, interact.

The file is ``sentence_dict.json`` of a release; ``paper_metadata.json`` and ``cui_metadata.json``
are read from the same folder when they are there: the first for papers and kinds of study, the
second for the names of the UMLS concepts. The sentences were found by machine, so the evidence is
machine-read and says no more than that the two interact: both ways round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.json_streams import (
    json_items,
    json_pairs,
    object_of,
    text_of,
    texts_of,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import EvidenceClass


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the evidence of each sentence whose two concepts are in the lexicon, both ways round."""
    concepts = _concepts(run)
    papers = _papers(run.path.with_name("paper_metadata.json"))
    for key, sentence in run.records(_sentences(run.path)):
        ends = [object_of(sentence.get(name)) for name in ("arg1", "arg2")]
        text = text_of(sentence.get("sentence"))
        if not text or not all(text_of(end.get("id")) for end in ends):
            run.malformed(None, f"{key}: a sentence without text, arg1 or arg2")
            continue
        subject, obj = (_entity(run, concepts, end, text) for end in ends)
        if subject is None or obj is None:
            continue
        paper, study_type = papers.get(text_of(sentence.get("paper_id")), (None, "unclassified"))
        for one, other in ((subject, obj), (obj, subject)):
            yield from run.evidence(
                one,
                "interacts_with",
                other,
                [paper] if paper else [],
                study_type=study_type,
                evidence_class=EvidenceClass.MACHINE_READ,
                quote=text,
                section="abstract",
            )


def _sentences(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each sentence with the key of its pair of concepts, in the order of the file."""
    for key, sentences in json_pairs(path):
        for sentence in sentences if isinstance(sentences, list) else [sentences]:
            yield key, object_of(sentence)


def _concepts(run: ImportRun) -> Mapping[str, tuple[str, Entity | None]]:
    """Return the preferred name of each concept, and its entity where the lexicon has one."""
    path = run.path.with_name("cui_metadata.json")
    if not path.exists():
        return {}
    found: dict[str, tuple[str, Entity | None]] = {}
    for cui, value in json_pairs(path):
        record = object_of(value)
        preferred = text_of(record.get("preferred_name"))
        names = [preferred, *texts_of(record.get("synonyms"))]
        found[cui] = (preferred, run.names.find([f"UMLS:{cui}"], names))
    return found


def _entity(
    run: ImportRun,
    concepts: Mapping[str, tuple[str, Entity | None]],
    end: Mapping[str, Any],
    text: str,
) -> Entity | None:
    """Return the entity of an end: by its concept, else by the words of its span."""
    cui = text_of(end.get("id"))
    preferred, entity = concepts.get(cui, ("", None))
    if entity is not None:
        return entity
    span = end.get("span")
    words = ""
    if isinstance(span, list) and len(span) == 2 and all(isinstance(at, int) for at in span):
        words = text[max(0, span[0]) : max(0, span[1])]
    return run.entity([f"UMLS:{cui}"], [preferred, "" if preferred else words])


def _papers(path: Path) -> Mapping[str, tuple[Citation, str]]:
    """Return the citation and kind of study of each paper; empty when the file is not there."""
    if not path.exists():
        return {}
    return {key: _paper(object_of(value)) for key, value in json_pairs(path)}


def _paper(record: Mapping[str, Any]) -> tuple[Citation, str]:
    authors = record.get("authors")
    names = [
        " ".join(filter(None, (text_of(object_of(author).get(part)) for part in _NAME_PARTS)))
        for author in (authors if isinstance(authors, list) else [])
    ]
    citation = Citation(
        pmid=text_of(record.get("pmid")),
        doi=text_of(record.get("doi")),
        title=" ".join(text_of(record.get("title")).split()),
        year=text_of(record.get("year")),
        authors=tuple(name for name in names if name),
        journal=" ".join(text_of(record.get("venue")).split()),
        retracted=record.get("retraction") is True,
    )
    for flag, study_type in _STUDIES:
        if record.get(flag) is True:
            return citation, study_type
    return citation, "unclassified"


_NAME_PARTS = ("first", "middle", "last", "suffix")
_STUDIES = (
    ("clinical_study", "clinical trial"),
    ("human_study", "human study"),
    ("animal_study", "animal study"),
)


def version(path: Path) -> str:
    """Return the date in ``meta.json`` beside the file; empty when there is none."""
    meta = path.with_name("meta.json")
    if not meta.exists():
        return ""
    for value in json_items(meta, "last_updated_on"):
        return text_of(value)
    return ""


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file is SUPP.AI's dictionary of sentences."""
    if head.lstrip().startswith("{") and '"paper_id"' in head and '"arg1"' in head:
        return 100
    return 80 if name.startswith("sentence_dict.json") else 0


FORMAT = EvidenceFormat(
    name="suppai",
    title="SUPP.AI",
    description="sentence_dict.json: sentences on interactions of supplements, found by machine",
    licence="not stated in the files",
    homepage="https://supp.ai",
    sniff=sniff,
    version=version,
    read=read,
)
