"""What officers do by message: their list, a case, and what is done with it, asked step by step."""
