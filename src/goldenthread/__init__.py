"""From what residents said to a published plan whose every line can be traced."""
