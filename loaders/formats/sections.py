"""Kinds of sections: which part of a paper a label or heading opens."""

from __future__ import annotations

import re
from functools import lru_cache

# First match wins: "results and discussion" reports results, "materials and methods" methods.
_KINDS = (
    ("case", r"case|clinical (?:case|presentation)"),
    ("background", (r"background|introduction|intro|context|rationale|significance|importance|premise"
                   r"|what is (?:already )?known|ethno\w+ relevance|state of the art")),
    ("objective", r"objectives?|aims?|purpose|goals?|hypothes[ie]s|research question"),
    ("results", r"results?|findings?|main (?:outcome )?results?|outcomes?|observations"),
    ("methods", (r"methods?|methodology|materials?|patients?|participants?|subjects?|design|setting"
                r"|study (?:design|selection|population)|data (?:sources?|extraction|collection)"
                r"|search|interventions?|experiment\w*|procedures?|measurements?"
                r"|main outcome measures?|statistical|animals?|eligibility|trial registration"
                r"|registration|evidence (?:acquisition|review)|areas covered")),
    ("discussion", (r"discuss(?:ion)?|interpretation|comment|implications?|limitations?"
                   r"|expert (?:opinion|commentary)|strengths?")),
    ("conclusions", (r"conclusions?|concl|concluding|summary|highlights?|key (?:points|messages)"
                    r"|take.home|perspectives?")),
    ("abstract", r"abstract"),
    ("title", r"title|front"),
    ("table", r"tables?"),
    ("caption", r"fig|figures?|captions?"),
)  # fmt: skip
_CONTAINED = ("results", "methods", "discussion", "conclusions", "background", "objective")
_SKIPPED = re.compile(
    r"references?|bibliography|ref|acknowledge?ments?|ack_fund|funding|financial\b.*|auth_cont|"
    r"author(?:s|'s|s')?\b.*contributions?.*|contributors?|"
    r"(?:conflicts? of|competing|declaration of)\b.*|comp_int|disclosures?.*|"
    r"abbreviations?|abbr|supplement\w*.*|suppl|ethics?\b.*|ethical\b.*|"
    r"data availability.*|availability\b.*|keywords?|appendix|footnotes?|publisher.s note|"
    r"consent\b.*|review_info|"
    r"institutional review board.*|informed consent.*|additional information"
)  # fmt: skip


def _plain(label: str) -> str:
    words = re.sub(r"^[\W\d_]*(?:[IVX]+\.\s)?", "", label.strip())
    return " ".join(words.rstrip(".:").lower().split())


@lru_cache(4096)
def section_kind(label: str) -> str:
    """Return the kind of section that a label or heading opens; ``other`` if it tells nothing.

    An empty label gives the empty string.

    >>> section_kind("BACKGROUND AND AIMS:"), section_kind("2. Materials and methods")
    ('background', 'methods')
    >>> section_kind("Concluding remarks"), section_kind("Kratom"), section_kind("")
    ('conclusions', 'other', '')
    """
    plain = _plain(label)
    if not plain:
        return ""
    for kind, pattern in _KINDS:
        if re.match(rf"(?:{pattern})(?![a-z])", plain):
            return kind
    for kind, pattern in _KINDS:
        if kind in _CONTAINED and re.search(rf"(?<![a-z])(?:{pattern})$", plain):
            return kind
    return "other"


def is_skipped(label: str) -> bool:
    """Whether a section of this heading holds nothing to read (references, funding ...).

    >>> is_skipped("Acknowledgments"), is_skipped("Conflict of interest"), is_skipped("Results")
    (True, True, False)
    """
    return _SKIPPED.fullmatch(_plain(label)) is not None
