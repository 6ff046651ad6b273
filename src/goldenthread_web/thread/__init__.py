"""What looks both ways: receipts, Why?, orphans and erasure."""
