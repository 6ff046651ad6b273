"""Settings, addresses and the readers that refuse bad values."""
