"""The language server: what `check` says, while the files are being written."""
