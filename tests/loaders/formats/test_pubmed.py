from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.formats.pubmed import deleted_pmids
from substancekg.loaders.registry import load
from substancekg.loaders.sources import open_path

SAMPLE = Path(__file__).parent / "samples" / "records.xml"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "records.xml"
    path.write_text(text)
    return path


def test_a_record_with_all_that_it_says():
    source = next(load(SAMPLE)).source
    assert (source.id, source.pmid, source.pmcid) == ("1", "1", "PMC1")
    assert source.doi == "10.1000/invented.1"
    assert source.title == "Zalprin and the 5-HT2A receptor."
    assert source.authors == ("Jane Example", "The Invented Group")
    assert (source.date, source.language) == ("2001-02", "en")
    assert source.site == "Journal of Invented Studies"


def test_publication_types_and_mesh_headings_are_kept():
    document = next(load(SAMPLE))
    assert document.publication_types == ("Randomized Controlled Trial",)
    assert document.mesh == ("Rats",)


def test_identifiers_of_cited_papers_are_not_taken():
    assert {d.source.doi for d in load(SAMPLE)} == {"10.1000/invented.1", ""}


def test_labels_of_a_structured_abstract_open_sections():
    document = next(load(SAMPLE))
    assert [(b.kind.value, b.section, b.span.of(document.text)) for b in document.blocks] == [
        ("title", "title", "Zalprin and the 5-HT2A receptor."),
        ("heading", "background", "BACKGROUND AND AIMS"),
        ("paragraph", "background", "Zalprin is thought to help."),
        ("heading", "results", "KEY RESULTS"),
        ("paragraph", "results", "Zalprin blocked the receptor."),
    ]


def test_records_without_abstract_books_and_records_without_words():
    assert [d.source.id for d in load(SAMPLE)] == ["1", "2", "4"]
    assert [d.source.date for d in load(SAMPLE)] == ["2001-02", "1998", ""]


def test_lists_of_deleted_records_can_be_asked_for():
    assert deleted_pmids(open_path(SAMPLE)) == ("5", "6")


def test_a_single_record_without_a_set_is_read(tmp_path: Path):
    path = write(
        tmp_path,
        "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Quorvex."
        "</ArticleTitle></Article></MedlineCitation></PubmedArticle>",
    )
    assert [d.source.pmid for d in load(path)] == ["7"]


def test_bare_citations_are_read(tmp_path: Path):
    path = write(
        tmp_path,
        "<MedlineCitationSet><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Quorvex."
        "</ArticleTitle></Article></MedlineCitation></MedlineCitationSet>",
    )
    assert [d.source.pmid for d in load(path)] == ["7"]


def test_what_comes_before_damage_is_still_read(tmp_path: Path):
    path = write(tmp_path, SAMPLE.read_text()[:-200])
    documents = load(path)
    assert next(documents).source.id == "1"
    with pytest.raises(LoaderError, match=r"line \d+: not well-formed or truncated"):
        list(documents)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [{}]><PubmedArticleSet><PubmedArticle>'
    "<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Text &x;</ArticleTitle></Article>"
    "</MedlineCitation></PubmedArticle></PubmedArticleSet>"
)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">',
        '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY x "y">',
    ],
    ids=["local file", "network", "expansion", "parameter entity"],
)
def test_entities_are_refused_and_never_resolved(tmp_path: Path, declared: str):
    with pytest.raises(LoaderError, match="entities|not well-formed"):
        list(load(write(tmp_path, ENTITIES.format(declared))))
