"""What to do next: which actions to fund, with which regions to build."""
