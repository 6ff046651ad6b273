"""multilingual-e5-small: reading its weights, cutting texts into pieces, running the network."""

from goldenthread.text.e5.encoder import E5Encoder, find_weights

__all__ = ["E5Encoder", "find_weights"]
