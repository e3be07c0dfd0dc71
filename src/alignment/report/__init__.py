"""A neutral document, then one module per form (terminal, JSON, CSV, Markdown, HTML, PDF, XLSX, CI)."""
