import io
import logging
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders import registry
from substancekg.loaders.documents import Document
from substancekg.loaders.formats.base import DocumentFormat
from substancekg.loaders.registry import find_sources, formats, load

SAMPLES = Path(__file__).parent / "formats" / "samples"


def kind_of(path: Path) -> str:
    return next(load(path)).source.format


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("page.txt", "<!DOCTYPE html><html><body><p>Kava calms.</p></body></html>", "html"),
        ("page.htm", "<p>Kava calms.</p>", "html"),
        ("note.md", "Kava calms.", "markdown"),
        ("note.txt", "# Kava\n\nIt calms.", "text"),
        ("note", "Kava calms.", "text"),
        ("x.log", "Kava calms.", "text"),
        ("x.txt", "1|t|Kava calms.\n1|a|\n", "pubtator"),
        ("x.txt", "subject\tpredicate\tobject\nkava\taffects\tsleep\n", "claims-table"),
        ("x.xml", "<article><body><p>Kava calms.</p></body></article>", "jats"),
    ],
    ids=[
        "page named txt", "fragment of a page", "markdown by extension", "hash in a text",
        "no extension", "other extension", "pubtator named txt", "table named txt", "xml",
    ],
)  # fmt: skip
def test_content_goes_before_extension(tmp_path: Path, name: str, content: str, expected: str):
    path = tmp_path / name
    path.write_text(content)
    assert kind_of(path) == expected


def test_a_named_format_goes_before_both(tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text("<html><p>Kava calms.</p></html>")
    assert next(load(path, format="text")).text == "<html><p>Kava calms.</p></html>"


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(LoaderError) as caught:
        next(load(SAMPLES / "guide.txt", format="pubmd"))
    assert "unknown format 'pubmd'; did you mean 'pubmed'?" in str(caught.value)
    assert all(name in str(caught.value) for name in formats())


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"PK\x03\x04" + bytes(99), "no format known for this '.docx' file; known: bioc"),
        ("a.xml", b"<?xml version='1.0'?><recipe/>", "no format known for this '.xml' file"),
        ("a", bytes(100), "no format known for this such content|no format known"),
        ("a.txt", b"", "empty: there is nothing to read"),
        ("a.gz", b"\x1f\x8bbroken", "damaged or truncated gzip file"),
    ],
    ids=["office", "other xml", "null bytes", "empty", "broken gzip"],
)
def test_what_no_format_knows_is_refused(tmp_path: Path, name: str, data: bytes, says: str):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(LoaderError, match=says):
        next(load(path))


def test_a_missing_file_is_named():
    with pytest.raises(LoaderError, match=r"nowhere\.txt: no such file or folder"):
        next(load("nowhere.txt"))


def test_standard_input_is_a_document_named_stdin(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Kava calms.")))
    [document] = load("-")
    assert (document.source.id, document.source.location) == ("stdin", "")


def test_a_folder_is_searched_in_order_without_hidden_files(tmp_path: Path):
    for name in ("b.txt", "a/z.md", ".git/x.txt", "a/.hidden", "c.html.source.json", "~$a.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [Path(source).relative_to(tmp_path).as_posix() for source in find_sources([tmp_path])]
    assert found == ["a/z.md", "b.txt"]


def test_sources_stay_in_the_order_given_and_come_once(tmp_path: Path):
    file = tmp_path / "b.txt"
    file.write_text("x")
    assert find_sources(["-", file, "https://example.org/a", tmp_path]) == [
        "-",
        str(file),
        "https://example.org/a",
    ]


@pytest.mark.parametrize("name", ["missing.txt", "empty folder"])
def test_sources_that_are_not_there_are_refused(tmp_path: Path, name: str):
    (tmp_path / "empty folder").mkdir()
    with pytest.raises(LoaderError, match="no such file or folder|without any file"):
        find_sources([tmp_path / name])


def test_locations_never_name_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_text("Kava calms.")
    assert next(load(path)).source.location == "a.txt"
    monkeypatch.chdir(tmp_path)
    assert next(load(path)).source.location == "in/a.txt"
    assert next(load("in/a.txt")).source.location == "in/a.txt"


class TestPlugins:
    """Formats of other packages, through entry points."""

    @pytest.fixture(autouse=True)
    def _fresh(self, monkeypatch: pytest.MonkeyPatch):
        registry.formats.cache_clear()
        yield
        monkeypatch.undo()
        registry.formats.cache_clear()

    def test_a_format_of_another_package_is_known(self, monkeypatch: pytest.MonkeyPatch):
        other = DocumentFormat("memo", "memos", ("memo",), lambda head, name: 0, _no_documents)
        point = _Point("memo", other)
        monkeypatch.setattr("substancekg.loaders.plugins.entry_points", lambda group: [point])
        assert formats()["memo"] is other

    def test_a_broken_plugin_is_left_out_with_a_warning(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ):
        broken = EntryPoint("memo", "nowhere:FORMAT", registry.ENTRY_POINT_GROUP)
        wrong = _Point("other", "no format")
        monkeypatch.setattr(
            "substancekg.loaders.plugins.entry_points", lambda group: [broken, wrong]
        )
        with caplog.at_level(logging.WARNING):
            assert {"memo", "other"}.isdisjoint(formats())
        assert "cannot be loaded" in caplog.text
        assert "is no DocumentFormat" in caplog.text


class _Point:
    def __init__(self, name: str, target: object) -> None:
        self.name, self.value, self._target = name, "package:FORMAT", target

    def load(self) -> object:
        return self._target


def _no_documents(source: object) -> "list[Document]":
    return []


def test_addresses_of_other_schemes_are_refused_as_such() -> None:
    with pytest.raises(LoaderError, match=r"ftp://example\.org/a\.txt: of URLs only http"):
        find_sources(["ftp://example.org/a.txt"])
