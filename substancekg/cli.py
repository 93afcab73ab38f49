"""The command line: what users type, in front of the library.

Each command reads its options, calls the library and writes the result. Errors that a user can
mend become one line on stderr and exit status 1; wrong usage exits with 2.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from substancekg.commands import asking, evidence, publishing, reading, serving
from substancekg.errors import SubstanceKGError

app = typer.Typer(
    name="substancekg",
    help="What documents claim about substances, and what the literature says back.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: substancekg demo -o demo-out",
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
    try:
        app()
    except SubstanceKGError as error:
        _fail(str(error), 1)
    except KeyboardInterrupt:
        _fail("stopped; what was on disk is as it was", 130)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _fail(text: str, status: int) -> None:
    from substancekg.console import complain

    complain(" ".join(text.split()))
    raise SystemExit(status)


if __name__ == "__main__":
    main()
