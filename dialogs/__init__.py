"""What is said, pure: no I/O, no clock, no channel."""
