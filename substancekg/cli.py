"""The command line: what users type, in front of the library.

Each command reads its options, calls the library and writes the result. Errors that a user can
mend become one line on stderr and exit status 1; wrong usage exits with 2.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from substancekg.commands import asking, evidence, publishing, reading, serving
from substancekg.commands.parameters import examples
from substancekg.errors import SubstanceKGError


class _EndError(Exception):
    """The command ended early; carries the exit status and what to say."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(status, text)
        self.status, self.text = status, text


@contextmanager
def _early_ends() -> Iterator[None]:
    """Carry the early ends of a command to :func:`main`, before typer makes its own of them."""
    try:
        yield
    except BrokenPipeError:
        raise _EndError(0) from None  # the reader of our output (head, less) has gone
    except KeyboardInterrupt:
        raise _EndError(130, "stopped; what was on disk is as it was") from None
    except SubstanceKGError:
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename else "input or output: "
        raise _EndError(1, f"{place}{error.strerror or error}") from error
    except MemoryError:
        raise _EndError(1, "out of memory; read fewer or smaller files at once") from None


class _Commands(TyperGroup):
    """The group of all commands."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _early_ends():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        with _early_ends():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


app = typer.Typer(
    name="substancekg",
    cls=_Commands,
    help="What documents claim about substances, and what the literature says back.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "substancekg demo -o demo-out",
        "substancekg build article.txt -o kg",
        "substancekg claims kg --status literature-supported",
    ),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from substancekg.pipeline import tool_version

        print(f"substancekg {tool_version()}")
        raise typer.Exit


@app.callback()
def options(
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No messages and no progress on stderr.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Options that hold for every command."""
    if quiet:
        from substancekg.console import set_quiet

        set_quiet(True)


for part in (reading, asking, publishing, serving):
    part.register(app)
app.add_typer(evidence.app, name="evidence")


def main() -> None:
    """Run the command line; the entry point of ``substancekg``."""
    _set_up_streams()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except SubstanceKGError as error:
        _fail(str(error), 1)
    except _EndError as end:
        _fail(end.text, end.status)


def _set_up_streams() -> None:
    """Write UTF-8; give a process that was started without its standard streams empty ones."""
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):  # the same bytes whatever the locale
            stream.reconfigure(encoding="utf-8", errors=errors)


def _terminated(number: int, frame: FrameType | None) -> None:
    """End in order when told to: what was half written is removed."""
    raise SystemExit(128 + number)


def _fail(text: str, status: int) -> None:
    from substancekg.console import complain

    if text:
        complain(" ".join(text.split()))
    try:
        sys.stdout.flush()
    except OSError:  # what is left in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(status)


if __name__ == "__main__":
    main()
