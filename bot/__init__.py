"""The program: settings, wiring, the web application, a turn, the worker, the command line."""
