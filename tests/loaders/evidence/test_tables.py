"""The project's own evidence table."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import EvidenceError, OutputError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.table_rows import COLUMNS
from substancekg.loaders.evidence.tables import (
    read_evidence_file,
    read_evidence_table,
    write_evidence_table,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon, default_lexicon
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade

HEADER = "subject\tpredicate\tobject\tdirection\taspect\tcontext\tstudy_type\tpmid\tdoi\tyear"
GOOD = "caffeine\tantagonist_of\tadenosine receptor\tsupports\t\t\tin vitro\t123\t\t1999"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return default_lexicon()


def table(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_row_becomes_one_finding_with_its_source(tmp_path: Path, lexicon: Lexicon) -> None:
    path = table(
        tmp_path,
        "# a comment",
        "",
        "melatonin\tdecreases\tdopamine\tsupports\trelease\tat night\tanimal study\t123\t"
        "10.1000/x1\t1999",
    )
    (record,) = read_evidence_table(path, lexicon)
    assert (record.subject.label, record.predicate, record.object.label) == (
        "melatonin",
        "decreases",
        "dopamine",
    )
    assert record.direction is Direction.SUPPORTS
    assert (record.aspect, record.context) == ("release", "at night")
    assert record.grade is Grade.ANIMAL
    assert record.evidence_class is EvidenceClass.CURATED
    assert record.citation == Citation(pmid="123", doi="10.1000/x1", year="1999")
    assert record.provider == "mine.tsv"


def test_names_may_be_synonyms_or_identifiers(tmp_path: Path, lexicon: Lexicon) -> None:
    caffeine = lexicon.resolve("caffeine")
    path = table(tmp_path, GOOD.replace("caffeine", caffeine.curie))
    (record,) = read_evidence_table(path, lexicon)
    assert record.subject == caffeine


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param("caffeine", "caffeinne", "did you mean 'caffeine'", id="unknown-entity"),
        pytest.param("antagonist_of", "antagonises", "unknown predicate", id="unknown-predicate"),
        pytest.param("antagonist_of", "binds\t", "11 cells, the header has 10", id="extra-cell"),
        pytest.param("supports", "for", "direction 'for': expected supports or refutes", id="dir"),
        pytest.param("in vitro", "in vitreo", "did you mean 'in vitro'", id="study-type"),
        pytest.param("123", "PMID123", "pmid 'PMID123': expected digits only", id="pmid"),
        pytest.param("123", "", "no source: give pmid", id="no-source"),
        pytest.param("1999", "99", "year '99': expected four digits", id="year"),
        pytest.param(
            "\t\t1999", "\thttps://doi.org/10.1/x\t1999", "doi 'https://doi.org", id="doi"
        ),
        pytest.param("adenosine receptor", "insomnia", "does not go from", id="range"),
        pytest.param("supports\t", "supports\tin rats", "column context", id="free-text-aspect"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(
    tmp_path: Path, lexicon: Lexicon, old: str, new: str, complaint: str
) -> None:
    path = table(tmp_path, GOOD, GOOD.replace(old, new, 1))
    with pytest.raises(EvidenceError, match="mine.tsv:3: ") as caught:
        list(read_evidence_table(path, lexicon))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_rows_can_be_reported_and_left_out(tmp_path: Path, lexicon: Lexicon) -> None:
    problems: list[EvidenceError] = []
    path = table(tmp_path, GOOD.replace("caffeine", "caffeinne"), GOOD)
    records = list(read_evidence_table(path, lexicon, on_problem=problems.append))
    assert len(records) == 1
    assert [problem.line for problem in problems] == [2]


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        pytest.param("subject\tpredicate", "no column object, direction", id="missing"),
        pytest.param(HEADER + "\tcolour", "unknown column colour", id="unknown"),
        pytest.param(HEADER + "\tyear", "stands twice", id="twice"),
    ],
)
def test_a_wrong_header_stops_reading(
    tmp_path: Path, lexicon: Lexicon, header: str, complaint: str
) -> None:
    with pytest.raises(EvidenceError, match=complaint):
        list(read_evidence_table(table(tmp_path, header=header), lexicon, on_problem=list))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(b"", "empty table", id="empty"),
        pytest.param(b"subject\xff\n", "not UTF-8", id="latin-1"),
        pytest.param(gzip.compress(b"x" * 9000)[:20], "damaged or cut off", id="cut-gzip"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(
    tmp_path: Path, lexicon: Lexicon, content: bytes, complaint: str
) -> None:
    path = tmp_path / "odd.tsv"
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match=complaint):
        list(read_evidence_table(path, lexicon))


def test_a_missing_file_is_one_error(tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(EvidenceError, match="cannot be read"):
        list(read_evidence_table(tmp_path / "none.tsv", lexicon))


def test_compressed_tables_with_windows_line_ends_read_the_same(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    plain = table(tmp_path, GOOD)
    packed = tmp_path / "mine.tsv.gz"
    packed.write_bytes(gzip.compress(b"\xef\xbb\xbf" + plain.read_bytes().replace(b"\n", b"\r\n")))
    expected = [replace(r, provider="x") for r in read_evidence_table(plain, lexicon)]
    assert list(read_evidence_table(packed, lexicon, provider="x")) == expected


def test_a_whole_table_knows_its_version_and_count(tmp_path: Path, lexicon: Lexicon) -> None:
    one = read_evidence_file(table(tmp_path, GOOD), lexicon)
    two = read_evidence_file(table(tmp_path, GOOD, GOOD.replace("1999", "2001")), lexicon)
    assert (one.searched.name, one.searched.records, two.searched.records) == ("mine", 1, 2)
    assert one.searched.version != two.searched.version


def test_every_column_is_described() -> None:
    assert all(description for description in COLUMNS.values())


def test_entities_that_only_a_document_knows_are_declared_with_their_type(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    rare = Entity("MESH:C999999", "Compound", "MESH:C999999", source="document")
    plain = Entity("imaginary pain", "Condition", source="document")
    record = Evidence(
        subject=rare,
        predicate="alleviates",
        object=plain,
        direction=Direction.SUPPORTS,
        citation=Citation(pmid="1"),
        grade=Grade.REVIEW,
        study_type="review",
        provider="p",
    )
    path = tmp_path / "out.tsv"
    write_evidence_table(path, [record])
    assert list(read_evidence_table(path, lexicon)) == [record]


def test_an_undeclared_name_stays_an_error_and_so_does_a_wrong_type(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    path = table(
        tmp_path,
        GOOD.replace("caffeine", "imaginarine") + "\tCompund",
        header=HEADER + "\tsubject_type",
    )
    with pytest.raises(EvidenceError, match="unknown entity type 'Compund'; did you mean"):
        list(read_evidence_table(path, lexicon))


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=12
).filter(lambda word: not word.startswith("#"))


@settings(max_examples=40, deadline=None)
@given(
    finding=words,
    context=words,
    authors=st.lists(words.filter(lambda w: w and "|" not in w), max_size=3),
    direction=st.sampled_from(Direction),
    certainty=st.sampled_from(Certainty),
    kind=st.sampled_from(EvidenceClass),
    retracted=st.booleans(),
)
def test_what_is_written_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory,
    lexicon: Lexicon,
    finding: str,
    context: str,
    authors: list[str],
    direction: Direction,
    certainty: Certainty,
    kind: EvidenceClass,
    retracted: bool,
) -> None:
    record = Evidence(
        subject=lexicon.resolve("caffeine"),
        predicate="antagonist_of",
        object=lexicon.resolve("adenosine receptor"),
        direction=direction,
        citation=Citation(pmid="1", authors=tuple(authors), retracted=retracted),
        grade=Grade.IN_VITRO,
        study_type="in vitro",
        evidence_class=kind,
        certainty=certainty,
        finding=finding,
        context=context,
        provider="p",
    )
    path = tmp_path_factory.mktemp("tables") / "out.tsv"
    assert write_evidence_table(path, [record, record], comments=["made up"]) == 2
    assert list(read_evidence_table(path, lexicon)) == [record, record]


def test_a_failed_writing_leaves_the_old_file(tmp_path: Path, lexicon: Lexicon) -> None:
    path = table(tmp_path, GOOD)
    before = path.read_bytes()

    def broken() -> list[Evidence]:
        raise EvidenceError(path, 1, "bad")

    with pytest.raises(EvidenceError):
        write_evidence_table(path, (record for _ in [0] for record in broken()))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["mine.tsv"]
    with pytest.raises(OutputError, match="cannot be written"):
        write_evidence_table(tmp_path / "no" / "folder.tsv", [])
