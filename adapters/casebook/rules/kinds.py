"""Of what kind a case is: what is said about officials is known by it, and protected by it."""

from adapters.casebook.rules.course import Course
from dialogs.city import City
from dialogs.facts.cases import CaseKind


def under(city: City, course: Course, category: str) -> CaseKind:
    """Give the kind of a case that is put under a category.

    A category's own kind wins over any other, and goes with it; what the citizen said of the kind stays.
    """
    former = city.category(course.category)
    lent = former is not None and category != course.category and former.kind is course.kind
    return city.kind_in(category, CaseKind.REPORT if lent else course.kind)
