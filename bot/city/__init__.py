"""A city's profile: a folder of TOML and GeoJSON, validated and frozen."""

from bot.city.load import DEMO, city_folder, load_city, problems
from bot.city.source import Problem

__all__ = ["DEMO", "Problem", "city_folder", "load_city", "problems"]
