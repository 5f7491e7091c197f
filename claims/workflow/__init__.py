"""What people may do. One function an act, one transaction, one event; doors call these and hold no rules."""
