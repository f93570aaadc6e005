"""Pages stay as they are, whatever comes meanwhile."""

import pytest
from casebook_world import ANNA, filing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("query", ["", "&q=lamp", "&status=submitted"])
@given(limit=st.integers(1, 4), filed=st.lists(st.integers(0, 2), min_size=1, max_size=4))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_stable_under_inserts(api, query: str, limit: int, filed: list[int]) -> None:
    """Who turns pages sees each case that was there at the beginning once, in order, and none that came later."""
    for _ in range(3):
        await api.town.do(ANNA, filing())
    there = [case["number"] for case in (await api.ask(f"/api/v1/cases?limit=100{query}"))[1]["cases"]]
    seen: list[str] = []
    cursor, meanwhile = "", iter(filed)
    while cursor is not None:
        _, page = await api.ask(f"/api/v1/cases?limit={limit}{query}&cursor={cursor}")
        seen += [case["number"] for case in page["cases"]]
        cursor = page["next"]
        for _ in range(next(meanwhile, 0)):
            await api.town.do(ANNA, filing())

    assert seen == there[: len(seen)] == there
