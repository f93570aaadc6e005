"""The conversation store: the path of every message."""
