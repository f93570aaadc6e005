"""After an erasure no byte of what a person told is left, while the city is served on."""

import asyncio
from pathlib import Path

import program
from test_at_rest import NAME, PHONE, converse, everything_in, rows_of, told
from transcript_stage import Stage, stage

from adapters.casebook.rekeying import sealed_columns
from adapters.casebook.seals import bound_by, open_sealed
from adapters.sealing import Keyring

PIECES = {"门口路灯坏了三天", "烧烤店每晚油烟", "花桥路12号", "花桥路20号", "老张烧烤", "司马某某", NAME, PHONE}
"""Of what was told: what rests in clear too, for units have to search it."""


def huiyin(folder: Path, root: Path, *arguments: str) -> str:
    """Run a command beside the server, as an operator would."""
    env = {
        "HUIYIN_DATABASE_URL": f"sqlite:///{folder / 'huiyin.db'}",
        "HUIYIN_DATA": str(folder),
        "HUIYIN_SECRET_KEY": (folder / "secret.key").read_text(encoding="ascii"),
        "HUIYIN_CITY": str(root / "city/demo"),
        "PYTHONPATH": str(root),
    }
    ran = program.run(*arguments, folder=folder, env=env)
    assert ran.returncode == 0, (ran.stdout, ran.stderr)
    return ran.stdout


async def unsealed(on: Stage) -> str:
    """All that the casebook's tables hold under seal, opened."""
    keyring: Keyring = on.town.parts.casebook._office.keyring

    def opened(connection) -> str:
        held = []
        for column in sealed_columns():
            for row in connection.execute(column.table.select().where(column.is_not(None))).mappings():
                bound = tuple(row[part.name] for part in bound_by(column))
                held.append(open_sealed(keyring, column, row[column.name], *bound))
        return "\n".join(held)

    return await on.town.parts.database.read(opened)


def addresses(on: Stage) -> list[tuple[str, str]]:
    """Both phones that reported something, and the account that only began to."""
    (openid, phone), (other, _) = (on.town.world.identities(who) for who in ("visitor-", "visitor-2"))
    return [("--openid", openid), ("--phone", phone), ("--openid", other)]


async def test_nothing_of_them_is_left(tmp_path: Path, root: Path) -> None:
    """Neither table nor file nor seal holds what the phones told; who writes again begins anew."""
    async with stage(tmp_path) as on:
        secrets = await converse(on)
        before = everything_in(tmp_path)
        for whose in addresses(on):
            arguments = ("erase", *whose, "--also-running", "--yes")
            said = await asyncio.to_thread(huiyin, tmp_path, root, *arguments)
            assert "Erased: " in said
        tables, raw, sealed = rows_of(tmp_path / "huiyin.db"), everything_in(tmp_path), await unsealed(on)
        again = await on.do("wechat", "", "查询")
        verified = await asyncio.to_thread(huiyin, tmp_path, root, "case", "verify")

    assert {piece for piece in PIECES if piece.encode() in before} > {"门口路灯坏了三天", "花桥路12号"}
    assert {piece for piece in PIECES if piece.encode() in raw} == set()
    assert {name: told(text, PIECES | secrets) for name, text in tables.items() if told(text, PIECES | secrets)} == {}
    assert told(sealed, PIECES | secrets) == set()
    assert tables["grams"] == tables["media"] == tables["drafts"] == tables["dones"] == "[]"
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
    assert "texts erased" in verified
    assert "BROKEN" not in verified
    assert "还没有" in again or "没有" in again
