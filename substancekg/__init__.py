"""SubstanceKG: what documents claim about substances, and what the literature says back."""
