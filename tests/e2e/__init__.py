"""Sessions as a person would type them."""
