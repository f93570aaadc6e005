"""A Redis with a replica and a Sentinel that watches both, and one that speaks TLS only, gone with the test."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from redis_server import ANSWERS_WITHIN, HOST, RedisServer, free_port, redis_server

MASTER = "city"
NOTICED_AFTER = 300  # ms without an answer


@dataclass(frozen=True)
class Watch:
    """``url`` as an operator writes it; ``first`` is the master until it is stopped."""

    url: str
    first: RedisServer
    second: RedisServer


@contextmanager
def redis_watched() -> Iterator[Watch]:
    """Run two servers and one Sentinel that is enough to decide."""
    with redis_server() as first, redis_server("--replicaof", f"{HOST} {first.port}") as second:
        _until(lambda: "state=online" in first.ask("INFO", "replication"))
        with _sentinel(first) as sentinel:
            _until(lambda: "slaves=1" in sentinel.ask("INFO", "sentinel"))
            yield Watch(f"redis+sentinel://{HOST}:{sentinel.port}/{MASTER}", first, second)


@contextmanager
def redis_in_tls() -> Iterator[str]:
    """Run a server that takes TLS alone, by a certificate of its own; gives its URL."""
    with TemporaryDirectory(prefix="huiyin-tls-") as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        _certify(key, certificate)
        files = (
            "--tls-cert-file",
            str(certificate),
            "--tls-key-file",
            str(key),
            "--tls-ca-cert-file",
            str(certificate),
        )
        port = free_port()
        with redis_server("--tls-port", str(port), *files, "--tls-auth-clients", "no"):
            yield f"rediss://{HOST}:{port}/0?ssl_ca_certs={certificate}"


@contextmanager
def _sentinel(master: RedisServer) -> Iterator[RedisServer]:
    with TemporaryDirectory(prefix="huiyin-sentinel-", ignore_cleanup_errors=True) as folder:
        settings = Path(folder, "sentinel.conf")
        settings.write_text(
            f"sentinel monitor {MASTER} {HOST} {master.port} 1\n"
            f"sentinel down-after-milliseconds {MASTER} {NOTICED_AFTER}\n"
            f"sentinel failover-timeout {MASTER} 2000\n"
        )
        server = RedisServer(Path(folder), (), free_port())
        fixed = ("--sentinel", "--bind", HOST, "--port", str(server.port), "--dir", folder)
        server.process = subprocess.Popen(
            ["redis-server", str(settings), *fixed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _until(lambda: server.ask("PING") == "PONG")
            yield server
        finally:
            server.stop()


def _until(come: Callable[[], bool]) -> None:
    give_up = time.monotonic() + ANSWERS_WITHIN
    while not come():
        if time.monotonic() > give_up:
            raise TimeoutError("Redis and its Sentinel do not come together")
        time.sleep(0.05)


def _certify(key: Path, certificate: Path) -> None:
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "made up")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(secret, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    key.write_bytes(secret.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
