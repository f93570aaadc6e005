"""What ``make`` does before anything else, on machines that lack something."""

import resource
import shutil
import subprocess
import sys

import pytest

PARTS = ("pyproject.toml", "requirements.lock", "scripts/setup")


@pytest.fixture
def checkout(tmp_path, root):
    """A copy of what setup reads, in a folder of its own."""
    for part in PARTS:
        (tmp_path / part).parent.mkdir(exist_ok=True)
        shutil.copy(root / part, tmp_path / part)
    return tmp_path


def python(folder, name, says):
    """A Python that answers each question of setup with an exit code."""
    file = folder / name
    file.write_text(f'#!/bin/sh\ncase "$*" in {says} *) exit 9 ;; esac\n')
    file.chmod(0o755)
    return str(file)


def setup(checkout, candidates):
    env = {"PATH": "/usr/bin:/bin", "PYTHON": candidates}
    command = ["sh", "scripts/setup"]
    return subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, check=False, timeout=30)


def processor_time():
    """What children have used of processors until now, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_without_a_python_it_says_which_is_needed(checkout):
    """Where all Pythons are too old, one line says what is needed."""
    old = python(checkout, "python3.9", "*version_info*) exit 1 ;;")

    ran = setup(checkout, f"{old} no-such-python")

    assert ran.returncode == 1
    assert "Python 3.11 or newer is needed" in ran.stderr


def test_without_ensurepip_it_prints_the_apt_line(checkout):
    """Where virtual environments cannot be made, the line that mends it is printed."""
    bare = python(checkout, "python3", "*version_info*) exit 0 ;; *ensurepip*) exit 1 ;;")

    ran = setup(checkout, bare)

    assert ran.returncode == 1
    assert "sudo apt install python3-venv" in ran.stderr


def test_the_next_python_is_taken_where_one_is_bare(checkout):
    """A Python without ensurepip is passed over when another one has it."""
    bare = python(checkout, "python3", "*version_info*) exit 0 ;; *ensurepip*) exit 1 ;;")
    whole = python(checkout, "python3.12", '*version_info*|*ensurepip*) exit 0 ;; *venv*) echo "made by $0"; exit 7 ;;')

    ran = setup(checkout, f"{bare} {whole}")

    assert ran.returncode == 7
    assert f"made by {whole}" in ran.stdout


def test_a_second_time_it_is_done_at_once(checkout):
    """With nothing changed, setup takes a moment and says nothing."""
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to(sys.executable)
    read = b"".join((checkout / part).read_bytes() for part in PARTS)
    stamp = subprocess.run(["cksum"], input=read, capture_output=True, check=True)
    (checkout / ".venv/.ready").write_bytes(stamp.stdout)

    before = processor_time()
    ran = setup(checkout, "no-such-python")

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert processor_time() - before < 1


def test_a_changed_dependency_is_noticed(checkout):
    """After a change of the lock, setup sets up again."""
    test_a_second_time_it_is_done_at_once(checkout)
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("something==1\n")

    assert setup(checkout, "no-such-python").returncode == 1
