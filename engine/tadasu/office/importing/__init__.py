"""Tables of cases, read from CSV: their text, their columns, their cells, and what they change."""
