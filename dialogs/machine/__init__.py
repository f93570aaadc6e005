"""The script machine: a conversation is a plain generator, replayed from a journal of answers."""
