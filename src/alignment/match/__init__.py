"""Suggested contributions from the words of actions and priorities; the only scorer that sees text."""
