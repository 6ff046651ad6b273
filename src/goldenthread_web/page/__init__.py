"""What every page shares: layout, components, errors, headers and static files."""
