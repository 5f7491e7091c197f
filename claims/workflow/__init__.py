"""What people may do: one function an action, one transaction, one event. Views and tasks hold no rules."""
