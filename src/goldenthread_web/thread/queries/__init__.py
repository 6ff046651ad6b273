"""Following words up to the plan, and the plan down to words."""
