"""The voices: how a text reaches a channel."""
