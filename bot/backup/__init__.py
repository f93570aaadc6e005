"""Saving all that a city has, and putting it back."""
