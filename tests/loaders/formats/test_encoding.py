"""From bytes to characters: which encoding the bytes of a short page are in."""

from __future__ import annotations

from io import BytesIO

import pytest

from substancekg.errors import LoaderError
from substancekg.loaders.formats.encoding import decode
from substancekg.loaders.sources import Source, open_stream


def source() -> Source:
    return open_stream(BytesIO(b""), "page", "page.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("Café Kava: naïve users say kava helps.", "latin-1", id="two accents"),
        pytest.param("Kava – “calm” for naïve users’ nerves…", "cp1252", id="quotes and dashes"),
        pytest.param("Dose: 5 µg ± 2 at 37 °C, ½ of £3.", "latin-1", id="units"),
        pytest.param("Élan vital: ÉCOLE, Ökonomie, Århus", "latin-1", id="capitals"),
        pytest.param("Кава снимает тревогу, а кофеин мешает сну людей.", "cp1251", id="Russian"),
        pytest.param("Kava – naïve “users”", "utf-8-sig", id="marked UTF-8"),
        pytest.param("Kava – naïve “users”", "utf-16", id="marked UTF-16"),
    ],
)
def test_short_texts_are_decoded_as_they_were_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), source()) == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Kava – naïve “users”".encode()[:-1] + b" kava", id="cut character"),
        pytest.param(b"Kava \x00 helps", id="zero byte"),
        pytest.param("Kava helps".encode("utf-16-le"), id="UTF-16 without mark"),
    ],
)
def test_broken_and_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(LoaderError):
        decode(data, source())
