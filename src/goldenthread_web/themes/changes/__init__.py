"""Changes of this stage, by topic. Each writes an audit event in the same transaction."""
