"""The console script, and the commands that need the site."""
