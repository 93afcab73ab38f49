"""From bytes to characters, without ever guessing wildly.

UTF-8 and marked UTF-16/32 are decoded as they are. Older eight-bit and East Asian encodings are
told apart by charset-normalizer. Binary data and broken UTF-8 are refused.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes

from substancekg.loaders.sources import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "mac_roman", "iso8859_15", "shift_jis", "gb18030", "big5",
    "euc_kr",
]  # fmt: skip
_WESTERN = re.compile(
    r"(?:[\x00-\x7f\xa0€‘’“”–—…•™©®°±µ×½¼¾£§«»àâäáãåæçèéêëìíîïñòóôöõøùúûüœß]"
    r"|(?<![a-zà-ÿ])[ÀÁÄÅÆÇÈÉÊÎÑÓÔÖØÚÜŒ])*"
)
_BINARY_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x7fELF": "a program",
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are those of something other than text."""
    if head.startswith(tuple(_BINARY_MAGIC)):
        return True
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return False
    return b"\x00" in head or len(_CONTROLS.findall(head)) * 50 > len(head)


def decode(data: bytes, source: Source) -> str:
    """Return the text of a file, without byte order mark and with its line ends as they are.

    An encoding that a server or the file's mark names is taken first.

    :raises LoaderError: if the data is binary, broken UTF-8, or in an encoding not recognised
    """
    for magic, what in _BINARY_MAGIC.items():
        if data.startswith(magic):
            raise source.error(f"{what}, not text; name its format or convert it to text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, source)
    if is_binary(data[:65536]):
        raise source.error("a binary file, not text; convert it to text first")
    if source.origin.charset:
        named = decode_named(data, source.origin.charset)
        if named is not None:
            return named
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as cause:
        lenient = data.decode("utf-8", "replace")
        good = sum(1 for char in lenient if char > "\x7f" and char != "\ufffd")
        if good >= lenient.count("\ufffd"):
            raise source.error(
                f"broken UTF-8 at byte {cause.start}; save the file again as UTF-8"
            ) from cause
    if _is_western(data):
        return data.decode("cp1252")
    matches = from_bytes(data, cp_isolation=_CANDIDATES)
    names = [match.encoding for match in matches]
    if not names:
        raise source.error("encoding not recognised; save the file as UTF-8")
    # among eight-bit encodings that fit alike, English pages are in Windows-1252
    alike = matches[0].could_be_from_charset
    return _strict(data, "cp1252" if "cp1252" in alike else names[0], source)


def _is_western(data: bytes) -> bool:
    """Whether data is what an English page in Windows-1252 looks like.

    A few accents are too little for statistics, which then take one encoding as gladly as another.
    """
    high = sum(byte > 0x7F for byte in data)
    return high * 4 < len(data) and bool(_WESTERN.fullmatch(data.decode("cp1252", "replace")))


def decode_named(data: bytes, encoding: str) -> str | None:
    """Return the text in an encoding that someone named; ``None`` when that was wrong."""
    if encoding.lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "ascii"):
        encoding = "cp1252"  # what browsers do, as nearly all such pages are in Windows-1252
    with suppress(UnicodeDecodeError, LookupError):
        return data.decode(encoding).removeprefix("\ufeff")
    return None


def _strict(data: bytes, encoding: str, source: Source) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as cause:
        raise source.error(
            f"not valid {cause.encoding} at byte {cause.start}; save the file as UTF-8"
        ) from cause
