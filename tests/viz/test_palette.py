"""The colours of the explorer, as its style sheet and script have them, seen by everybody."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from substancekg.viz.page import asset
from substancekg.viz.plots import ASSERTED, SUPPORTED

# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                        [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                        [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip


def linear(colour: str) -> np.ndarray:
    raw = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(raw <= 0.04045, raw / 12.92, ((raw + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> np.ndarray:
    seen = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    x, y, z = (XYZ @ seen) / (XYZ @ np.ones(3))
    fx, fy, fz = (np.cbrt(v) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def distance(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((float(XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def families(theme: str) -> dict[str, str]:
    rows = re.findall(r"^  (\w+): \{ name: .*?\blight: \"(#\w{6})\", dark: \"(#\w{6})\"",
                      asset("style.js"), re.MULTILINE)  # fmt: skip
    assert len(rows) == 7
    return {name: light if theme == "light" else dark for name, light, dark in rows}


def palette(theme: str) -> dict[str, str]:
    found = re.findall(r"palette = \{\s*(ink: \"#[^}]*)\};", asset("style.js"))
    row = found[0] if theme == "dark" else found[1]
    return dict(re.findall(r"(\w+): \"(#\w{6})\"", row))


def variables(theme: str) -> dict[str, str]:
    style = asset("page.css")
    names = r"--([\w-]+): (#\w{3,6});"
    light = dict(re.findall(names, style[: style.index("[data-theme=dark]")]))
    dark = dict(re.findall(names, style[style.index("[data-theme=dark]") : style.index("* {")]))
    chosen = light if theme == "light" else {**light, **dark}
    return {k: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:]) for k, v in chosen.items()}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_families_are_told_apart_in_every_vision(theme: str, vision: str) -> None:
    colours = families(theme)
    nearest = min(distance(a, b, vision) for a, b in combinations(colours.values(), 2))
    assert nearest > 15


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_lines_are_told_apart_in_every_vision(theme: str, vision: str) -> None:
    colours = palette(theme)
    lines = [colours[name] for name in ("lit", "src", "con")]
    assert min(distance(a, b, vision) for a, b in combinations(lines, 2)) > 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_text_stand_out_from_the_ground(theme: str) -> None:
    colours = palette(theme)
    assert all(contrast(colours[name], colours["paper"]) >= 3 for name in ("lit", "src", "con"))
    assert contrast(colours["ink"], colours["paper"]) >= 12
    names = variables(theme)
    for ink in ("ink", "dim", "accent", "con-text", "lit"):
        for ground in ("card", "bg"):
            assert contrast(names[ink], names[ground]) >= 4.5, (ink, ground)
    for mark in ("hl-s", "hl-t", "hl-o", "hl-h"):
        assert contrast(names["ink"], names[mark]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_legend_has_the_colours_of_the_picture(theme: str) -> None:
    names = variables(theme)
    assert {k: names[k].lower() for k in families(theme)} == {
        k: v.lower() for k, v in families(theme).items()
    }
    assert names["lit"] == palette(theme)["lit"]
    assert names["con"] == palette(theme)["con"]


def test_plots_have_the_colours_of_the_picture() -> None:
    assert SUPPORTED.colour == palette("light")["lit"]
    assert ASSERTED.colour == palette("light")["src"]
    assert ASSERTED.hatched
