"""What citizens do with their own cases: add to them, ask for speed, correct them, take them back."""
