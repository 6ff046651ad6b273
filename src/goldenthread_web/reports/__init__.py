"""What was heard, as a web page and a Word document."""
