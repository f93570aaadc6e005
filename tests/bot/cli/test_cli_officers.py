"""``huiyin officer`` on a machine of its own."""

from pathlib import Path

from test_cli_casebook import Machine


def test_officers(tmp_path: Path, root: Path) -> None:
    """A code is told once and kept nowhere in clear; a unit that nobody knows gets none."""
    machine = Machine(tmp_path, root)
    city = {"HUIYIN_CITY": str(root / "city/demo")}
    invited = machine.run("officer", "invite", "--unit", "huaqiao-office", "--name", "李明", "--head", **city)
    unknown = machine.run("officer", "invite", "--unit", "nowhere", **city)
    code = invited.stdout.strip()

    assert (invited.returncode, len(code), code.isdecimal()) == (0, 8, True), invited.stderr
    assert "huaqiao-office" in invited.stderr
    assert code.encode() not in machine.file.read_bytes()
    assert (unknown.returncode, unknown.stdout) == (2, "")
