"""A client of a language server, as an editor is one: JSON-RPC over its streams (LSP 3.17)."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Editor:
    """Opens files, and hears what the server has to say of them."""

    def __init__(self, command: Sequence[str], root: Path, settings: Mapping[str, object]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._settings = settings
        self._asked = 0
        self._told: dict[str, list[Json]] = {}
        capabilities = {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        folders = [{"uri": root.as_uri(), "name": root.name}]
        about = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities}
        self._ask("initialize", {**about, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": None})

    def close(self) -> None:
        """Leave as an editor leaves."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.communicate(timeout=20)

    def problems(self, path: Path, text: str) -> list[str]:
        """What the server finds wrong in a file of this text."""
        uri = path.as_uri()
        self._told.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._told:
            self._hear()
        return [str(one["message"]) for one in self._told[uri]]

    def completions(self, path: Path, text: str, line: int, character: int) -> list[str]:
        """What may be typed there; lines and characters count from 0."""
        self.problems(path, text)
        place = {"line": line, "character": character}
        about = {"textDocument": {"uri": path.as_uri()}, "position": place}
        return [item["label"] for item in self._ask("textDocument/completion", about)["items"]]

    def hover(self, path: Path, text: str, line: int, character: int) -> str:
        """What is told of the word there."""
        self.problems(path, text)
        place = {"line": line, "character": character}
        about = {"textDocument": {"uri": path.as_uri()}, "position": place}
        return str(self._ask("textDocument/hover", about)["contents"]["value"])

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, params: object) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            heard = self._hear()
            if heard.get("id") == self._asked and "method" not in heard:
                return heard["result"]

    def _hear(self) -> Json:
        message = self._receive()
        method, params = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._told[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            wanted = [item.get("section") for item in params["items"]]
            given = [self._settings if one == "yaml" else None for one in wanted]
            self._send({"id": message["id"], "result": given})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message: Json) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        stream.flush()

    def _receive(self) -> Json:
        stream = self._process.stdout
        assert stream is not None
        size = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        assert size, "the language server hung up"
        found: Json = json.loads(stream.read(size))
        return found
