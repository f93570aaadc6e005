"""A code on the spot: who scans it stands there, and need not say where."""

from typing import Any

import msgspec

from dialogs.city import Scene
from dialogs.desk.around import Steps
from dialogs.desk.desk import Desk
from dialogs.facts.cases import Place
from dialogs.facts.say import Named, Reply, say


def scanned(desk: Desk) -> Steps[Reply | None]:
    """Begin filing at the place that the code stands for; None for one that the city does not know."""
    scene = desk.around.city.scene(desk.inbound.subject)
    if scene is None:
        return None
    desk.lead += (say("scene", place=Named("scene", scene.code)),)
    return (yield from desk.start("filing", _opening(desk, scene)))


def _opening(desk: Desk, scene: Scene) -> dict[str, Any]:
    street = desk.around.city.street(scene.street)
    lon, lat = scene.point
    name = desk.around.city.name_of("scene", scene.code, desk.language)
    place = Place(name, lat, lon, street.district if street else "", scene.street)
    return {"place": msgspec.to_builtins(place), "category": scene.category}
