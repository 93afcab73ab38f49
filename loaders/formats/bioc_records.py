"""Records of BioC, the same from XML and from JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from substancekg.loaders.formats.jsonstream import iter_json_records
from substancekg.loaders.formats.xml import children, local_name
from substancekg.loaders.sources import Source

GAP = 2000
"""Characters that a file may leave out between two passages or sentences."""

_IDENTIFIERS = (
    "identifier", "normalized_id", "accession", "MESH", "MeSH", "mesh", "CHEBI", "NCBI GENE",
    "NCBI_Gene", "NCBI Gene", "OMIM", "cui", "ID", "id", "NCBI_Taxonomy", "concept_id", "db_id",
)  # fmt: skip


@dataclass(slots=True)
class BioCPassage:
    """A stretch of text with its place, what is told about it, and its annotations.

    :ivar annotations: start and end in the file's offsets, words, type, identifier
    """

    offset: int
    text: str
    infons: Mapping[str, str]
    annotations: list[tuple[int, int, str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class BioCRecord:
    """A document of a collection."""

    id: str
    infons: Mapping[str, str]
    passages: list[BioCPassage]


def _annotation(
    infons: Mapping[str, str], words: str, places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield an annotation at its place; one of several pieces names none of them alone."""
    found = list(places)
    if len(found) == 1:
        identifier = next(
            (infons[name] for name in _IDENTIFIERS if infons.get(name, "") not in ("", "-")), ""
        )
        start, length = found[0]
        yield start, start + length, words, infons.get("type", ""), identifier


def xml_record(element: etree._Element) -> BioCRecord:
    """Return what an element ``document`` holds."""
    passages = []
    for part in children(element, "passage"):
        offset = _number(_direct(part, "offset"))
        sentences = list(children(part, "sentence"))
        text = _direct(part, "text")
        passage = BioCPassage(offset, text, _xml_infons(part))
        if not text and sentences:
            passage.text = _from_sentences(
                offset, ((_number(_direct(s, "offset")), _direct(s, "text")) for s in sentences)
            )
        for owner in (part, *sentences):
            for item in children(owner, "annotation"):
                passage.annotations.extend(
                    _annotation(
                        _xml_infons(item),
                        _direct(item, "text"),
                        [
                            (_number(place.get("offset", "")), _number(place.get("length", "")))
                            for place in children(item, "location")
                        ],
                    )
                )
        passages.append(passage)
    return BioCRecord(_direct(element, "id").strip(), _xml_infons(element), passages)


def _direct(element: etree._Element, name: str) -> str:
    """Return the text of a child exactly as it stands: offsets count its white space."""
    for part in element:
        if local_name(part) == name:
            return "".join(str(words) for words in part.itertext())
    return ""


def _xml_infons(element: etree._Element) -> dict[str, str]:
    return {
        item.get("key", ""): "".join(str(words) for words in item.itertext()).strip()
        for item in children(element, "infon")
    }


def _from_sentences(offset: int, sentences: Iterable[tuple[int, str]]) -> str:
    text = ""
    for start, words in sentences:
        gap = start - offset - len(text)
        text += " " * (gap if 0 <= gap <= GAP else min(len(text), 1)) + words
    return text


def _number(words: object) -> int:
    text = str(words).strip()
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def json_records(source: Source) -> Iterator[BioCRecord]:
    """Yield the documents of a JSON file, whatever they are wrapped in.

    :raises LoaderError: if the JSON is damaged
    """
    for value in iter_json_records(source, ("documents", "PubTator3", "PubTator")):
        for record in value.get("documents", [value]) if isinstance(value, dict) else ():
            if isinstance(record, dict) and isinstance(record.get("passages"), list):
                yield _json_record(record)


def _json_record(record: Mapping[str, Any]) -> BioCRecord:
    infons = _json_infons(record)
    for name in ("pmid", "pmcid", "date", "journal"):
        if isinstance(record.get(name), str | int):
            infons.setdefault(name, str(record[name]))
    passages = []
    for part in record["passages"]:
        if not isinstance(part, dict):
            continue
        offset = _number(part.get("offset", 0))
        sentences = [s for s in part.get("sentences") or () if isinstance(s, dict)]
        text = part.get("text")
        if not isinstance(text, str) or not text:
            text = _from_sentences(
                offset, ((_number(s.get("offset", 0)), str(s.get("text") or "")) for s in sentences)
            )
        passage = BioCPassage(offset, text, _json_infons(part))
        for owner in (part, *sentences):
            for item in owner.get("annotations") or ():
                if isinstance(item, dict):
                    places = [p for p in item.get("locations") or () if isinstance(p, dict)]
                    passage.annotations.extend(
                        _annotation(
                            _json_infons(item),
                            str(item.get("text") or ""),
                            [(_number(p.get("offset")), _number(p.get("length"))) for p in places],
                        )
                    )
        passages.append(passage)
    identifier = str(record.get("id") or record.get("_id") or infons.get("pmid", ""))
    return BioCRecord(identifier.split("|")[0].strip(), infons, passages)


def _json_infons(value: Mapping[str, Any]) -> dict[str, str]:
    infons = value.get("infons")
    if not isinstance(infons, dict):
        return {}
    return {str(k): str(v).strip() for k, v in infons.items() if isinstance(v, str | int | float)}
