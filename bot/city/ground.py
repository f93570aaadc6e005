"""The map of a profile: GeoJSON with a feature per district and street."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry import shape as geometry_of

from bot.city.shapes import Code, Shape
from dialogs.city import Area

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
RingShape = Annotated[tuple[tuple[Longitude, Latitude], ...], Field(min_length=4)]
PolygonShape = Annotated[tuple[RingShape, ...], Field(min_length=1)]


class Lax(Shape):
    """GeoJSON allows members of one's own."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class PolygonGeometry(Lax):
    type: Literal["Polygon"]
    coordinates: PolygonShape


class MultiPolygonGeometry(Lax):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[tuple[PolygonShape, ...], Field(min_length=1)]


class Properties(Lax):
    kind: Literal["district", "street"]
    code: Code


class Feature(Lax):
    type: Literal["Feature"]
    properties: Properties
    geometry: Annotated[PolygonGeometry | MultiPolygonGeometry, Field(discriminator="type")]

    def area(self) -> Area:
        if isinstance(self.geometry, PolygonGeometry):
            return (self.geometry.coordinates,)
        return self.geometry.coordinates

    def outline(self) -> Polygon | MultiPolygon:
        geometry: Any = geometry_of(self.geometry.model_dump())
        return geometry


class Ground(Lax):
    type: Literal["FeatureCollection"]
    features: tuple[Feature, ...]

    def of(self, kind: str, code: str) -> Feature | None:
        wanted = (kind, code)
        return next((each for each in self.features if (each.properties.kind, each.properties.code) == wanted), None)
