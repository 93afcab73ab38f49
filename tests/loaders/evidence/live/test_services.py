"""Europe PMC, PubMed and PubTator3 as they really answer, with invented content."""

import json
from collections.abc import Iterator

import pytest

from substancekg.errors import FetchError
from substancekg.graph.assertions import SourceDocument, Span
from substancekg.loaders.documents import Block, BlockKind, Document, text_sha256
from substancekg.loaders.evidence.live.client import ServiceClient
from substancekg.loaders.evidence.live.europepmc import EuropePmc
from substancekg.loaders.evidence.live.pubmed import PubMed, requests_per_second
from substancekg.loaders.evidence.live.pubtator3 import PubTator3
from substancekg.ontology.lexicon import default_lexicon

GROUPS = [("kava", "Piper methysticum"), ("anxiety",)]


@pytest.fixture
def client() -> Iterator[ServiceClient]:
    with ServiceClient(per_second=1000.0, sleep=lambda seconds: None) as found:
        yield found


def epmc_record(number: int, **changes: object) -> dict[str, object]:
    return {
        "id": str(90000000 + number),
        "source": "MED",
        "pmid": str(90000000 + number),
        "pmcid": f"PMC{9000000 + number}",
        "doi": f"10.1000/example.{number}",
        "title": "Kava &amp; <i>anxiety</i>: an invented trial.",
        "authorString": "Example A, Sample B.",
        "authorList": {"author": [{"fullName": "Example A"}, {"collectiveName": "The Group"}]},
        "journalInfo": {"journal": {"title": "Journal of Examples"}},
        "pubYear": "2003",
        "firstPublicationDate": "2003-04-05",
        "language": "eng",
        "abstractText": "<h4>Background</h4>Kava is <b>sold</b>.<h4>Results</h4>"
        "Kava reduced anxiety (p&lt;0.05).",
        "pubTypeList": {"pubType": ["Randomized Controlled Trial", "research-article"]},
        "meshHeadingList": {"meshHeading": [{"majorTopic_YN": "Y", "descriptorName": "Humans"}]},
        **changes,
    }


def epmc_page(records: list[dict[str, object]], cursor: str) -> bytes:
    page = {
        "version": "6.9",
        "hitCount": 1000,
        "nextCursorMark": cursor,
        "resultList": {"result": records},
    }
    return json.dumps(page).encode()


def test_europe_pmc_records_become_papers(server, client, reply) -> None:
    server.will(reply(epmc_page([epmc_record(1)], "*")))
    (paper,) = EuropePmc(client, base_url=server.url).search("kava", number=10)
    assert server.asked[0].path == "/search"
    assert server.asked[0].parameters["resultType"] == "core"
    source = paper.source
    assert (source.pmid, source.pmcid, source.doi) == (
        "90000001",
        "PMC9000001",
        "10.1000/example.1",
    )
    assert source.title == "Kava & anxiety: an invented trial."
    assert (source.date, source.site, source.language) == (
        "2003-04-05",
        "Journal of Examples",
        "en",
    )
    assert source.authors == ("Example A", "The Group")
    assert paper.publication_types[0] == "Randomized controlled trial"
    assert paper.mesh == ("Humans",)
    sections = {block.section: block.span.of(paper.text) for block in paper.blocks}
    assert sections["results"] == "Kava reduced anxiety (p<0.05)."
    assert sections["background"] == "Kava is sold."
    assert source.sha256 == text_sha256(paper.text)


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        pytest.param("Kava (p<0.05) &amp; <i>sleep</i>.", "Kava (p<0.05) & sleep.", id="tags"),
        pytest.param(
            "&lt;i&gt;Kava&lt;/i&gt; if a&lt;b and c&gt;d.", "Kava if a<b and c>d.", id="escaped"
        ),
        pytest.param("H<sub>2</sub>O<br/>and more", "H2O and more", id="sub-and-break"),
        pytest.param(
            "&lt;h4&gt;Results&lt;/h4&gt;Kava worked.", "Kava worked.", id="escaped-heading"
        ),
    ],
)
def test_europe_pmc_markup_is_taken_out_and_signs_are_kept(
    server, client, reply, abstract: str, expected: str
) -> None:
    server.will(reply(epmc_page([epmc_record(1, abstractText=abstract)], "*")))
    (paper,) = EuropePmc(client, base_url=server.url).search("kava", number=9)
    assert paper.blocks[-1].span.of(paper.text) == expected


