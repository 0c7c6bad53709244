"""Own forms of an organisation, filled and read back."""
