"""The explorer in Firefox, driven over Marionette, the protocol that Firefox itself speaks."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.viz.explorer import render_html

pytestmark = pytest.mark.browser

SETTINGS = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "security.csp.reporting.enabled": True,
    "toolkit.telemetry.enabled": False,
}


class Marionette:
    """A client of a few lines: each message is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.number = 0
        self.buffer = b""
        self._read()
        self("WebDriver:NewSession", {})

    def _read(self) -> Any:
        while b":" not in self.buffer:
            self.buffer += self.socket.recv(65536)
        length, _, rest = self.buffer.partition(b":")
        while len(rest) < int(length):
            rest += self.socket.recv(65536)
        self.buffer = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def __call__(self, command: str, parameters: dict[str, Any]) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def run(self, script: str, *arguments: object) -> Any:
        answer = self(
            "WebDriver:ExecuteScript",
            {"script": script, "args": list(arguments), "sandbox": None, "newSandbox": False},
        )
        return answer["value"]

    def until(self, script: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < end, f"never true in Firefox: {script}"
            time.sleep(0.1)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("browser tests are mandatory on CI: no Firefox on the PATH")
        pytest.skip("no Firefox on the PATH")
    profile = tmp_path_factory.mktemp("profile")
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in SETTINGS.items()]
    (profile / "user.js").write_text("\n".join(lines))
    process = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "MOZ_HEADLESS_WIDTH": "1400", "MOZ_HEADLESS_HEIGHT": "900"},
    )
    try:
        port_file = profile / "MarionetteActivePort"
        end = time.monotonic() + 60
        while not (port_file.exists() and port_file.read_text().strip()):
            assert process.poll() is None, "Firefox ended at once"
            assert time.monotonic() < end, "Firefox did not open its port"
            time.sleep(0.2)
        yield Marionette(int(port_file.read_text()))
    finally:
        process.terminate()
        process.wait(20)


def opened(firefox: Marionette, html: str, folder: Path, address: str = "") -> None:
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    firefox("WebDriver:Navigate", {"url": "about:blank"})
    firefox("WebDriver:Navigate", {"url": file.as_uri() + address})
    firefox.until("return document.documentElement.dataset.ready === 'true'")
    firefox.run(
        """window.__violations = [];
        document.addEventListener('securitypolicyviolation',
          e => window.__violations.push(e.violatedDirective));"""
    )


def heading(firefox: Marionette) -> str:
    return " ".join(firefox.run("return document.querySelector('#details h2').innerText").split())


def test_firefox_draws_filters_searches_and_opens_addresses(
    firefox: Marionette, demo: KnowledgeGraph, tmp_path: Path
) -> None:
    opened(firefox, render_html(demo), tmp_path, "#n=melatonin")
    assert heading(firefox) == "melatonin"
    painted = """const c = document.querySelector('#graph canvas');
      const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n;"""
    assert firefox.run(painted) > 2000
    firefox.run("document.querySelectorAll('#facet-status input')[1].click()")
    firefox.until("return document.getElementById('count').textContent.startsWith('6 of 9')")
    firefox.run(
        """const s = document.getElementById('search'); s.value = 'leaf brew';
        s.dispatchEvent(new Event('input'));
        s.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}));"""
    )
    firefox.until("return location.hash === '#n=leafy-tea'")
    assert heading(firefox) == "leafy tea"
    firefox.run("document.querySelector('#details .rel').click()")
    firefox.until("return location.hash.startsWith('#c=')")
    firefox.run("history.back()")
    firefox.until("return location.hash === '#n=leafy-tea'")
    for view in ("table", "compare", "graph"):
        firefox.run("document.getElementById(arguments[0]).click()", f"view-{view}")
    firefox.run("document.getElementById('theme').click()")
    assert firefox.run("return window.__violations") == []


def test_firefox_saves_the_picture(
    firefox: Marionette, demo: KnowledgeGraph, tmp_path: Path
) -> None:
    opened(firefox, render_html(demo), tmp_path)
    firefox.run(
        """window.__saved = []; const real = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () {
          if (this.download) window.__saved.push(this.download); else real.call(this);
        };"""
    )
    for name in ("png", "svg", "csv"):
        firefox.run("document.getElementById(arguments[0]).click()", f"save-{name}")
    firefox.until("return window.__saved.length === 3")
    names = sorted(name.rpartition(".")[2] for name in firefox.run("return window.__saved"))
    assert names == ["csv", "png", "svg"]


def test_firefox_shows_hostile_text_as_text(
    firefox: Marionette, hostile: KnowledgeGraph, tmp_path: Path
) -> None:
    opened(firefox, render_html(hostile), tmp_path)
    count = firefox.run("return document.querySelectorAll('#details .rel').length")
    assert count > 0
    firefox.run("document.getElementById('view-table').click()")
    addresses = firefox.run(
        "return [...document.querySelectorAll('a.open')].map(a => a.getAttribute('href'))"
    )
    assert len(addresses) == len(hostile.claims)
    for address in addresses:
        firefox.run("location.hash = arguments[0]", address)
        firefox.until("return document.querySelectorAll('#details blockquote').length > 0")
    assert firefox.run("return typeof window.explorer.go") == "function"  # the page's own window
    assert firefox.run("return window.__xss === undefined")
    assert (
        firefox.run("return document.querySelectorAll('#details img, #details script').length") == 0
    )
    links = firefox.run(
        "return [...document.querySelectorAll('#details a[href]')].map(a => a.getAttribute('href'))"
    )
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    assert firefox.run("return window.__violations") == []
