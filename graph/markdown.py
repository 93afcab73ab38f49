"""Markdown that shows text as it is, whatever the text holds."""

from __future__ import annotations

import re

from substancekg.graph.citations import citation_links
from substancekg.graph.evidence import Citation

_SPECIAL = re.compile(r"([\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_]))")
_AT_START = re.compile(r"^([-+=:#]|\d+[.)])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_AUTOLINK = re.compile(r"(?i)(https?|ftp)(://)|(www)(\.)")


def escaped(text: str) -> str:
    """Return text on one line, with every character that Markdown or HTML could act on disarmed.

    Addresses are shown and do not become links.

    >>> escaped("<b>*Kava*</b> [x](y)")
    '&lt;b&gt;\\\\*Kava\\\\*&lt;/b&gt; \\\\[x\\\\](y)'
    """
    line = " ".join(text.split())
    line = "".join(_ENTITIES.get(char, char) for char in line if char.isprintable())
    line = _SPECIAL.sub(r"\\\1", line)
    line = _AUTOLINK.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]).replace(":", "&#58;")
                         .replace(".", "&#46;"), line)  # fmt: skip
    return _AT_START.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", line)


def link(text: str, address: str) -> str:
    """Return a link, or the bare text when the address is not http or https."""
    if not address.lower().startswith(("http://", "https://")):
        return escaped(text)
    safe = re.sub(r"[\s<>\"'\\()\[\]`|]", lambda m: f"%{ord(m[0]):02X}" if ord(m[0]) < 128 else "",
                  address)  # fmt: skip
    return f"[{escaped(text)}]({safe})"


def citation_markdown(citation: Citation) -> str:
    """Return authors, title, journal and year, and a link for each identifier."""
    authors = ", ".join(citation.authors[:3]) + (", et al" if len(citation.authors) > 3 else "")
    parts = [authors, citation.title, citation.journal, citation.year]
    words = " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
    links = [link(name, address) for name, address in citation_links(citation)]
    if citation.source and not citation.url:
        links.append(escaped(citation.source))
    mark = "**Retracted.** " if citation.retracted else ""
    return f"{mark}{escaped(words)} {', '.join(links)}".strip()
