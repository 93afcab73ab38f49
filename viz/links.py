"""Where a source can be opened: http and https addresses only."""

from __future__ import annotations

from urllib.parse import urlsplit

from substancekg.graph.citations import citation_links
from substancekg.graph.evidence import Citation


def web_address(url: str) -> str:
    """Return the URL if a browser may open it as a page, else the empty string.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    if any(ord(char) <= 32 or ord(char) == 127 for char in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def source_links(citation: Citation) -> list[tuple[str, str]]:
    """Return text and address of every way to open a source, the most usual one first.

    The address is empty where it is none that a browser may open; the text is then shown alone.
    """
    return [(text, web_address(address)) for text, address in citation_links(citation)]
