"""A file becomes a Document: one module a format, and one a kind of document."""
