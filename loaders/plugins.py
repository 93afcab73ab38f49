"""Formats of other packages: what they register under an entry point group."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import TypeVar

Item = TypeVar("Item")

logger = logging.getLogger(__name__)


def plugged_in(group: str, kind: type[Item]) -> Iterator[Item]:
    """Yield what other packages register under ``group``, in the order of the names.

    What cannot be loaded, or is no ``kind``, is logged as a warning and left out.
    """
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            item = point.load()
        except Exception as cause:  # noqa: BLE001 - a broken plug-in must not stop the others
            logger.warning("%s of %s cannot be loaded: %s", point.name, point.value, cause)
            continue
        if isinstance(item, kind):
            yield item
        else:
            logger.warning("%s of %s is no %s", point.name, point.value, kind.__name__)
