from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import LoaderError
from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.layout import find_blocks
from substancekg.loaders.registry import load

WRAPPED = (
    "Valerian is a herb that people have taken for a long time when they could\n"
    "not sleep. It contains valerenic acid, which is said to act on the receptor\n"
    "GABAA. Nobody knows how much of it reaches the brain."
)


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    return next(load(path))


def outline(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each block."""
    return [(block.kind.value, block.span.of(text)) for block in find_blocks(text)]


@pytest.mark.parametrize(
    "data",
    [
        "Kratom’s effect.\nMore.".encode(),
        b"\xef\xbb\xbf" + "Kratom’s effect.\nMore.".encode(),
        "Kratom’s effect.\nMore.".encode("utf-16"),
        "Kratom’s effect.\nMore.".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252"],
)
def test_text_is_the_decoded_file_without_its_mark(tmp_path: Path, data: bytes):
    assert read(tmp_path, data).text == "Kratom’s effect.\nMore."


def test_windows_line_ends_stay_so_that_offsets_fit_the_file(tmp_path: Path):
    document = read(tmp_path, b"First text.\r\n\r\nSecond text.\r\n")
    assert document.text == "First text.\r\n\r\nSecond text.\r\n"
    assert [block.span.of(document.text) for block in document.blocks] == [
        "First text.",
        "Second text.",
    ]


def test_german_text_of_an_old_machine_keeps_its_umlauts(tmp_path: Path):
    text = "Die Wurzel enthält ätherische Öle. Sie wirkt beruhigend für ältere Menschen.\n" * 4
    assert read(tmp_path, text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n  \n", "empty"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        (b"text\x00text", "binary"),
        ("Größe und Länge ändern".encode() + b"\xff", "broken UTF-8 at byte 26"),
        (b"\xff\xfea", "utf-16"),
    ],
    ids=["empty", "blank", "pdf", "office", "null bytes", "broken utf-8", "half a utf-16 letter"],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, says: str):
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    with pytest.raises(LoaderError) as caught:
        list(load(path, format="text"))
    assert says in str(caught.value)


def test_the_id_is_the_file_name_without_extension(tmp_path: Path):
    assert read(tmp_path, b"Some words.").source.id == "note"


def test_a_line_is_a_paragraph_in_a_dump_of_a_web_page():
    text = "Kratom is a tree. " * 12 + "\n" + "Valerian is a herb. " * 12
    assert [kind for kind, _ in outline(text)] == ["paragraph", "paragraph"]


def test_wrapped_lines_are_one_paragraph():
    assert outline(WRAPPED) == [("paragraph", WRAPPED)]


def test_wrapped_paragraphs_are_parted_by_a_blank_line():
    assert len(outline(f"{WRAPPED}\n\n{WRAPPED}")) == 2


def test_wrapped_lines_join_even_where_a_line_begins_with_a_capital():
    text = WRAPPED.replace("GABAA", "Rho")
    assert len(outline(text)) == 1


def test_a_leading_short_line_is_the_title():
    assert outline("Kratom and sleep\n\n" + WRAPPED)[0] == ("title", "Kratom and sleep")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Side effects", "Side effects"),
        ("Side effects\n============", "Side effects"),
        ("Side effects\n------------", "Side effects"),
        ("## Side effects ##", "Side effects"),
        ("**Side effects**", "Side effects"),
        ("SIDE EFFECTS", "SIDE EFFECTS"),
        ("2. Side effects", "Side effects"),
        ("2.1 Side effects", "Side effects"),
        ("Does it have side effects?", "Does it have side effects?"),
        ("Side effects: what to know", "Side effects: what to know"),
    ],
    ids=[
        "short line", "underlined", "underlined with dashes", "hashes", "bold", "capitals",
        "numbered", "numbered below", "question", "with a colon",
    ],
)  # fmt: skip
def test_headings_of_every_kind_head_what_follows(line: str, heading: str):
    text = f"An opening paragraph with a full stop.\n\n{line}\n\nIt may cause headache, they say."
    if heading.endswith("know"):
        text = text.replace("what to know", "What to know")
        heading = "Side effects: What to know"
    blocks = find_blocks(text)
    assert [b.kind.value for b in blocks] == ["paragraph", "heading", "paragraph"]
    assert blocks[1].span.of(text) == heading
    assert blocks[2].headings == (blocks[1].span,)


def test_deeper_headings_are_inside_higher_ones():
    text = "# One\n\nA text.\n\n## Two\n\nA text.\n\n# Three\n\nA text."
    around = [[h.of(text) for h in b.headings] for b in find_blocks(text) if b.kind == "paragraph"]
    assert around == [[], ["Two"], ["Three"]]


def test_a_short_last_line_is_no_heading():
    assert outline("It helps with sleep, they say.\n\nThe end")[-1] == ("paragraph", "The end")


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "2)", "a)", "(b)"])
def test_bullets_and_numbers_begin_items(mark: str):
    text = f"It helps with these.\n{mark} poor sleep\n{mark} low mood"
    assert outline(text)[1:] == [("item", "poor sleep"), ("item", "low mood")]


def test_items_inside_items_are_one_level_deeper():
    text = "It helps.\n- one\n  - inner\n- two"
    assert [b.level for b in find_blocks(text) if b.kind is BlockKind.ITEM] == [1, 2, 1]


def test_an_item_may_go_on_below_its_bullet():
    text = "It helps.\n- poor sleep, which is\n  often tied to mood\n- pain"
    assert outline(text)[1] == ("item", "poor sleep, which is\n  often tied to mood")


def test_numbered_lines_in_a_row_are_items_and_alone_above_a_text_headings():
    text = "1. Poor sleep\n2. Low mood\n\n3. Risks\nThe risks are not known well enough yet."
    assert [kind for kind, _ in outline(text)][:2] == ["item", "item"]


def test_a_heading_with_a_colon_above_bullets_heads_them():
    text = "Read this text first.\n\nSide effects:\n- nausea\n- headache"
    blocks = find_blocks(text)
    assert blocks[1].kind is BlockKind.HEADING
    assert blocks[1].span.of(text) == "Side effects"
    assert blocks[2].headings == (blocks[1].span,)


def test_a_sentence_that_leads_into_bullets_stays_a_paragraph():
    text = "Read this text first.\n\nKratom may help with:\n- pain\n- mood"
    assert outline(text)[1] == ("paragraph", "Kratom may help with:")


def test_short_lines_below_a_heading_are_a_list_without_bullets():
    text = (
        "Read this text first.\n\nSide effects\nNausea\nHeadache\n\nA last text with a full stop."
    )
    assert outline(text)[1:4] == [
        ("heading", "Side effects"),
        ("item", "Nausea"),
        ("item", "Headache"),
    ]


def test_key_value_lines_are_items_with_two_cells():
    text = "Key facts\n\nClass: opioid agonist\nOrigin: Thailand"
    items = [b for b in find_blocks(text) if b.kind is BlockKind.ITEM]
    assert [[c.of(text) for c in b.cells] for b in items] == [
        ["Class", "opioid agonist"],
        ["Origin", "Thailand"],
    ]


def test_a_sentence_after_a_colon_is_no_key_value_line():
    assert outline("Note: it acts on receptors.\nIt is a herb that many take.")[0][0] == "paragraph"


@pytest.mark.parametrize(
    "table",
    [
        "Dose\tEffect\n300 mg\tsleep",
        "| Dose | Effect |\n|------|:------:|\n| 300 mg | sleep |",
        "Dose | Effect\n-----+-------\n300 mg | sleep",
    ],
    ids=["tabs", "pipes", "bare pipes"],
)
def test_table_lines_are_rows_with_cells_and_the_rule_is_layout(table: str):
    text = f"See the table.\n\n{table}\n\nThat is all there is."
    rows = [b for b in find_blocks(text) if b.kind is BlockKind.ROW]
    assert [[c.of(text) for c in row.cells] for row in rows] == [
        ["Dose", "Effect"],
        ["300 mg", "sleep"],
    ]


def test_a_single_line_with_a_pipe_is_no_table():
    assert outline("Valerian | Herb Example tells you all about it.")[0][0] == "paragraph"


def test_a_list_that_repeats_the_headings_below_is_contents():
    text = (
        "- What it is\n- Risks\n- A line of its own\n\n"
        "What it is\nValerian is a herb.\n\nRisks\nIt may cause headache."
    )
    assert [kind for kind, _ in outline(text)] == [
        "contents", "contents", "contents", "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_items_that_only_once_repeat_a_heading_are_items():
    text = "It brings:\n- Sleep\n- Calm\n\nSleep\nPeople sleep longer with it, they say."
    assert [kind for kind, _ in outline(text)][:3] == ["paragraph", "item", "item"]


def test_references_are_no_blocks_but_stay_in_the_text():
    text = "A first text ends.\n\n# References\n\n1. Refwords A.\n\n# Risks\n\nIt may harm."
    assert [words for _, words in outline(text)] == ["A first text ends.", "Risks", "It may harm."]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["", " ", "- a b", "Heading", "A sentence ends here.", "====", "a\tb", "x | y",
             "Key: value", "1. one", "\t", "•", "# ", "**b**", "μ\u2028ν", "--- | ---", "\x0c"]
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)  # fmt: skip
def test_blocks_cover_words_in_order_whatever_the_lines(lines: list[str], end: str):
    text = end.join(lines)
    at = 0
    for block in find_blocks(text):
        words = block.span.of(text)
        assert at <= block.span.start
        assert words == words.strip() != ""
        assert all(h.end <= block.span.start for h in block.headings)
        at = block.span.end