def test_europe_pmc_is_paged_until_enough_were_found(server, client, reply) -> None:
    server.will(
        reply(epmc_page([epmc_record(n) for n in range(1, 26)], "next")),
        reply(epmc_page([epmc_record(n) for n in range(26, 51)], "more")),
    )
    papers = list(EuropePmc(client, base_url=server.url).search("kava", number=30))
    assert len({paper.source.pmid for paper in papers}) == 30
    assert [asked.parameters["cursorMark"] for asked in server.asked] == ["*", "next"]


def test_europe_pmc_ends_when_its_cursor_stands_still(server, client, reply) -> None:
    server.will(reply(epmc_page([epmc_record(1)], "*")))
    assert len(list(EuropePmc(client, base_url=server.url).search("kava", number=99))) == 1
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "record",
    [
        epmc_record(1, abstractText=None),
        epmc_record(1, title=""),
        epmc_record(1, pmid=None, pmcid=None, doi=None),
        {"id": 7},
        "no record",
    ],
    ids=["no-abstract", "no-title", "no-identifier", "bare", "wrong-type"],
)
def test_records_without_words_or_identifier_are_passed_over(
    server, client, reply, record: object
) -> None:
    server.will(reply(epmc_page([record], "*")))  # type: ignore[list-item]
    assert list(EuropePmc(client, base_url=server.url).search("kava", number=9)) == []


@pytest.mark.parametrize(
    "body",
    [b'{"resultList": {"result": [', b"[]", b'{"errMsg": "bad query"}', b"[" * 100_000],
    ids=["cut-off", "other-json", "error", "deep"],
)
def test_europe_pmc_answers_that_are_no_results_are_one_clear_error(
    server, client, reply, body: bytes
) -> None:
    server.will(reply(body))
    with pytest.raises(FetchError) as caught:
        list(EuropePmc(client, base_url=server.url).search("kava", number=9))
    assert "\n" not in str(caught.value)


def pubmed_set(*pmids: str) -> bytes:
    records = "".join(
        f"""<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID>
        <Article><Journal><Title>J Examples</Title></Journal>
        <ArticleTitle>Invented title {pmid}</ArticleTitle>
        <Abstract><AbstractText Label="RESULTS" NlmCategory="RESULTS">Kava reduced anxiety.
        </AbstractText></Abstract>
        <PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial
        </PublicationType></PublicationTypeList></Article>
        <MeshHeadingList><MeshHeading><DescriptorName UI="D006801">Humans</DescriptorName>
        </MeshHeading></MeshHeadingList></MedlineCitation></PubmedArticle>"""
        for pmid in pmids
    )
    return (
        '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" '
        f'"https://example.org/p.dtd"><PubmedArticleSet>{records}</PubmedArticleSet>\n'
    ).encode()


def esearch(*pmids: str) -> bytes:
    result = {"count": str(len(pmids)), "retmax": "20", "retstart": "0", "idlist": list(pmids)}
    return json.dumps({"header": {"type": "esearch"}, "esearchresult": result}).encode()


def test_pubmed_finds_and_fetches(server, client, reply) -> None:
    server.will(
        reply(esearch("90000001", "90000002", "90000001")),
        reply(pubmed_set("90000001", "90000002"), kind="text/xml; charset=UTF-8"),
    )
    service = PubMed(client, email="me@example.org", api_key="k", base_url=server.url)
    papers = list(service.search("kava", number=20))
    assert [paper.source.pmid for paper in papers] == ["90000001", "90000002"]
    assert papers[0].publication_types == ("Randomized Controlled Trial",)
    first, second = server.asked
    assert (first.path, second.path) == ("/esearch.fcgi", "/efetch.fcgi")
    assert first.parameters["api_key"] == "k"
    assert first.parameters["tool"] == "substancekg"
    assert second.parameters["id"] == "90000001,90000002"


def test_pubmed_fetches_in_batches(server, client, reply) -> None:
    server.will(reply(pubmed_set("1"), kind="text/xml"))
    list(PubMed(client, base_url=server.url).papers(str(n) for n in range(1, 251)))
    assert [len(asked.parameters["id"].split(",")) for asked in server.asked] == [100, 100, 50]


