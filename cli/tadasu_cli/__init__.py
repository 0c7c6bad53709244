"""The front door: one verb, one file; words in, words out."""
