"""What the command line says: data on stdout, messages and progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from substancekg.files import write_text
from substancekg.pipeline import Progress as ProgressCallback

_quiet = False


def set_quiet(quiet: bool) -> None:
    """Silence messages and progress for the rest of the process; errors still show."""
    global _quiet  # one switch for the one command that a process runs
    _quiet = _quiet or quiet


def message(text: str) -> None:
    """Say something to the person at the terminal, on stderr, unless told to be quiet."""
    if not _quiet:
        print(plain(text), file=sys.stderr)


def complain(text: str) -> None:
    """Show an error on stderr: always, on one line, without control characters."""
    print(f"substancekg: {plain(text)}", file=sys.stderr)


def plain(text: str) -> str:
    """Return text safe for a terminal: control and direction characters become spaces.

    Documents, file names and tables are hostile: escape sequences in them must not reach a
    terminal. Line ends stay.
    """
    return "".join(
        char if char == "\n" or (char.isprintable() and char not in _DIRECTION) else " "
        for char in text
    )


_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@contextmanager
def reading_progress(what: str) -> Iterator[ProgressCallback | None]:
    """Show a bar on stderr while documents are read; nothing when quiet or not a terminal."""
    console = Console(stderr=True)
    if _quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int, source: str) -> None:
            name = plain(source.rsplit("/", 1)[-1])[:40]
            bar.update(task, completed=done, total=total, description=f"{what} {name}")

        yield advance


@contextmanager
def counting_progress(what: str) -> Iterator[Callable[[int], None] | None]:
    """Show a running count on stderr; nothing when quiet or not a terminal."""
    console = Console(stderr=True)
    if _quiet or not console.is_terminal:
        yield None
        return
    with console.status(what) as status:
        yield lambda count: status.update(f"{count:,} {what}")


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """Print a table on stdout: framed on a terminal, tab-separated into a pipe.

    Where the terminal is too narrow for the columns, each row becomes a block of lines.
    """
    cells = [["" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in [list(columns), *cells]:
            print("\t".join(cell.replace("\n", " ") for cell in row))
        return
    console = Console()
    if _needed_width(columns, cells) > console.width:
        console.print(_records(columns, cells, console.width), highlight=False, markup=False)
        return
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _needed_width(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the width that a table takes when no word is broken and long texts get some room."""
    width = 1
    for number, column in enumerate(columns):
        cells = [column, *(row[number] for row in rows)]
        words = max(len(word) for cell in cells for word in (cell.split() or [""]))
        room = min(max(map(len, cells)), _ROOM)
        width += max(min(words, _ROOM), room) + 3
    return width


_ROOM = 28


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Text:
    """Return rows one below the other, a line for each filled cell: for narrow terminals."""
    label = max(map(len, columns)) + 2
    out = Text()
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            lines = wrap(cell, max(width - label, 16))
            for number, line in enumerate(lines):
                out.append(column.ljust(label) if number == 0 else " " * label, "bold")
                out.append(f"{line}\n")
        out.append("\n")
    out.right_crop(1)
    return out


def emit(text: str, output: Path | None) -> None:
    """Write data to a file, or to stdout when no file is named."""
    if output is None or str(output) == "-":
        sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    else:
        write_text(output, text)
