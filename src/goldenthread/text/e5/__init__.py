"""multilingual-e5-small: reading its weights, cutting texts into pieces, running the network."""
