"""Commands on evidence: list, show, stats, gaps, read, import, fetch."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="The evidence that claims are looked up in.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
