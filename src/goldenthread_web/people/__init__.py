"""Who may do what: people, roles, permissions and the audit trail."""
