"""A process of its own, without a word of the shipped one: equipment on loan."""
