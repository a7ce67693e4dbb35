"""Only capture reaches the network, and the second reader where a case's owner asks for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ALLOWED = ("capture/", "infer/endpoint.py")
TO_ITS_PROCESSES = "confine/"
REACHING = {
    *(
        "urllib.request",
        "http.client",
        "socket",
        "ssl",
        "socketserver",
        "ftplib",
        "smtplib",
        "imaplib",
        "poplib",
        "xmlrpc",
    ),
    *("requests", "urllib3", "aiohttp", "httpx", "asyncio"),
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_other_module_imports_what_asks_the_web(project_root: Path) -> None:
    source = project_root / "src" / "wherefrom"
    reaching = {
        (path.relative_to(source).as_posix(), name)
        for path in source.rglob("*.py")
        for name in REACHING & set(imported(path))
    }
    assert ("infer/endpoint.py", "urllib.request") in reaching
    outward = {(path, name) for path, name in reaching if not (path.startswith(TO_ITS_PROCESSES) and name == "socket")}
    assert not [(path, name) for path, name in outward if not path.startswith(ALLOWED)]
