from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.registry import load

SAMPLE = Path(__file__).parent / "samples" / "page.html"
FILLER = "Valerian is a herb that people in many countries take when they cannot sleep at night."


def read(tmp_path: Path, page: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return next(load(path, format="html"))


def words(document: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.of(document.text)) for b in document.blocks]


def test_what_the_page_says_about_itself():
    source = next(load(SAMPLE)).source
    assert source.title == "A guide to valerian"
    assert source.authors == ("Jane Example",)
    assert source.site == "Herb Example"
    assert source.date == "2021-05-03"
    assert source.url == "https://example.org/valerian"
    assert source.language == "en"


@pytest.mark.parametrize("out", ["Menuword", "Home", "Copyright", 'alert("', "color: red"])
def test_menus_footers_scripts_and_styles_stay_out(out: str):
    assert out not in next(load(SAMPLE)).text


def test_headings_lists_and_tables_keep_their_structure():
    document = next(load(SAMPLE))
    assert [kind for kind, _ in words(document)] == [
        "title", "paragraph", "heading", "paragraph", "item", "item", "item", "heading",
        "paragraph", "paragraph", "row", "row", "item", "heading", "item", "item", "paragraph",
    ]  # fmt: skip
    items = [b for b in document.blocks if b.kind == "item"]
    assert [b.level for b in items] == [1, 1, 2, 1, 1, 1]
    assert [c.of(document.text) for c in items[3].cells] == ["Class", "herbal sedative"]


def test_blocks_know_the_headings_around_them():
    document = next(load(SAMPLE))
    row = next(b for b in document.blocks if b.kind == "row")
    assert [h.of(document.text) for h in row.headings] == ["Benefits", "How it works"]


def test_reference_marks_go_and_subscripts_stay():
    text = next(load(SAMPLE)).text
    assert "valerenic acid. It may" in text
    assert "GABAA receptor" in text


def test_markup_that_is_shown_as_text_stays_text():
    assert "<script>alert(1)</script> is shown as text." in next(load(SAMPLE)).text


def test_a_very_short_page_is_read_all_the_same(tmp_path: Path):
    document = read(tmp_path, "<html><body><nav>Menu</nav><p>Kava calms.</p></body></html>")
    assert document.text == "Kava calms."


def test_the_encoding_that_a_page_names_is_taken(tmp_path: Path):
    page = f'<html><head><meta charset="windows-1252"></head><body><p>Kava’s effect. {FILLER}</p>'
    assert "Kava’s effect." in read(tmp_path, page.encode("cp1252")).text


def test_xhtml_with_a_declaration_is_read(tmp_path: Path):
    page = f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{FILLER}</p></body></html>'
    assert read(tmp_path, page).text == FILLER


def test_line_breaks_part_sentences_but_not_the_middle_of_one(tmp_path: Path):
    page = (
        f"<html><body><p>{FILLER}</p><p>It calms.<br>It helps people<br>to sleep.</p></body></html>"
    )
    assert [text for _, text in words(read(tmp_path, page))][1:] == [
        "It calms.",
        "It helps people to sleep.",
    ]


def test_a_table_that_arranges_the_page_is_no_table(tmp_path: Path):
    page = (
        "<html><body><table><tr><td>Menu column</td><td>"
        + f"<h2>Effects</h2><p>{FILLER}</p>" * 6
        + "</td></tr></table></body></html>"
    )
    assert "row" not in {kind for kind, _ in words(read(tmp_path, page))}


def test_a_table_of_contents_is_marked(tmp_path: Path):
    page = (
        f"<html><body><main><h1>Valerian</h1><p>{FILLER}</p><ul><li>What it does at night</li>"
        f"<li>Risks of the root</li></ul><h2>What it does at night</h2><p>{FILLER}</p>"
        f"<h2>Risks of the root</h2><p>{FILLER}</p></main></body></html>"
    )
    kinds = [kind for kind, _ in words(read(tmp_path, page))]
    assert kinds.count("item") == 0
    assert kinds.count("contents") in (0, 2)  # left out, or marked


def test_a_table_of_names_and_values_becomes_key_value_items(tmp_path: Path):
    page = (
        f"<html><body><p>{FILLER}</p><p>{FILLER}</p><table><tr><th colspan='2'>Facts</th></tr>"
        "<tr><th>Class:</th><td>herbal sedative</td></tr><tr><th>Origin</th><td>Europe</td></tr>"
        f"</table><p>{FILLER}</p></body></html>"
    )
    document = read(tmp_path, page)
    items = [[c.of(document.text) for c in b.cells] for b in document.blocks if b.cells]
    assert items == [["Class", "herbal sedative"], ["Origin", "Europe"]]


def test_references_links_and_comments_are_not_read(tmp_path: Path):
    page = (
        f"<html><body><main><h1>Valerian</h1><h2>Uses</h2><p>{FILLER} {FILLER} {FILLER}</p>"
        "<h2>References</h2><ul><li>Refwords A. 2001.</li></ul><h3>More</h3><p>Refwords B.</p>"
        f"<h2>Risks</h2><p>{FILLER} {FILLER}</p></main></body></html>"
    )
    document = read(tmp_path, page)
    assert not [text for _, text in words(document) if "Refwords" in text]
    assert [text for kind, text in words(document) if kind == "heading"] == ["Uses", "Risks"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + FILLER + "</div>" * 20_000,
        "<ul><li>" * 5_000 + FILLER,
        "<table><tr><td>" * 2_000 + FILLER,
        "<p>" + FILLER + "<b" * 5_000,
        f"<p>{FILLER}</p>" + "<li>" * 3_000 + "</ul>" * 3_000,
        f'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>&b; {FILLER}</p></html>',
        f'<html><p>{FILLER}</p><table><tr><td colspan="999999999">a</td><td>b</td></tr></table>',
        f'<html><base href="file:///etc/passwd"><p>{FILLER}</p><iframe src="file:///etc/passwd">',
    ],
    ids=[
        "deep divs", "deep lists", "deep tables", "broken tags", "stray ends", "entities",
        "huge span", "local frame",
    ],
)  # fmt: skip
def test_hostile_markup_neither_hangs_nor_breaks(tmp_path: Path, page: str):
    try:
        document = read(tmp_path, page)
    except LoaderError:
        return
    assert len(document.text) < 20_000
    assert "root:" not in document.text


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><body><nav>Menu</nav></body></html>", "no words"),
        ("no markup at all", "not HTML"),
        ("<html><script>1</script></html>", "no words"),
    ],
    ids=["only a menu", "plain text", "only a script"],
)
def test_pages_without_words_are_refused(tmp_path: Path, page: str, says: str):
    with pytest.raises(LoaderError, match=says):
        read(tmp_path, page)


def test_too_large_a_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("substancekg.loaders.formats.html.PAGE_LIMIT", 100)
    with pytest.raises(LoaderError, match="larger than 100 bytes"):
        read(tmp_path, f"<html><p>{FILLER * 3}</p></html>")
