"""What a benchmark gives back, where its corpora lie, and how tables are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
"""Folder beside the project that may hold annotated articles and corpora; never committed."""


@dataclass(frozen=True, slots=True)
class Result:
    """One measured figure.

    :ivar peer: what it is compared with in the same run, with the ratio; empty when with nothing
    """

    name: str
    figure: str
    peer: str = ""


class NotHereError(Exception):
    """What a benchmark reads is not on this machine; the message says what."""


def shared(*parts: str) -> Path:
    """Return a path in the shared folder.

    :raises NotHereError: if it is not there
    """
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise NotHereError(f"{'/'.join(('../shared', *parts))} is not on this machine")
    return path


def print_results(title: str, results: Iterable[Result]) -> None:
    """Print the figures of one benchmark."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in ("what", "measured", "compared with"):
        table.add_column(column, overflow="fold")
    for result in results:
        table.add_row(result.name, result.figure, result.peer)
    Console(width=120).print(table)
