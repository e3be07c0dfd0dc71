"""The use-cases: load, check, score, document. No printing, no command line here."""
