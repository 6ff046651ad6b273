"""Making sense: suggested themes, codebooks and coding."""
