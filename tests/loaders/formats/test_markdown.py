from pathlib import Path

from substancekg.loaders.documents import Document
from substancekg.loaders.registry import load

SAMPLE = Path(__file__).parent / "samples" / "guide.md"


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "note.md"
    path.write_text(text)
    return next(load(path))


def test_front_matter_tells_about_the_document():
    source = next(load(SAMPLE)).source
    assert (source.title, source.authors, source.date, source.language) == (
        "A guide to valerian", ("Jane Example",), "2022-04-01", "en",
    )  # fmt: skip


def test_structure_is_kept():
    assert [b.kind.value for b in next(load(SAMPLE)).blocks] == [
        "title", "paragraph", "contents", "contents", "heading", "item", "item", "item", "row",
        "row", "heading", "paragraph",
    ]  # fmt: skip


def test_marks_links_and_scripts_do_not_reach_the_text():
    text = next(load(SAMPLE)).text
    assert "contains valerenic acid and may improve sleep." in text
    assert not {"*", "](", "<script", "kratom", "#"} & {
        mark for mark in ("*", "](", "<script", "kratom", "#") if mark in text
    }


def test_a_first_heading_is_the_title_where_nothing_else_is(tmp_path: Path):
    document = read(tmp_path, "# Kava\n\nKava calms.\n\n## Risks\n\nIt may harm the liver.\n")
    assert document.source.title == "Kava"
    assert [b.kind.value for b in document.blocks] == ["title", "paragraph", "heading", "paragraph"]


def test_a_front_matter_that_does_not_end_is_text(tmp_path: Path):
    assert "title: x" in read(tmp_path, "---\ntitle: x\n\nKava calms.\n").text


def test_several_signs_of_markdown_are_enough_without_the_extension(tmp_path: Path):
    path = tmp_path / "note"
    path.write_text("## One\n\nSee [this](https://example.org).\n\n## Two\n\nText.\n")
    assert next(load(path, format="markdown")).source.format == "markdown"
