from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.registry import formats, load

SAMPLE = Path(__file__).parent / "samples" / "claims.csv"
HEAD = "subject\tpredicate\tobject"


def read(tmp_path: Path, text: str, name: str = "mine.tsv") -> Document:
    path = tmp_path / name
    path.write_text(text)
    [document] = load(path)
    return document


def problem(tmp_path: Path, text: str) -> str:
    with pytest.raises(LoaderError) as caught:
        read(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path / 'mine.tsv'}: ")


def test_each_row_is_one_assertion():
    first, second = next(load(SAMPLE)).assertions
    assert (first.subject.label, first.predicate, first.object.label) == (
        "valerian", "improves", "sleep quality",
    )  # fmt: skip
    assert (first.polarity, first.certainty) == ("affirmed", "hedged")
    assert (second.predicate, second.polarity, second.certainty) == (
        "agonist_of", "negated", "asserted",
    )  # fmt: skip


def test_the_quote_is_the_cell_and_the_mentions_are_in_it():
    document = next(load(SAMPLE))
    first = document.assertions[0]
    assert first.quote == "Valerian may, some say, improve sleep quality."
    assert first.subject_text == "Valerian"
    assert first.sentence.start <= first.subject_span.start < first.sentence.end


def test_without_a_quote_the_statement_is_quoted():
    second = next(load(SAMPLE)).assertions[1]
    assert second.quote == "melatonin is an agonist of melatonin MT1 receptor"
    assert second.trigger == "is an agonist of"


def test_source_and_locator_are_the_heading():
    first = next(load(SAMPLE)).assertions[0]
    assert first.headings == ("https://example.org/valerian, paragraph 2",)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"], ids=["tab", "comma", "semicolon"])
def test_delimiters(tmp_path: Path, delimiter: str):
    text = f"{HEAD}\nkava\taffects\tsleep\n".replace("\t", delimiter)
    assert len(read(tmp_path, text).assertions) == 1


def test_a_cell_may_hold_commas_quotes_and_line_ends(tmp_path: Path):
    text = 'subject,predicate,object,quote\nkava,affects,sleep,"Kava, so ""they""\nsay, calms."\n'
    assert read(tmp_path, text).assertions[0].quote == 'Kava, so "they" say, calms.'


def test_blank_rows_and_comments_are_passed_over(tmp_path: Path):
    text = f"\n# mine\n{HEAD}\n\n#x\nkava\taffects\tsleep\n\t\t\n"
    assert len(read(tmp_path, text).assertions) == 1


def test_predicates_may_be_written_as_people_read_them(tmp_path: Path):
    text = f"{HEAD}\nkava\tInteracts with\tGABAA receptor\n"
    assert read(tmp_path, text).assertions[0].predicate == "interacts_with"


def test_names_that_the_lexicon_lacks_need_a_type(tmp_path: Path):
    text = f"{HEAD}\tsubject_type\nzalprin\taffects\tsleep\tCompound\n"
    entity = read(tmp_path, text).assertions[0].subject
    assert (entity.label, entity.type, entity.curie) == ("zalprin", "Compound", "")


def test_an_identifier_names_the_entity_whatever_the_words(tmp_path: Path):
    text = f"{HEAD}\tsubject_id\nthe hormone\taffects\tsleep\tMESH:D008550\n"
    assert read(tmp_path, text).assertions[0].subject.label == "melatonin"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "kratomm\taffects\tsleep",
            "row 2, column subject: unknown entity 'kratomm'; did you mean",
        ),
        (
            "kava\taffect\tsleep",
            "row 2, column predicate: unknown predicate 'affect'; did you mean",
        ),
        ("kava\taffects\t", "row 2, column object: empty"),
        ("sleep\tagonist_of\tkava", "row 2, column predicate: agonist_of does not go from Process"),
    ],
    ids=["unknown name", "unknown predicate", "empty cell", "wrong types"],
)
def test_errors_name_row_and_column(tmp_path: Path, row: str, says: str):
    assert problem(tmp_path, f"{HEAD}\n{row}\n").startswith(says)


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("polarity", "no", "column polarity: 'no'; expected affirmed or negated"),
        ("certainty", "sure", "column certainty: 'sure'; expected asserted or hedged"),
        ("aspect", "levels", "column aspect: unknown aspect 'levels'; did you mean 'level'?"),
        ("subject_type", "Plan", "column subject_type: unknown type 'Plan'; did you mean 'Plant'?"),
        ("subject_id", "X1", "column subject_id: 'X1' is no known kind of identifier"),
        ("quotes", "x", "row 1: unknown column 'quotes'; did you mean 'quote'?"),
        ("object", "x", "row 1: column 'object' stands twice"),
    ],
)
def test_cells_and_columns_that_are_wrong(tmp_path: Path, column: str, cell: str, says: str):
    assert says in problem(tmp_path, f"{HEAD}\t{column}\nkava\taffects\tsleep\t{cell}\n")


def test_a_missing_column_is_named(tmp_path: Path):
    path = tmp_path / "mine.tsv"
    path.write_text("subject\tpredicate\nkava\taffects\n")
    with pytest.raises(LoaderError, match="row 1: column 'object' is missing"):
        list(load(path, format="claims-table"))


def test_many_errors_are_counted_in_one_line(tmp_path: Path):
    said = problem(tmp_path, HEAD + "\n" + "xyzzy\taffects\tsleep\n" * 9)
    assert said.endswith("; and 6 more")
    assert "\n" not in said


def test_too_many_cells_are_refused(tmp_path: Path):
    assert problem(tmp_path, f"{HEAD}\nkava\taffects\tsleep\tx\n").startswith("row 2: 4 cells")


def test_the_template_is_a_table_that_can_be_read(tmp_path: Path):
    assert len(read(tmp_path, formats()["claims-table"].template).assertions) == 1


def test_a_header_alone_is_refused(tmp_path: Path):
    assert problem(tmp_path, f"{HEAD}\n").startswith("a table without any claim")
