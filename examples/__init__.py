"""The sample articles that the demo reads."""
