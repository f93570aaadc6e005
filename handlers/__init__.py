"""What comes in over HTTP, one room per door."""
