"""The guard around the tests themselves."""

import socket

import pytest


@pytest.mark.parametrize("host", ["93.184.215.14", "example.org", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_outside_is_refused(host):
    """A connection to another machine ends before a packet leaves."""
    with pytest.raises(PermissionError, match="a test"):
        socket.create_connection((host, 80), timeout=1)


def test_this_machine_is_allowed():
    """A server on the loopback can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
