"""Rest: tables, journal, vault and views; the store keeps and finds, and decides nothing."""
