"""What holds for cases, whatever the database: pure functions over facts."""
