"""The mathematics of docs/method.md: pure functions of the linked data set."""
