"""What we talk to: stores, the casebook, voices, outside backends, media."""
