"""Rules over the data set, each with a code."""
