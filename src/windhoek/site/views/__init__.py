"""One module a subject; each view gathers what its page shows and leaves the questions to the store."""
