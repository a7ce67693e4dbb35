import resource
import subprocess
import sys

LIMITS = "from wherefrom.read import limit_process; import resource; limit_process(5, 3 << 30); "


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LIMITS + code], capture_output=True, text=True, check=False)


def test_a_confined_process_has_its_limits() -> None:
    done = run(
        "print(*(resource.getrlimit(which)[0] for which in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)))"
    )
    assert done.stdout.split() == ["5", str(3 << 30), "0"]


def test_asking_for_more_memory_is_an_error_in_that_process_alone() -> None:
    assert "MemoryError" in run("bytearray(4 << 30)").stderr
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != 3 << 30
