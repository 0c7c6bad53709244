"""A time stamping authority of the tests' own: `openssl ts` behind a small server."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

CONFIG = """
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[extensions]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""


class Authority:
    """Its folder, with the root certificate `ca.pem`, and its address."""

    def __init__(self, folder: Path, url: str) -> None:
        self.root = folder / "ca.pem"
        self.url = url
        self.replay: bytes | None = None
        """An older answer to give instead, whatever is asked."""


def openssl(folder: Path, *words: str) -> None:
    """Have OpenSSL do something in a folder."""
    found = shutil.which("openssl")
    if found is None:
        pytest.skip("openssl is not installed: there is no time stamping authority to ask")
    subprocess.run([found, *words], cwd=folder, check=True, capture_output=True)


def established(folder: Path) -> None:
    """A root, and an authority's certificate below it."""
    folder.mkdir()
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01")
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    ca = ("-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test root", "-days", "9")
    openssl(folder, *new, *ca)
    openssl(folder, *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=test authority")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "9")
    extended = ("-extfile", "tsa.cnf", "-extensions", "extensions")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signing, *extended)


@contextmanager
def stamping(folder: Path) -> Iterator[Authority]:
    """An authority that answers."""
    established(folder)
    authority = Authority(folder, "")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(query)
            reply = ("ts", "-reply", "-queryfile", "query", "-out", "reply", "-config", "tsa.cnf")
            openssl(folder, *reply, "-section", "tsa_config")
            answer = authority.replay or (folder / "reply").read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("localhost", 0), Door) as server:
        authority.url = f"http://localhost:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield authority
        finally:
            server.shutdown()
