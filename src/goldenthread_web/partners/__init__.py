"""The partnership and the organisations in it."""
