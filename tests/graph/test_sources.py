"""Papers, citations and retractions."""

from __future__ import annotations

import pytest

from substancekg.errors import EvidenceError
from substancekg.graph.assertions import SourceDocument
from substancekg.graph.citations import (
    citation_links,
    citation_url,
    full_citation,
    short_citation,
)
from substancekg.graph.evidence import Citation
from substancekg.graph.papers import identifiers, independent_papers
from substancekg.graph.retractions import mark_retracted, read_retractions


@pytest.mark.parametrize(
    ("citations", "number"),
    [
        ([], 0),
        ([Citation(pmid="1"), Citation(pmid="1")], 1),
        ([Citation(pmid="1"), Citation(pmid="2")], 2),
        ([Citation(pmid="1"), Citation(doi="10.1/A"), Citation(pmid="1", doi="10.1/a")], 1),
        ([Citation(pmid="1", doi="10.1/a"), Citation(pmcid="PMC3", doi="10.1/b"),
          Citation(pmcid="pmc3", pmid="1")], 1),
        ([Citation(source="database"), Citation(url="https://example.org")], 0),
    ],
    ids=["none", "same", "two", "through-a-third", "chain-of-identifiers", "no-papers"],
)  # fmt: skip
def test_each_paper_is_counted_once_whatever_it_is_called(citations, number):
    assert independent_papers(citations) == number
    assert independent_papers(reversed(citations)) == number


def test_a_document_and_a_citation_of_it_share_identifiers():
    document = SourceDocument("x", "0", pmid="7", pmcid="PMC7", doi="10.1000/X")
    citation = Citation(pmid="7", pmcid="pmc7", doi="10.1000/x")
    assert identifiers(document) == identifiers(citation)
    assert identifiers(SourceDocument("x", "0")) == frozenset()


@pytest.mark.parametrize(
    ("citation", "address"),
    [
        (Citation(pmid="1", doi="10.1/a"), "https://pubmed.ncbi.nlm.nih.gov/1/"),
        (Citation(pmcid="PMC5"), "https://pmc.ncbi.nlm.nih.gov/articles/PMC5/"),
        (Citation(doi="10.1016/0024-3205(96)00432-8"),
         "https://doi.org/10.1016/0024-3205(96)00432-8"),
        (Citation(doi='10.1/a"><b'), "https://doi.org/10.1/a%22%3E%3Cb"),
        (Citation(url="https://example.org/x"), "https://example.org/x"),
        (Citation(url="javascript:alert(1)"), ""),
        (Citation(source="database 2024"), ""),
    ],
)  # fmt: skip
def test_the_address_opens_the_source_and_nothing_else(citation, address):
    assert citation_url(citation) == address


def test_every_identifier_has_its_link():
    names = [name for name, _ in citation_links(Citation(pmid="1", pmcid="PMC2", doi="10.1/a"))]
    assert names == ["PMID 1", "PMC2", "doi:10.1/a"]


@pytest.mark.parametrize(
    ("citation", "short", "full"),
    [
        (Citation(pmid="1", authors=("Able A", "Baker B", "Cole C", "Day D"), title="On tea?",
                  journal="J Test", year="2020"),
         "PMID 1, 2020", "Able A, Baker B, Cole C, et al. On tea? J Test. 2020. PMID 1"),
        (Citation(doi="10.1/a"), "doi:10.1/a", "doi:10.1/a"),
        (Citation(pmid="1", title="On tea", retracted=True), "PMID 1, RETRACTED",
         "RETRACTED. On tea. PMID 1"),
        (Citation(source="Table 3 via path/to/file.csv"), "Table 3",
         "Table 3 via path/to/file.csv"),
        (Citation(), "source not named", ""),
    ],
    ids=["all", "only-a-doi", "retracted", "database", "nothing"],
)  # fmt: skip
def test_what_is_not_known_is_left_out(citation, short, full):
    assert short_citation(citation) == short
    assert full_citation(citation) == full


HEADER = (
    "Record ID,Title,Author,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason\n"
)


def table(tmp_path, *rows, header=HEADER):
    path = tmp_path / "retraction_watch.csv"
    path.write_bytes((header + "\n".join(rows) + "\n").encode("latin-1"))
    return path


def test_retracted_papers_are_known_by_doi_and_pmid(tmp_path):
    path = table(
        tmp_path,
        '1,"A, B",Müller;Ng,1/1/2020 0:00,10.1/r,9,10.1000/ABC,11,Retraction,+Fraud;',
        "2,C,,,,0,unavailable,12,Retraction,",
        "3,D,,,,0,10.1000/d,0,Retraction,",
        "4,E,,,,0,10.1000/e,14,Correction,",
        "5,F,,,,0,10.1000/f,15,Expression of concern,",
        "6,G,,,,0,10.1000/g,16,Retraction,",
        "7,G,,,,0,10.1000/g,16,Reinstatement,",
    )
    assert read_retractions(path) == {"doi:10.1000/abc", "pmid:11", "pmid:12", "doi:10.1000/d"}


def test_evidence_is_marked_by_any_identifier_and_otherwise_left_as_it_is(world):
    records = [
        world.evidence(
            "testine", "binds", "mu receptor", citation=Citation(pmid="1", doi="10.1/A")
        ),
        world.evidence("testine", "binds", "mu receptor", citation=Citation(pmid="2")),
    ]
    marked = list(mark_retracted(records, frozenset({"doi:10.1/a"})))
    assert [record.citation.retracted for record in marked] == [True, False]
    assert [record.key for record in marked] == [record.key for record in records]
    assert marked[1] is records[1]


@pytest.mark.parametrize(
    ("header", "message"),
    [("Title,DOI\n", "lacks the columns OriginalPaperDOI"), ("", "lacks the columns")],
    ids=["other-columns", "empty"],
)
def test_another_table_is_refused_with_its_name(tmp_path, header, message):
    with pytest.raises(EvidenceError, match=message):
        read_retractions(table(tmp_path, header=header))


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(EvidenceError, match="cannot be read"):
        read_retractions(tmp_path / "none.csv")
