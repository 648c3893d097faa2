"""Out again: the forms in which documents and codes leave windhoek."""
