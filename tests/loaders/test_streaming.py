"""Files of many records are read in memory that does not grow with their number."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders import sources
from substancekg.loaders.registry import load
from substancekg.loaders.sources import open_path

WORDS = "Zalprin lowered dopamine in the mice and they slept for a longer time. " * 12

READ = """
import resource, sys
from substancekg.loaders.registry import load
count = sum(1 for document in load(sys.argv[1]))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def pubtator(number: int) -> str:
    mention = f"{number}\t0\t7\tZalprin\tChemical\tMESH:C{number:06}\n"
    return f"{number}|t|Zalprin {number}\n{number}|a|{WORDS}\n{mention}\n"


def pubmed(number: int) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Zalprin"
        f"</ArticleTitle><Abstract><AbstractText>{WORDS}</AbstractText></Abstract></Article>"
        "</MedlineCitation></PubmedArticle>\n"
    )


def jats(number: int) -> str:
    return (
        f'<article><front><article-meta><article-id pub-id-type="pmid">{number}</article-id>'
        f"</article-meta></front><body><sec><title>Results</title><p>{WORDS}</p></sec></body></article>"
    )


def bioc_xml(number: int) -> str:
    return (
        f"<document><id>{number}</id><passage><offset>0</offset><text>{WORDS}</text></passage>"
        "</document>"
    )


def bioc_json(number: int) -> str:
    passage = {"infons": {"type": "abstract"}, "offset": 0, "text": WORDS, "annotations": []}
    return ("," if number > 1 else "") + json.dumps({"id": str(number), "passages": [passage]})


FILES = {
    "pubtator": ("", pubtator, ""),
    "pubmed": ("<PubmedArticleSet>", pubmed, "</PubmedArticleSet>"),
    "jats": ("<pmc-articleset>", jats, "</pmc-articleset>"),
    "bioc-xml": ("<collection><source>x</source>", bioc_xml, "</collection>"),
    "bioc-json": ('{"PubTator3": [', bioc_json, "]}"),
}


def written(path: Path, name: str, records: int) -> Path:
    head, record, tail = FILES[name]
    with path.open("w") as out:
        out.write(head)
        for number in range(1, records + 1):
            out.write(record(number))
        out.write(tail)
    return path


def peak(path: Path) -> tuple[int, int]:
    """Return the number of documents, and the most memory that reading took, in KiB."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    count, memory = done.stdout.split()
    return int(count), int(memory)


@pytest.mark.parametrize("name", FILES)
def test_memory_does_not_grow_with_the_number_of_records(name: str, tmp_path: Path):
    few, many = written(tmp_path / "few", name, 400), written(tmp_path / "many", name, 8000)
    assert many.stat().st_size > 6_000_000
    (less, before), (more, after) = peak(few), peak(many)
    assert (less, more) == (400, 8000)
    assert after - before < 4_000  # KiB; held as a whole it would be twice the file at least


def test_a_record_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("substancekg.loaders.formats.pubtator.WHOLE_LIMIT", 10_000)
    path = tmp_path / "x.pubtator"
    path.write_text("1|t|Zalprin\n" + f"1|a|{WORDS}\n" * 50)
    with pytest.raises(LoaderError, match="a record larger than 9 KiB"):
        list(load(path))


def gzip_of_zeros(count: int) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    return squeeze.compress(bytes(count)) + squeeze.flush()


def test_a_gzip_bomb_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip_of_zeros(2**20))
    source = open_path(path, limit=100_000)
    with source.stream, pytest.raises(LoaderError, match="larger than 97 KiB"):
        source.stream.read()


def test_whole_documents_are_bounded_after_decompression(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "large.txt.gz"
    path.write_bytes(gzip_of_zeros(300_000))
    monkeypatch.setattr(sources.Source.read, "__defaults__", (100_000,))
    with pytest.raises(LoaderError, match="larger than 97 KiB"):
        list(load(path, format="text"))
