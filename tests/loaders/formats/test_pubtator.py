from pathlib import Path

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.formats.grounding import Grounder
from substancekg.loaders.registry import load
from substancekg.ontology.lexicon import default_lexicon

SAMPLE = Path(__file__).parent / "samples" / "two.pubtator"


def read(tmp_path: Path, text: str) -> list[Document]:
    path = tmp_path / "some.pubtator"
    path.write_text(text, encoding="utf-8", newline="")
    return list(load(path))


def test_offsets_count_title_one_character_and_abstract():
    document = next(load(SAMPLE))
    assert document.text[33:40] == "ZALPRIN"
    assert [m.span.of(document.text) for m in document.mentions] == [
        "Zalprin", "dopamine", "ZALPRIN", "MAO-A", "insomnia",
    ]  # fmt: skip


def test_title_and_abstract_are_blocks_with_their_sections():
    document = next(load(SAMPLE))
    assert [(b.kind.value, b.section) for b in document.blocks] == [
        ("title", "title"),
        ("paragraph", "abstract"),
    ]
    assert document.source.title == "Zalprin lowers dopamine in rats."


def test_the_id_is_the_records_and_a_number_is_a_pmid():
    assert [(d.source.id, d.source.pmid) for d in load(SAMPLE)] == [("1", "1"), ("2", "2")]


def test_an_identifier_that_the_lexicon_knows_gives_its_entity():
    mentions = {m.span.start: m.entity for m in next(load(SAMPLE)).mentions}
    lexicon = default_lexicon()
    assert mentions[15] == lexicon.resolve("dopamine")
    assert mentions[58] == lexicon.resolve("monoamine oxidase A")
    assert mentions[58].type == "Enzyme"


def test_an_unknown_identifier_is_one_entity_whatever_the_words():
    first, _, second, *_ = next(load(SAMPLE)).mentions
    assert first.entity == second.entity
    assert first.entity.label == first.entity.curie == "MESH:C999001"
    assert first.entity.synonyms == ("Zalprin",)


def test_a_mention_without_identifier_is_looked_up_by_its_words():
    assert next(load(SAMPLE)).mentions[-1].entity == default_lexicon().resolve("insomnia")


def test_a_mention_with_a_corpus_local_id_is_named_after_its_words():
    *_, last = load(SAMPLE)
    assert [(m.entity.label, m.entity.curie) for m in last.mentions] == [("quorvex", "")]


def test_species_that_are_no_plants_are_left_out(tmp_path: Path):
    [document] = read(
        tmp_path,
        "1|t|Rats ate Mitragyna speciosa\n1|a|\n"
        "1\t0\t4\tRats\tSpecies\t10116\n1\t9\t27\tMitragyna speciosa\tSpecies\t170351\n",
    )
    assert [m.entity.label for m in document.mentions] == ["Mitragyna speciosa"]


def test_relations_and_damaged_lines_are_passed_over(tmp_path: Path):
    [document] = read(
        tmp_path,
        "1|t|Aspirin\n1|a|It helps.\n1\tCID\tD001241\tD006261\n1\tx\ty\tz\tw\tv\nrubbish\n"
        "1\t0\t7\tAspirin\tChemical\tD001241\n",
    )
    assert len(document.mentions) == 1


def test_records_need_no_blank_line_between_them(tmp_path: Path):
    found = read(tmp_path, "1|t|One\n1|a|Text.\n2|t|Two\n2|a|Text.")
    assert [d.source.id for d in found] == ["1", "2"]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path):
    [document] = read(tmp_path, "\ufeff1|t|One.\r\n1|a|Two.\r\n1\t0\t3\tOne\tChemical\t-\r\n")
    assert document.text == "One.\nTwo."
    assert document.source.id == "1"


def test_a_bar_in_the_title_is_part_of_it(tmp_path: Path):
    [document] = read(tmp_path, "1|t|This | that|a|b\n1|a|Text.\n")
    assert document.source.title == "This | that|a|b"


def test_wrong_offsets_are_mended_by_the_nearest_place_of_the_words(tmp_path: Path):
    [document] = read(
        tmp_path,
        "1|t|Kava and kava\n1|a|It has kava.\n"
        "1\t11\t15\tkava\tChemical\t-\n1\t90\t99\tabsent\tChemical\t-\n",
    )
    assert [(m.span.start, m.span.of(document.text)) for m in document.mentions] == [(9, "kava")]


def test_overlapping_mentions_all_stay_longest_first(tmp_path: Path):
    [document] = read(
        tmp_path,
        "1|t|androgen receptor\n1|a|\n1\t0\t8\tandrogen\tChemical\t-\n"
        "1\t0\t17\tandrogen receptor\tGene\t367\n",
    )
    assert [m.span.end for m in document.mentions] == [17, 8]


def test_a_title_cut_inside_a_sentence_is_read_with_its_abstract(tmp_path: Path):
    [document] = read(tmp_path, "1|t|The effect of E.\n1|a|coli on sleep.\n")
    assert len(document.blocks) == 1
    assert document.text == "The effect of E.\ncoli on sleep."


def test_a_file_without_any_record_is_refused(tmp_path: Path):
    path = tmp_path / "x"
    path.write_text("just words\n")
    with pytest.raises(LoaderError, match="no PubTator record"):
        list(load(path, format="pubtator"))


def test_bytes_that_are_no_utf8_are_refused_with_the_line(tmp_path: Path):
    path = tmp_path / "x"
    path.write_bytes(b"1|t|One\n1|a|caf\xe9\n")
    with pytest.raises(LoaderError, match="line 2: not UTF-8"):
        list(load(path, format="pubtator"))


@pytest.mark.parametrize(
    ("words", "type_name", "identifier", "label", "entity_type"),
    [
        ("Melatonin", "Chemical", "MESH:D008550", "melatonin", "Hormone"),
        ("melatonin", "Chemical", "D008550", "melatonin", "Hormone"),
        ("5-HT2A", "Gene", "3356", "5-HT2A receptor", "Receptor"),
        ("5-HT2A", "GENE-Y", "NCBIGene:3356", "5-HT2A receptor", "Receptor"),
        ("insomnia", "Disease", "", "insomnia", "Condition"),
        ("Nonsuch Acid", "Drug", "-", "nonsuch acid", "Compound"),
        ("XYZ9", "Gene", "1;2", "NCBIGENE:1", "Protein"),
        ("kratom", "Gene", "-", "kratom (protein)", "Protein"),
    ],
    ids=[
        "mesh", "bare mesh", "gene", "gene with prefix", "by words", "unknown words",
        "two unknown genes", "a name taken by another thing",
    ],
)  # fmt: skip
def test_grounding(words: str, type_name: str, identifier: str, label: str, entity_type: str):
    entity = Grounder(default_lexicon()).entity(words, type_name, identifier)
    assert entity is not None
    assert (entity.label, entity.type) == (label, entity_type)


@pytest.mark.parametrize("type_name", ["CellLine", "DNAMutation", "Species", "", "Chromosome"])
def test_types_that_are_no_ends_of_claims_give_nothing(type_name: str):
    assert Grounder(default_lexicon()).entity("HeLa", type_name, "CVCL:0030") is None


def test_a_mention_of_signs_alone_gives_nothing():
    assert Grounder(default_lexicon()).entity("+/-", "Chemical", "-") is None
