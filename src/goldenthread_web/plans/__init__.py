"""The plan: elements, what they rest on, and published editions."""