def test_pubmed_finding_nothing_is_an_ordinary_answer(server, client, reply) -> None:
    server.will(reply(esearch()))
    assert list(PubMed(client, base_url=server.url).search("zzz", number=9)) == []
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b'{"error": "API key invalid"}',
        b'{"esearchresult": {"ERROR": "Search Backend failed"}}',
        b'{"esearchresult": {"idlist": ["1"',
        b"{}",
    ],
    ids=["key", "backend", "cut-off", "empty"],
)
def test_pubmed_searches_that_fail_say_so(server, client, reply, body: bytes) -> None:
    server.will(reply(body))
    with pytest.raises(FetchError, match=r"no result|damaged"):
        PubMed(client, base_url=server.url).found("kava", number=9)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>&c;
</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
THIEF = b"""<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>&x;
</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        THIEF,
        pubmed_set("1")[:-40],
        b"<eFetchResult><ERROR>ID list is empty</ERROR></eFetchResult>",
        b"<PubmedArticleSet><PubmedArticle></PubmedArticleSet>",
    ],
    ids=["entity-bomb", "file-entity", "cut-off", "error", "not-well-formed"],
)
def test_hostile_and_broken_records_are_refused(server, client, reply, body: bytes) -> None:
    server.will(reply(body, kind="text/xml"))
    with pytest.raises(FetchError) as caught:
        list(PubMed(client, base_url=server.url).papers(["1"]))
    assert "\n" not in str(caught.value)
    assert "root:" not in str(caught.value)


def paper(pmid: str, text: str = "Caffeine and sleep. Caffeine raised dopamine.") -> Document:
    return Document(
        SourceDocument(pmid, text_sha256(text), pmid=pmid, title="From PubMed", date="2003"),
        text,
        (Block(BlockKind.PARAGRAPH, Span(0, len(text)), section="abstract"),),
        publication_types=("Review",),
        mesh=("Humans",),
    )


def bioc(pmid: str) -> bytes:
    document = {
        "_id": f"{pmid}|None",
        "id": pmid,
        "infons": {},
        "passages": [
            {
                "infons": {"type": "title"},
                "offset": 0,
                "text": "Caffeine and sleep.",
                "annotations": [],
                "relations": [],
            },
            {
                "infons": {"type": "abstract"},
                "offset": 20,
                "text": "Caffeine raised dopamine.",
                "annotations": [
                    {
                        "id": "1",
                        "infons": {"identifier": "MESH:D002110", "type": "Chemical"},
                        "text": "Caffeine",
                        "locations": [{"offset": 20, "length": 8}],
                    }
                ],
                "relations": [],
            },
        ],
        "pmid": int(pmid),
        "pmcid": None,
        "meta": {},
        "relations": [],
    }
    return json.dumps({"PubTator3": [document]}).encode()


def test_pubtator_puts_its_mentions_on_papers_and_keeps_their_record(server, client, reply) -> None:
    server.will(reply(bioc("90000001")))
    service = PubTator3(client, default_lexicon(), base_url=server.url)
    annotated, plain = service.annotated([paper("90000001"), paper("90000002")])
    assert server.asked[0].path == "/publications/export/biocjson"
    assert server.asked[0].parameters["pmids"] == "90000001,90000002"
    (mention,) = annotated.mentions
    assert mention.span.of(annotated.text) == "Caffeine"
    assert mention.entity == default_lexicon().resolve("caffeine")
    assert (annotated.source.title, annotated.publication_types) == ("From PubMed", ("Review",))
    assert annotated.source.sha256 == text_sha256(annotated.text)
    assert plain == paper("90000002")


def test_pubtator_without_any_annotation_changes_nothing(server, client, reply) -> None:
    server.will(reply(b'{"PubTator3": []}'))
    service = PubTator3(client, default_lexicon(), base_url=server.url)
    assert list(service.annotated([paper("1")])) == [paper("1")]


def test_pubtator_answers_that_are_cut_off_are_one_clear_error(server, client, reply) -> None:
    server.will(reply(bioc("1")[:100]))
    service = PubTator3(client, default_lexicon(), base_url=server.url)
    with pytest.raises(FetchError, match="damaged"):
        list(service.annotated([paper("1")]))


def test_each_service_has_its_own_syntax(client) -> None:
    assert EuropePmc(client).query(GROUPS) == (
        '(TITLE_ABS:"kava" OR TITLE_ABS:"Piper methysticum") AND (TITLE_ABS:"anxiety")'
    )
    assert PubMed(client).query(GROUPS) == (
        '("kava"[tiab] OR "Piper methysticum"[tiab]) AND ("anxiety"[tiab])'
    )


def test_a_key_makes_pubmed_faster() -> None:
    assert (requests_per_second(""), requests_per_second("k")) == (3.0, 10.0)
