# SPDX-License-Identifier: Apache-2.0
"""The program's own refusal of networks, in processes that have nothing else to protect them.

N01 Making a socket, connecting, binding, sending and asking for an address raise NetworkRefused.
N02 It is logged as the name of what was tried, and nothing else.
N03 The libraries that would like to (urllib, http, ftplib, smtplib, asyncio, aiohttp, pyHanko's
    time stamps, xmlrpc, webbrowser) get nowhere, whatever they make of the refusal.
N04 A pair of sockets works, on this system's way and on Windows', and asyncio with it.
N05 A document that names something on a network is read without asking for it: expat, lxml.
N06 Both ways into the program refuse networks before they do anything else, and only once.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.tree import ROOT

GUARDED = """
import sys
from pathlib import Path
from kinfile.errors import NetworkRefused
from kinfile.log import Log
from kinfile.offline import is_offline, refuse_networks

told = Path(sys.argv[1])
refuse_networks(Log(told))
assert is_offline()

def refused(attempt):
    try:
        attempt()
    except NetworkRefused:
        return
    sys.exit("not refused")
"""

ADDRESS = '("192.0.2.1", 9)'  # of a range that is kept for examples

# A socket that got past the first refusal, for the second one to be seen.
PAST = """
import socket
made = {}
exec("def socketpair(): return socket(AF_INET, SOCK_DGRAM)", vars(socket), made)
end = made["socketpair"]()
"""

ATTEMPTS = {
    "make": "import socket; refused(socket.socket)",
    "make-six": "import socket; refused(lambda: socket.socket(socket.AF_INET6))",
    "make-local": "import socket; refused(lambda: socket.socket(getattr(socket, 'AF_UNIX', 2)))",
    "make-below": "import _socket; refused(_socket.socket)",
    "connect": PAST + f"refused(lambda: end.connect({ADDRESS}))",
    "connect-at-home": PAST + "refused(lambda: end.connect(('127.0.0.1', 9)))",
    "connect-ex": PAST + f"refused(lambda: end.connect_ex({ADDRESS}))",
    "bind": PAST + "refused(lambda: end.bind(('127.0.0.1', 0)))",
    "sendto": PAST + f"refused(lambda: end.sendto(b'a', {ADDRESS}))",
    "getaddrinfo": "import socket; refused(lambda: socket.getaddrinfo('example.invalid', 443))",
    "gethostbyname": "import socket; refused(lambda: socket.gethostbyname('example.invalid'))",
    "by-name-ex": "import socket; refused(lambda: socket.gethostbyname_ex('example.invalid'))",
    "gethostbyaddr": "import socket; refused(lambda: socket.gethostbyaddr('192.0.2.1'))",
    "getnameinfo": f"import socket; refused(lambda: socket.getnameinfo({ADDRESS}, 0))",
}

LIBRARIES = {
    "urllib": """
import urllib.request
refused(lambda: urllib.request.urlopen("http://192.0.2.1/"))
""",
    "http": """
import http.client
refused(lambda: http.client.HTTPConnection("192.0.2.1").request("GET", "/"))
""",
    "ftplib": 'import ftplib; refused(lambda: ftplib.FTP("192.0.2.1"))',
    "smtplib": 'import smtplib; refused(lambda: smtplib.SMTP("192.0.2.1"))',
    "xmlrpc": """
import xmlrpc.client
refused(lambda: xmlrpc.client.ServerProxy("http://192.0.2.1/").ask())
""",
    "syslog": """
import logging.handlers
refused(lambda: logging.handlers.SysLogHandler(("192.0.2.1", 514)))
""",
    "asyncio": """
import asyncio
refused(lambda: asyncio.run(asyncio.wait_for(asyncio.open_connection("192.0.2.1", 9), 9)))
""",
    "asyncio-serves": """
import asyncio
async def serve():
    await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
refused(lambda: asyncio.run(serve()))
""",
    "aiohttp": """
import aiohttp, asyncio
async def ask():
    async with aiohttp.ClientSession() as session:
        await session.get("http://192.0.2.1/")
refused(lambda: asyncio.run(ask()))
""",
    "pyhanko-time-stamp": """
import asyncio
from pyhanko.sign.timestamps import HTTPTimeStamper
stamper = HTTPTimeStamper("http://192.0.2.1/")
refused(lambda: asyncio.run(stamper.async_timestamp(b"a" * 32, "sha256")))
""",
    "webbrowser": """
