"""The groups of commands, one module each, with an `app`."""
