"""What staff do with cases."""
