"""The door that WeChat's servers knock at."""
