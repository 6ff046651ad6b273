"""Reading engagements. What the public may see is one rule, kept in `contributions`."""
