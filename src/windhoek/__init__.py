"""Windhoek: what the Security Council asked for women, peace and security, and where it is written."""
