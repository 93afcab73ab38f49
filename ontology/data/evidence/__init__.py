"""The curated tables of evidence."""
