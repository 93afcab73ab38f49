"""The checks of the tables of entities and of composition: each names file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from substancekg.errors import LexiconError
from substancekg.ontology.composition import read_composition
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon, default_lexicon
from substancekg.ontology.lexicon_tables import check_entities, read_entities
from substancekg.ontology.tables import data_file, read_rows

HEADER = "curie\tlabel\ttype\tsynonyms\txrefs\tparents\tsource\tgeneric\troles"
TableWriter = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> TableWriter:
    def write(*lines: str, header: str = HEADER, name: str = "entities.tsv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return write


def row(label: str, kind: str = "Compound", **cells: str) -> str:
    values = {"label": label, "type": kind, **cells}
    return "\t".join(values.get(column, "") for column in HEADER.split("\t"))


def check(path: Path) -> None:
    check_entities(list(read_entities(path)))


def test_a_sound_table_passes(table: TableWriter) -> None:
    path = table(
        row("alkaloid", "CompoundClass", curie="CHEBI:22315"),
        row("fooine", curie="CHEBI:1", synonyms="fooin|foo-ine A", parents="alkaloid"),
        row("barine", parents="CHEBI:22315", generic="yes"),
    )
    rows = list(read_entities(path))
    check_entities(rows)
    assert [r.entity.label for r in rows] == ["alkaloid", "fooine", "barine"]
    assert [r.line for r in rows] == [2, 3, 4]
    assert rows[1].entity.synonyms == ("fooin", "foo-ine A")
    assert [r.entity.generic for r in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (row("fooine", "Potion"), "unknown type 'Potion'"),
        (row(""), "needs a letter"),
        (row("fooine", curie="CHEBI:abc"), r"does not match CHEBI:"),
        (row("fooine", curie="6956"), "no known prefix"),
        (row("fooine", curie="NOPE:1"), "no known prefix"),
        (row("fooine", curie="chebi:1"), "is written 'CHEBI:1'"),
        (row("fooine", curie="MONDO:0000001"), "MONDO names no Compound"),
        (row("fooine", xrefs="PMID:x"), "does not match PMID:"),
        (row("fooine", xrefs="CHEBI:2|CHEBI:2"), "stands twice"),
        (row("fooine", curie="CHEBI:2", xrefs="CHEBI:2"), "stands twice"),
        (row("fooine", synonyms="foobars|Foobars"), "stands twice"),
        (row("fooine", synonyms="f"), "too short"),
        (row("fooine", generic="maybe"), "generic is 'maybe'"),
        (row("fooine", parents="nothing"), "parent 'nothing'"),
        (row("fooine", parents="fooine"), "its own parent"),
        (row("fooine", roles="nothing"), "role 'nothing'"),
        (row("Good thing"), "label or slug as in line 2"),
        (row("good-thing"), "label or slug as in line 2"),
        (row("fooine", synonyms="good thing"), "is a name of 'good thing' too"),
        (row("fooine", synonyms="GT alias"), "is a name of 'good thing' too"),
        (row("fooine", curie="CHEBI:7"), "CHEBI:7 is 'good thing' in line 2"),
        (row("fooine", xrefs="CHEBI:7"), "CHEBI:7 is 'good thing' in line 2"),
        ("one\ttwo", "2 cells, the header has 9"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(table: TableWriter, bad: str, problem: str) -> None:
    path = table(row("good thing", curie="CHEBI:7", synonyms="gt alias"), "", bad)
    with pytest.raises(LexiconError, match=problem) as caught:
        check(path)
    assert (caught.value.path, caught.value.line) == (path, 4)
    assert str(caught.value).startswith(f"{path}:4: ")


def test_a_circle_of_classes_is_spelt_out(table: TableWriter) -> None:
    path = table(
        row("a1", parents="b1"), row("b1", parents="c1"), row("c1", parents="a1"), row("d1")
    )
    with pytest.raises(LexiconError, match="circle: .*a1.*b1.*c1|circle: .*b1.*c1.*a1"):
        check(path)


def test_two_ways_to_one_class_are_no_circle(table: TableWriter) -> None:
    check(
        table(
            row("top"), row("left", parents="top"), row("right", parents="top"),
            row("bottom", parents="left|right|top"),
        )
    )  # fmt: skip


def test_forms_that_case_tells_apart_may_belong_to_two_entities(table: TableWriter) -> None:
    check(table(row("enzyme E", "Enzyme", synonyms="ACHE|AChE"), row("ache", "Condition")))


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("curie\tlabel", r"missing \['type'\]"),
        ("label\ttype\tcolour", r"unknown \['colour'\]"),
        ("label\ttype\tlabel", "stands twice"),
    ],
)
def test_a_wrong_header_is_named(table: TableWriter, header: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        list(read_entities(table(header=header)))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty table"),
        (b"label\ttype\nfo\xffo\tCompound\n", "not UTF-8"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
    ],
    ids=["empty", "latin-1", "broken gzip"],
)
def test_an_unreadable_file_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "e.tsv"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=problem):
        list(read_entities(path))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="No such file"):
        list(read_entities(tmp_path / "none.tsv"))


COMPOSITION = "subject\tpredicate\tobject\tsource"
NAMES = Lexicon(
    [
        Entity("herb A", "Botanical"),
        Entity("Herba alba", "Plant"),
        Entity("fooine", "Compound", "CHEBI:1"),
        Entity("calm", "Process"),
    ]
)


def test_sound_facts_are_read_by_name_or_identifier(table: TableWriter) -> None:
    path = table(
        "herb A\tcontains\tCHEBI:1\tx", "herb A\tderived_from\therba alba\ty",
        header=COMPOSITION,
    )  # fmt: skip
    facts = list(read_composition(path, NAMES.resolve))
    assert [(f.subject.label, f.predicate, f.object.label, f.source) for f in facts] == [
        ("herb A", "contains", "fooine", "x"),
        ("herb A", "derived_from", "Herba alba", "y"),
    ]


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("herb Q\tcontains\tfooine\tx", "unknown entity 'herb Q'"),
        ("herb A\tholds\tfooine\tx", "predicate 'holds'; expected contains"),
        ("fooine\tcontains\therb A\tx", "does not go from Compound"),
        ("herb A\tcontains\tcalm\tx", r"to Process \(calm\)"),
        ("herb A\tmetabolized_to\tfooine\tx", "does not go from Botanical"),
        ("herb A\tcontains\tfooine\t", "no source"),
        ("Herb A\tcontains\tCHEBI:1\tz", "the same fact as in line 2"),
    ],
)
def test_a_wrong_fact_is_named_by_file_and_line(table: TableWriter, bad: str, problem: str) -> None:
    path = table("herb A\tcontains\tfooine\tx", bad, header=COMPOSITION, name="composition.tsv")
    with pytest.raises(LexiconError, match=problem) as caught:
        list(read_composition(path, NAMES.resolve))
    assert (caught.value.path, caught.value.line) == (path, 3)


def test_the_shipped_tables_pass_all_checks() -> None:
    lexicon = default_lexicon()
    assert len(lexicon.entities) > 1500
    assert len(lexicon.composition) > 300


def test_entities_with_a_public_identifier_name_its_source_and_others_are_local() -> None:
    for _, cells in read_rows(data_file("entities.tsv"), tuple(HEADER.split("\t"))):
        assert (cells["source"] == "local") == (not cells["curie"]), cells["label"]
