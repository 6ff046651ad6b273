"""What everybody may read, for programs: the same rules as the pages, described by OpenAPI."""