import webbrowser
webbrowser.register("one", None, webbrowser.GenericBrowser("true"), preferred=True)
refused(lambda: webbrowser.open("https://example.invalid/"))
""",
}

PAIR = """
import asyncio, socket
one, other = socket.socketpair()
one.sendall(b"a")
assert other.recv(1) == b"a"
one.close(); other.close()

async def ask():
    return "answered"

assert asyncio.run(ask()) == "answered"
"""

# The standard library holds Windows' way for systems without a call of their own.
WINDOWS_PAIR = """
import ast, socket
[way] = [
    node
    for node in ast.walk(ast.parse(Path(socket.__file__).read_text("utf-8")))
    if isinstance(node, ast.FunctionDef) and "socketpair" in node.name
    and "bind" in ast.unparse(node)
]
made = {}
exec(compile(ast.Module([way], []), "socket.py", "exec"), vars(socket), made)
one, other = made[way.name]()
assert one.family == socket.AF_INET
one.sendall(b"a")
assert other.recv(1) == b"a"
one.close(); other.close()
"""

XML = """
import xml.sax
from io import BytesIO, StringIO

asks = b'''<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd" [
  <!ENTITY % far SYSTEM "http://192.0.2.1/b.dtd"> %far;
  <!ENTITY near SYSTEM "http://192.0.2.1/c">
]><a>&near;</a>'''
from xml.etree import ElementTree
try:
    ElementTree.fromstring(asks)
except ElementTree.ParseError:
    pass
xml.sax.parse(BytesIO(asks), xml.sax.ContentHandler())

from lxml import etree
# What it reads with was built without the parts that could ask, but for the wheel for Windows:
# there the parser's own default, no_network, is what keeps it from asking.
assert sys.platform == "win32" or not {"http", "ftp"} & etree.LIBXML_FEATURES
for parser in (etree.XMLParser(), etree.XMLParser(load_dtd=True, resolve_entities=True)):
    try:
        etree.fromstring(asks, parser)
    except etree.XMLSyntaxError:
        pass
"""


WAY_IN = """
import os, sys
from kinfile.errors import NetworkRefused
from kinfile.offline import is_offline
from {module} import main

assert not is_offline()
for _ in range(2):
    try:
        main(["--no-such-thing"])
    except SystemExit:
        pass
assert is_offline()
import socket
try:
    socket.socket()
except NetworkRefused:
    sys.exit()
sys.exit("not refused")
"""


def run(script: str, tmp_path: Path) -> list[str]:
    """Run `script` behind the guard, and give the names of what was logged as refused."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", GUARDED + script, str(tmp_path / "log")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    log = tmp_path / "log"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    assert all('"event": "network-refused", "use": "' in line for line in lines)
    return [line.split('"use": "')[1].rstrip('"}') for line in lines]


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_every_use_is_refused_and_logged(attempt: str, tmp_path: Path) -> None:
    """N01, N02"""
    assert len(run(attempt, tmp_path)) == 1
    assert "192.0.2.1" not in (tmp_path / "log").read_text("utf-8")
    assert "example.invalid" not in (tmp_path / "log").read_text("utf-8")


@pytest.mark.parametrize("attempt", LIBRARIES.values(), ids=LIBRARIES)
def test_libraries_that_would_like_to_get_nowhere(attempt: str, tmp_path: Path) -> None:
    """N03"""
    assert run(attempt, tmp_path)


@pytest.mark.parametrize("pair", [PAIR, WINDOWS_PAIR], ids=["here", "windows"])
def test_a_pair_of_sockets_works(pair: str, tmp_path: Path) -> None:
    """N04"""
    assert run(pair, tmp_path) == []


def test_documents_do_not_make_their_readers_ask(tmp_path: Path) -> None:
    """N05"""
    assert run(XML, tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows says where the log is, not the environment")
@pytest.mark.parametrize("module", ["kinfile.__main__", "kinfile.cli"])
def test_both_ways_in_refuse_networks_once(module: str, tmp_path: Path) -> None:
    """N06"""
    done = subprocess.run(
        [sys.executable, "-c", WAY_IN.format(module=module)],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "desktop"),
            "XDG_STATE_HOME": str(tmp_path),
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [log] = tmp_path.rglob("*.jsonl")
    assert log.read_text("utf-8").count("network-refused") == 1
