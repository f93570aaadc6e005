"""WeChat's own API: what we send, and what we fetch."""
