"""The commands of VERIFY.md and 検証手順.md, typed as they stand there, in a bundle of the demo."""

import io
import json
import re
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tadasu_cli.run import run

TOOLS = ("bash", "openssl", "ssh-keygen", "python3")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"these are not here: {MISSING}")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A bundle of one case of the demo, and the log's Ed25519 key, which came by another way."""
    root = tmp_path_factory.mktemp("demo") / "demo"
    _typed("demo", str(root))
    out = root.parent / "bundle"
    _typed("--project", str(root), "export", str(out), "--case", "AUD-001")
    keys = json.loads(_typed("--project", str(root), "checkpoint", "--keys", "--json"))["vkeys"]
    # A verifier key is name+hash+key; the key's base64 may hold a `+` of its own.
    return out, min(keys, key=len).split("+", 2)[2]


@pytest.mark.parametrize("guide", ["VERIFY.md", "検証手順.md"])
def test_the_checkpoint_is_verified_by_openssl(bundle: tuple[Path, str], guide: str) -> None:
    folder, key = bundle
    (words,) = _blocks(folder / guide, "openssl pkeyutl")
    typed = words.replace('"KEY"', json.dumps(key))
    assert "Signature Verified Successfully" in _shell(typed, folder).stdout
    other = words.replace(
        '"KEY"', json.dumps(key[:20] + ("B" if key[20] == "A" else "A") + key[21:])
    )
    assert _shell(other, folder).returncode != 0


@pytest.mark.parametrize("guide", ["VERIFY.md", "検証手順.md"])
def test_a_person_s_signature_is_verified_by_ssh_keygen(
    bundle: tuple[Path, str], guide: str
) -> None:
    folder, _ = bundle
    (words,) = _blocks(folder / guide, "ssh-keygen")
    entry = max((folder / "entries").glob("*.json"))
    statement = json.loads(json.loads(entry.read_text("utf-8"))["statement"])
    typed = words.replace("entries/17.json", f"entries/{entry.name}")
    found = _shell(typed.replace("-I PERSON", f"-I {statement['actor']['id']}"), folder)
    assert "Good " in found.stdout
    assert _shell(typed.replace("-I PERSON", "-I NOBODY"), folder).returncode != 0


@pytest.mark.parametrize("guide", ["VERIFY.md", "検証手順.md"])
def test_a_file_is_looked_for_by_its_hash(bundle: tuple[Path, str], guide: str) -> None:
    folder, _ = bundle
    (words,) = _blocks(folder / guide, "sha256sum < ")
    file = next((folder / "evidence").iterdir())
    shutil.copy(file, folder.parent / "report.pdf")
    typed = words.replace("report.pdf", "../report.pdf")
    event = json.loads(_shell(typed, folder).stdout.splitlines()[0])
    assert event["type"].endswith("evidence.attached/1")
    entry = folder / "entries" / f"{int(event['sequence'])}.json"
    assert file.name in entry.read_text("utf-8")
    (folder.parent / "report.pdf").write_bytes(file.read_bytes() + b" ")
    assert _shell(typed, folder).stdout == ""


def _blocks(guide: Path, word: str) -> list[str]:
    """The commands in which a word stands, without their indent."""
    blocks = re.findall(r"(?:^    .*\n)+", guide.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in blocks if word in block]


def _shell(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    asked = ["bash", "-ec", words]
    return subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)


def _typed(*words: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        assert run(list(words)) == 0
    return out.getvalue()
