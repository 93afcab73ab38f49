"""Live sources of literature: Europe PMC, NCBI E-utilities and PubTator3."""
