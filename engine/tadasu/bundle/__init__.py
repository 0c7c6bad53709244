"""What leaves the house: the record as files that a stranger can check with public tools."""
