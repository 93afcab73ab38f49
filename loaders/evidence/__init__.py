"""Sources of evidence: tables, databases, machine-read papers and live services."""
