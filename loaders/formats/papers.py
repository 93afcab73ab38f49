"""What records of papers share: dates, languages, authors."""

from __future__ import annotations

import re

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# ISO 639-2 as in PubMed -> ISO 639-1
_LANGUAGES = {
    "eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "chi": "zh", "jpn": "ja", "kor": "ko", "pol": "pl", "dut": "nl", "tur": "tr", "cze": "cs",
    "hun": "hu", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "heb": "he", "ara": "ar",
    "per": "fa", "ukr": "uk", "rum": "ro", "hrv": "hr", "srp": "sr", "slo": "sk", "gre": "el",
}  # fmt: skip


def partial_date(year: str, month: str = "", day: str = "") -> str:
    """Return an ISO 8601 date as far as its parts are known; empty without a year.

    >>> partial_date("2021", "May", "3"), partial_date("2021", "13"), partial_date("1998 Winter")
    ('2021-05-03', '2021', '1998')
    """
    found = re.search(r"\d{4}", year)
    if not found:
        return ""
    number = _MONTHS.get(month.strip()[:3].lower()) or (
        int(month) if month.strip().isdecimal() else 0
    )
    if not 1 <= number <= 12:
        return found.group()
    if not (day.strip().isdecimal() and 1 <= int(day) <= 31):
        return f"{found.group()}-{number:02}"
    return f"{found.group()}-{number:02}-{int(day):02}"


def language_code(code: str) -> str:
    """Return a language as two letters where they are known (``eng`` -> ``en``)."""
    code = code.strip().lower()
    return _LANGUAGES.get(code, code.split("-")[0].split("_")[0])


def bare_doi(words: str) -> str:
    """Return a DOI without resolver and prefix; empty when it is none.

    >>> bare_doi("https://doi.org/10.1000/x"), bare_doi("doi:10.1000/x"), bare_doi("n/a")
    ('10.1000/x', '10.1000/x', '')
    """
    found = re.search(r"10\.\d{4,9}/\S+", words)
    return found.group() if found else ""


def pmc_id(words: str) -> str:
    """Return a PMCID with its prefix; empty when it is none.

    >>> pmc_id("7"), pmc_id("PMC7.1"), pmc_id("x")
    ('PMC7', 'PMC7', '')
    """
    found = re.fullmatch(r"(?:PMC)?(\d+)(?:\.\d+)?", words.strip(), re.IGNORECASE)
    return f"PMC{found[1]}" if found else ""
