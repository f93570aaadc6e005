"""The front desk: who gets a message, in which order, and what the person reads."""
