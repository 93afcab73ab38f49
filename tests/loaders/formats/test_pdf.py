import builtins
from pathlib import Path
from typing import Any

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.registry import load

SAMPLE = Path(__file__).parent / "samples" / "page.pdf"


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pypdf":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LoaderError, match=r"pip install 'substancekg\[pdf\]'"):
        list(load(SAMPLE))


def test_lines_are_joined_and_page_numbers_left_out():
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    [document] = load(SAMPLE)
    assert [b.span.of(document.text) for b in document.blocks] == [
        "Valerian and sleep",
        (
            "Valerian is a herb that people take when they cannot sleep. It contains valerenic acid, "
            "and it may improve sleep quality in adults."
        ),
    ]


def test_title_author_and_date_are_those_of_the_file():
    pytest.importorskip("pypdf", reason="the extra pdf is not installed")
    source = next(load(SAMPLE)).source
    assert (source.title, source.authors, source.date) == (
        "Valerian and sleep", ("Jane Example",), "2021-05-03",
    )  # fmt: skip
