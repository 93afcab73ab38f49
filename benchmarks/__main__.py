"""Run every benchmark, or those named: ``python -m benchmarks reading_speed``."""

from __future__ import annotations

import importlib
import sys

from benchmarks.results import NotHereError, print_results

BENCHMARKS = (
    "seed_articles",
    "relation_corpora",
    "reading_speed",
    "machine_read_precision",
    "assessing_speed",
    "rdf_speed",
    "explorer_size",
)


def main() -> None:
    """Run and print; a benchmark whose corpus is not here says so and the others go on."""
    names = sys.argv[1:] or list(BENCHMARKS)
    for name in names:
        if name not in BENCHMARKS:
            raise SystemExit(f"benchmarks: no benchmark {name!r}; known: {', '.join(BENCHMARKS)}")
        module = importlib.import_module(f"benchmarks.{name}")
        try:
            print_results(f"{name}: {(module.__doc__ or '').strip()}", module.run())
        except NotHereError as reason:
            print(f"{name}: not measured: {reason}\n")


if __name__ == "__main__":
    main()
