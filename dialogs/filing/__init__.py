"""Filing a case: from the first sentence to the number."""
