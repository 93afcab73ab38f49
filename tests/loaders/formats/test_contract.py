"""What every format promises, whatever it reads."""

import gzip
import random
from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import SECTIONS, BlockKind, text_sha256
from substancekg.loaders.registry import detect_format, formats, load
from substancekg.loaders.sources import open_path

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_OF = {
    "text": "guide.txt",
    "markdown": "guide.md",
    "html": "page.html",
    "pubtator": "two.pubtator",
    "pubmed": "records.xml",
    "jats": "article.nxml",
    "bioc-xml": "passages.xml",
    "bioc-json": "pubtator3.json",
    "claims-table": "claims.csv",
    "pdf": "page.pdf",
}
every_format = pytest.mark.parametrize("name", sorted(SAMPLE_OF))


@pytest.fixture(autouse=True)
def _pdf_extra(request: pytest.FixtureRequest) -> None:
    callspec = getattr(request.node, "callspec", None)
    if callspec is not None and callspec.params.get("name") == "pdf":
        pytest.importorskip("pypdf", reason="the extra pdf is not installed")


def sample(name: str) -> Path:
    return SAMPLES / SAMPLE_OF[name]


def test_every_built_in_format_has_a_sample():
    assert set(SAMPLE_OF) == set(formats())


@every_format
def test_its_sample_is_recognised_by_content(name: str):
    source = open_path(sample(name))
    with source.stream:
        assert detect_format(source).name == name


@every_format
def test_its_sample_is_recognised_without_an_extension(name: str, tmp_path: Path):
    bare = tmp_path / "document"
    bare.write_bytes(sample(name).read_bytes())
    assert {d.source.format for d in load(bare)} == {name}


@every_format
def test_documents_have_an_id_and_say_their_format(name: str):
    for document in load(sample(name)):
        assert document.source.id
        assert document.source.format == name


@every_format
def test_the_hash_is_that_of_the_text(name: str):
    for document in load(sample(name)):
        assert document.source.sha256 == text_sha256(document.text)


@every_format
def test_blocks_are_in_order_and_do_not_overlap(name: str):
    for document in load(sample(name)):
        end = 0
        assert document.blocks
        for block in document.blocks:
            assert end <= block.span.start < block.span.end <= len(document.text)
            end = block.span.end


@every_format
def test_blocks_have_words_without_white_space_around(name: str):
    for document in load(sample(name)):
        for block in document.blocks:
            words = block.span.of(document.text)
            assert words
            assert words == words.strip() or block.kind is BlockKind.ROW


@every_format
def test_cells_lie_within_their_block_in_order(name: str):
    for document in load(sample(name)):
        for block in document.blocks:
            at = block.span.start
            for cell in block.cells:
                assert at <= cell.start <= cell.end <= block.span.end
                at = cell.end


@every_format
def test_headings_stand_before_what_they_head(name: str):
    for document in load(sample(name)):
        seen = set()
        for block in document.blocks:
            assert seen.issuperset(block.headings)
            if block.kind is BlockKind.HEADING:
                seen.add(block.span)


@every_format
def test_sections_are_of_the_known_kinds(name: str):
    for document in load(sample(name)):
        assert {block.section for block in document.blocks} <= {"", *SECTIONS}


@every_format
def test_mentions_are_in_order_within_the_text(name: str):
    for document in load(sample(name)):
        spans = [(m.span.start, -m.span.end) for m in document.mentions]
        assert spans == sorted(spans)
        assert all(m.span.end <= len(document.text) for m in document.mentions)


@every_format
def test_stated_assertions_quote_the_text(name: str):
    for document in load(sample(name)):
        for a in document.assertions:
            assert a.sentence.of(document.text) == a.quote
            assert a.subject_span.of(document.text) == a.subject_text
            assert a.object_span.of(document.text) == a.object_text
            assert a.trigger_span.of(document.text) == a.trigger


@every_format
def test_reading_twice_gives_the_same(name: str):
    assert list(load(sample(name))) == list(load(sample(name)))


@every_format
def test_gzip_makes_no_difference_but_to_the_path(name: str, tmp_path: Path):
    packed = tmp_path / (SAMPLE_OF[name] + ".gz")
    packed.write_bytes(gzip.compress(sample(name).read_bytes()))
    plain, unpacked = list(load(sample(name))), list(load(packed))
    assert [d.text for d in plain] == [d.text for d in unpacked]
    assert [d.source.key for d in plain] == [d.source.key for d in unpacked]


@every_format
@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t\r\n", b"\x00\x01\x02\xff\xfe\x00" * 50, b"\x89PNG\r\n\x1a\n" + bytes(200)],
    ids=["empty", "white space", "binary", "picture"],
)
def test_empty_and_binary_files_are_refused_in_one_line(name: str, data: bytes, tmp_path: Path):
    path = tmp_path / "input"
    path.write_bytes(data)
    with pytest.raises(LoaderError) as caught:
        list(load(path, format=name))
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@every_format
def test_a_truncated_file_gives_documents_or_a_loader_error(name: str, tmp_path: Path):
    whole = sample(name).read_bytes()
    path = tmp_path / "input"
    for keep in range(1, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:keep])
        try:
            for document in load(path, format=name):
                assert document.text
        except LoaderError as error:
            assert "\n" not in str(error)


@every_format
def test_a_file_of_another_format_gives_documents_or_a_loader_error(name: str):
    for other in SAMPLES.iterdir():
        try:
            list(load(other, format=name))
        except LoaderError as error:
            assert "\n" not in str(error)


@every_format
def test_damaged_bytes_give_documents_or_a_loader_error(name: str, tmp_path: Path):
    whole = bytearray(sample(name).read_bytes())
    path = tmp_path / "input"
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        damaged = bytearray(whole)
        damaged[at] = (damaged[at] + 131) % 256
        path.write_bytes(damaged)
        try:
            list(load(path, format=name))
        except LoaderError as error:
            assert "\n" not in str(error)


TOKENS = [
    b"<", b">", b"&", b"&amp;", b"&#1;", b"\t", b"\n", b"|", b'"', b"{", b"}", b"[", b"]", b"\x00",
    b"\xff", b"\x0f", b"9" * 30, b"-1", b"<p>", b"</p>", b"<table><tr>", b"<li>", b"<sec>", b"<?x?>",
    b"<!--", b"<![CDATA[", b"null", b"1e999", b"\xe2\x80\xa8", b"\xc2\xb2", b"|t|", b"- ", b"===\n",
]  # fmt: skip


@every_format
def test_files_with_random_damage_give_documents_or_a_loader_error(name: str, tmp_path: Path):
    chance = random.Random(name)
    whole = sample(name).read_bytes()
    path = tmp_path / "input"
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(damaged) + 1)
            if chance.random() < 0.6:
                damaged[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 50])
            else:
                del damaged[at : at + chance.randint(1, 60)]
        path.write_bytes(damaged)
        try:
            list(load(path, format=chance.choice([None, name])))
        except LoaderError as error:
            assert "\n" not in str(error)
