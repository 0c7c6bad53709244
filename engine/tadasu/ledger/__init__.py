"""The proof: canonical bytes, entries and the tree, checked without the writer's rooms."""
