"""What a reader does with the page of a bundle, and sees."""

import json
import re
from pathlib import Path
from typing import Protocol

from tests.integration.browser import Page


class Show(Protocol):
    """Opens a page in a browser."""

    def __call__(self, content: bytes, *, before: str = "", language: str = "en") -> Page:
        """Once it has verified itself; `before` is a script that runs first."""
        ...


def states(page: Page) -> str:
    """The first letter of how each step ended, in their order."""
    steps = "[...document.querySelectorAll('#verdict [data-step]')]"
    return str(page.run(f"{steps}.map((one) => one.dataset.state[0]).join('')"))


def trust(page: Page, text: str) -> None:
    """Type what is trusted, and have it verified again."""
    page.run(
        f"""(async () => {{
          const area = document.getElementById("trust");
          area.value = {json.dumps(text)};
          area.dispatchEvent(new Event("input"));
          area.form.requestSubmit();
          await new Promise((resolve) => setTimeout(resolve, 0));
          while (!document.body.dataset.done) await new Promise((r) => setTimeout(r, 10));
        }})()"""
    )


def changed(content: bytes, old: str, new: str) -> bytes:
    """The page with one thing in its record changed."""
    assert content.count(old.encode()) == 1
    return content.replace(old.encode(), new.encode())


def entries_of(content: bytes) -> list[str]:
    """The lines of the record in a page."""
    found = re.search(rb'id="entries">(.*?)</script>', content, re.DOTALL)
    assert found is not None
    return found[1].decode().split("\n")


def choose(page: Page, *files: Path) -> None:
    """Hand files in as evidence."""
    root = page.ask("DOM.getDocument")["root"]["nodeId"]
    node = page.ask("DOM.querySelector", nodeId=root, selector="#evidence-files")["nodeId"]
    page.ask("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])
    page.run("new Promise((resolve) => setTimeout(resolve, 100))")


def turn(page: Page, place: str) -> None:
    """Follow a link within the page."""
    page.run(f"location.hash = {json.dumps(place)}")
    page.run("new Promise((resolve) => setTimeout(resolve, 100))")
