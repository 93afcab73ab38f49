import pytest

from substancekg.loaders.formats.xml import root_name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<article>", "article"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<article>", "article"),
        ("<?xml version='1.0'?><article>".encode("utf-16"), "article"),
        (b"<!-- <b> --><!DOCTYPE a SYSTEM 'a.dtd'><x:article id='1'>", "article"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><article>", "article"),
        (b"words <article>", ""),
        (b"<?xml", ""),
        (b"<!DOCTYPE a [", ""),
        (b"", ""),
    ],
    ids=[
        "bare", "mark and declaration", "utf-16", "comment and doctype", "inner subset",
        "words first", "cut declaration", "cut doctype", "empty",
    ],
)  # fmt: skip
def test_the_first_element_is_found_behind_declarations(head: bytes, name: str):
    assert root_name(head) == name


@pytest.mark.parametrize(
    "head",
    [
        b"<?x?>" * 1600,
        b"<!-- -->" * 1000,
        b"<!DOCTYPE a " + b"<?x?>" * 1600,
        b"<!DOCTYPE a [" * 600,
    ],
)
def test_many_declarations_are_passed_in_no_time(head: bytes):
    """Each byte is looked at once; a pattern with nested repeats took hours."""
    assert root_name(head + b"x") == ""
