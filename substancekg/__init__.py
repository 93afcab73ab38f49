"""SubstanceKG: what documents claim about substances, and what the literature says back.

The public names are those of :mod:`substancekg.api`, loaded when they are first used, so that
``import substancekg`` and ``substancekg --help`` stay instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from substancekg.api import ClaimRows, Graph, build, build_texts, load
    from substancekg.errors import SubstanceKGError
    from substancekg.graph.policy import Policy

__all__ = ["ClaimRows", "Graph", "Policy", "SubstanceKGError", "build", "build_texts", "load"]

_HOMES = {
    "Policy": "substancekg.graph.policy",
    "SubstanceKGError": "substancekg.errors",
    "__version__": "substancekg.pipeline",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__version__":
        return import_module(_HOMES[name]).tool_version()
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "substancekg.api")), name)
    raise AttributeError(f"module 'substancekg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
