"""A Document gets its codes: relevance, themes, functions, commitments and citations."""
