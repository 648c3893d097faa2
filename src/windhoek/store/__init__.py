"""Where it all lives: the database and the search index derived from it."""
