"""The use-cases: load, check, score, compare two states, write reports. No printing, no command line here."""
