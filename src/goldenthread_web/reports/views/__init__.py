"""What was heard, and results: for the office and for the public."""
