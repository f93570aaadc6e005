"""What an operator sees of the program at work: figures, marks in the log, traces."""
