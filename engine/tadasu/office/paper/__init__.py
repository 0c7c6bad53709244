"""What the office hands out: a form filled from the record, and how it becomes a page or a file."""
