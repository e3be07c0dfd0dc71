"""What each command says, as a neutral document: one module per question."""
