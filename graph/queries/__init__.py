"""Saved SPARQL queries, one documented .rq file each."""
