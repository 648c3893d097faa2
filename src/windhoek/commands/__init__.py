"""The commands of the terminal, a module for each subject; `windhoek.cli` puts them together."""
