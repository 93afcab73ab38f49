from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.registry import load

SAMPLE = Path(__file__).parent / "samples" / "article.nxml"
SHELL = (
    '<article article-type="review-article"><front><article-meta/></front><body>{}</body></article>'
)


def read(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "a.nxml"
    path.write_text(SHELL.format(body))
    return next(load(path, format="jats"))


def words(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def test_an_article_with_all_that_it_says():
    document = next(load(SAMPLE))
    source = document.source
    assert (source.id, source.pmid, source.pmcid) == ("PMC1", "1", "PMC1")
    assert source.doi == "10.1000/invented.1"
    assert (source.title, source.date) == ("Zalprin in rats", "2020-05-03")
    assert source.authors == ("Jane Example",)
    assert source.site == "Journal of Invented Studies"
    assert document.publication_types == ("research article",)


def test_sections_have_kind_and_headings():
    document = next(load(SAMPLE))
    slept = next(b for b in document.blocks if "mice slept" in b.span.of(document.text))
    assert slept.section == "results"
    assert [h.of(document.text) for h in slept.headings] == ["Findings", "Sleep in mice"]


@pytest.mark.parametrize(
    "out", ["Refwords", "Moneywords", "Thankwords", "Footwords", "Picturewords", "[1", "x_1", "*"]
)
def test_references_funding_and_formulas_stay_out(out: str):
    assert out not in next(load(SAMPLE)).text


def test_reference_numbers_leave_no_trace():
    text = next(load(SAMPLE)).text
    assert "Zalprin helped." in text
    assert "lowers mood. It acts" in text


def test_tables_are_rows_with_one_header_and_filled_spans():
    document = next(load(SAMPLE))
    rows = [b for b in document.blocks if b.kind == "row"]
    assert [[c.of(document.text) for c in row.cells] for row in rows] == [
        ["Drug", "Effect low dose", "Effect high dose"],
        ["zalprin", "calm", "sleep"],
        ["zalprin", "alert", "drowsy"],
    ]
    assert {row.section for row in rows} == {"table"}


def test_captions_are_marked():
    document = next(load(SAMPLE))
    assert [b.span.of(document.text) for b in document.blocks if b.section == "caption"] == [
        "Effects. Effects of zalprin by dose."
    ]


def test_lists_inside_a_paragraph_follow_it():
    assert words(next(load(SAMPLE)))[6:9] == [
        "Zalprin lowers mood. It acts on GABAA receptors (Figure 1):",
        "First effect",
        "Second effect",
    ]


def test_author_and_year_citations_stay_in_the_sentence(tmp_path: Path):
    document = read(
        tmp_path,
        '<p><xref ref-type="bibr" rid="r">Example et al. (2020)</xref> gave kava.</p>',
    )
    assert document.text == "Example et al. (2020) gave kava."


def test_definition_lists_are_key_value_items(tmp_path: Path):
    document = read(
        tmp_path,
        "<def-list><def-item><term>CBD</term><def><p>cannabidiol</p></def></def-item></def-list>",
    )
    assert words(document) == ["CBD: cannabidiol"]
    assert len(document.blocks[0].cells) == 2


def test_a_set_of_articles_gives_each(tmp_path: Path):
    path = tmp_path / "set.xml"
    article = SHELL.format("<p>Kava calms.</p>")
    path.write_text(f"<pmc-articleset>{article}{article}</pmc-articleset>")
    assert [d.text for d in load(path)] == ["Kava calms."] * 2


def test_elements_in_a_name_space_are_read(tmp_path: Path):
    path = tmp_path / "oai.xml"
    path.write_text(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><record><metadata>'
        '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"><body><p>Kava calms.</p>'
        "</body></article></metadata></record></OAI-PMH>"
    )
    assert [d.text for d in load(path)] == ["Kava calms."]


def test_deep_sections_do_not_break_it(tmp_path: Path):
    assert "Kava" in read(tmp_path, "<sec>" * 80 + "<p>Kava calms.</p>" + "</sec>" * 80).text


def test_an_article_without_words_is_refused(tmp_path: Path):
    with pytest.raises(LoaderError, match="no JATS article"):
        read(tmp_path, "")
