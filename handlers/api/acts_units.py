"""The city's units as the API shows them."""

from pydantic import BaseModel, ConfigDict

from dialogs.city import City, Unit


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class UnitOut(_Out):
    """``names`` by language; ``parent`` is the unit above."""

    code: str
    names: dict[str, str]
    level: str
    parent: str | None
    district: str | None
    street: str | None


class UnitsOut(_Out):
    units: list[UnitOut]


def units_out(city: City) -> UnitsOut:
    return UnitsOut(units=[_unit(city, unit) for unit in city.units])


def _unit(city: City, unit: Unit) -> UnitOut:
    return UnitOut(
        code=unit.code,
        names={language: unit.names.to(language) for language in city.languages},
        level=unit.level,
        parent=unit.parent or None,
        district=unit.district or None,
        street=unit.street or None,
    )
