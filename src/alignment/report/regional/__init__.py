"""The report of one region, and the comparison of several, as values: one content for every form."""
