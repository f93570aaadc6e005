"""SMS: one module per gateway."""
