import json
from pathlib import Path
from typing import Any

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.registry import load

SAMPLES = Path(__file__).parent / "samples"
both = pytest.mark.parametrize("file", ["passages.xml", "pubtator3.json"])


def passage(text: str, offset: int, kind: str = "paragraph", **more: Any) -> dict[str, Any]:
    return {"infons": {"type": kind, **more}, "offset": offset, "text": text}


def annotated(words: str, offset: int, kind: str = "Chemical", ident: str = "-") -> dict[str, Any]:
    return {
        "infons": {"type": kind, "identifier": ident},
        "text": words,
        "locations": [{"offset": offset, "length": len(words)}],
    }


def read(tmp_path: Path, *records: dict[str, Any]) -> list[Document]:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"documents": list(records)}))
    return list(load(path))


@both
def test_annotations_are_mentions_at_the_files_own_offsets(file: str):
    document = next(load(SAMPLES / file))
    found = [(m.span.of(document.text), m.entity.label) for m in document.mentions]
    assert found == [("dopamine", "dopamine"), ("MAO-A", "monoamine oxidase A")]
    assert document.mentions[0].span.start == 15


def test_sections_of_full_text():
    document = next(load(SAMPLES / "pubtator3.json"))
    assert [(b.kind.value, b.section) for b in document.blocks] == [
        ("title", "title"),
        ("heading", "results"),
        ("paragraph", "results"),
    ]


def test_identifiers_authors_and_year_of_the_front():
    source = next(load(SAMPLES / "pubtator3.json")).source
    assert (source.id, source.pmid, source.pmcid) == ("1", "1", "PMC1")
    assert source.doi == "10.1000/invented.1"
    assert (source.authors, source.date) == (("Jane Example",), "2020")


def test_references_are_text_but_not_read():
    document = next(load(SAMPLES / "pubtator3.json"))
    assert "Refwords" in document.text
    assert all("Refwords" not in b.span.of(document.text) for b in document.blocks)
    assert all(m.entity.label != "kratom" for m in document.mentions)


def test_sentences_make_up_a_passage_without_text():
    document = next(load(SAMPLES / "passages.xml"))
    assert document.blocks[1].span.of(document.text) == "It hit MAO-A. Rats slept."


def test_passages_whose_offsets_overlap_follow_each_other(tmp_path: Path):
    second = passage("It has kava.", 3)
    second["annotations"] = [annotated("kava", 10)]
    [document] = read(tmp_path, {"id": "1", "passages": [passage("Kava is calm.", 0), second]})
    [mention] = document.mentions
    assert mention.span.of(document.text) == "kava"
    assert mention.span.start > 13


def test_gaps_between_passages_are_kept_so_that_offsets_hold(tmp_path: Path):
    [document] = read(
        tmp_path, {"id": "1", "passages": [passage("Kava.", 0), passage("Sleep.", 40)]}
    )
    assert document.text.index("Sleep.") == 40


def test_an_absurd_offset_does_not_fill_memory(tmp_path: Path):
    [document] = read(
        tmp_path, {"id": "1", "passages": [passage("Kava.", 0), passage("Sleep.", 10**10)]}
    )
    assert len(document.text) < 50


def test_annotations_in_several_pieces_are_left_out(tmp_path: Path):
    record = passage("Kava and valerian root.", 0)
    record["annotations"] = [annotated("Kava", 0)]
    record["annotations"][0]["locations"].append({"offset": 18, "length": 4})
    [document] = read(tmp_path, {"id": "1", "passages": [record]})
    assert document.mentions == ()


def test_a_table_passage_becomes_rows(tmp_path: Path):
    table = passage("Drug\tEffect\nkava\tcalm", 0, "table", section_type="TABLE")
    [document] = read(tmp_path, {"id": "1", "passages": [table]})
    assert [[c.of(document.text) for c in b.cells] for b in document.blocks] == [
        ["Drug", "Effect"],
        ["kava", "calm"],
    ]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda r: json.dumps(r),
        lambda r: json.dumps([{"source": "x", "documents": [r]}]),
        lambda r: json.dumps({"infons": {}, "documents": [r], "source": "x"}, indent=1),
        lambda r: json.dumps(r) + "\n" + json.dumps({**r, "id": "2"}) + "\n",
        lambda r: "\ufeff" + json.dumps({"PubTator3": [r]}),
    ],
    ids=["bare", "list of collections", "collection", "one a line", "byte order mark"],
)
def test_json_in_all_its_wrappings(tmp_path: Path, wrap: Any):
    path = tmp_path / "x.json"
    path.write_text(wrap({"id": "1", "passages": [passage("Kava calms.", 0)]}), encoding="utf-8")
    documents = list(load(path))
    assert documents[0].text == "Kava calms."
    assert [d.source.id for d in documents] in (["1"], ["1", "2"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"documents": [{"id": "1", "passages": [', "truncated"),
        ('{"documents": []}', "no BioC document"),
        ('{"documents": [1, null, "x", {"passages": 3}]}', "no BioC document"),
        ("[" * 100_000, "nested too deeply|truncated"),
        ('{"documents" [', "missing"),
        ("17", "a value where a record"),
    ],
    ids=["truncated", "empty list", "wrong types", "deep", "no colon", "number"],
)
def test_damaged_json_is_refused_with_its_place(tmp_path: Path, text: str, says: str):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(LoaderError, match=says):
        list(load(path, format="bioc-json"))


def test_records_beyond_the_window_are_read(tmp_path: Path):
    records = [
        {"id": str(k), "passages": [passage(f"Kava {k} " + "calms " * 3000, 0)]}
        for k in range(1, 30)
    ]
    assert [d.source.id for d in read(tmp_path, *records)] == [str(k) for k in range(1, 30)]
