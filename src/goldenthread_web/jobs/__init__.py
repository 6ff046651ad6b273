"""Background jobs that show their progress and end in a visible state."""
