"""Spreadsheets and open-data formats, in and out."""
