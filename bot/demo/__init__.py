"""The world that the demo and the tests live in: stand-ins for the hosts outside, phones, a clock that turns."""
