"""Who is in the demo: invented people, how skilled they are and how they see themselves."""

from __future__ import annotations

from dataclasses import dataclass

from practice.roles import Person, Role

PASSWORD = "demo demo demo"
AUTUMN, SPRING = "demo-autumn", "demo-spring"
GROUPS = {AUTUMN: "Autumn group (demo)", SPRING: "Spring group (demo)"}
DIRECTOR = Person("demo-director", "Noor (demo)", Role.DIRECTOR)


@dataclass(frozen=True)
class Supervisor:
    """How somebody rates: levels added to what they saw, and whose work they read."""

    username: str
    name: str
    severity: float
    reads: tuple[str, ...]

    @property
    def person(self) -> Person:
        return Person(self.username, self.name, Role.SUPERVISOR, self.reads[0])


@dataclass(frozen=True)
class Trainee:
    """How somebody practises: true skill (0 to 4) and its growth, and how they see themselves.

    `bias` is in levels, `misses` its spread from rating to rating. `days` are fixed days before
    now in place of `a_week` reps; nothing happens in the last `quiet` days.
    """

    username: str
    name: str
    group: str
    skill: float
    grows: float
    bias: float
    misses: float
    sure: int
    a_week: int = 3
    quiet: int = 0
    days: tuple[int, ...] | None = None

    @property
    def person(self) -> Person:
        return Person(self.username, self.name, Role.TRAINEE, self.group)


SUPERVISORS = (
    Supervisor("demo-sam", "Sam (demo)", -0.25, (AUTUMN,)),
    Supervisor("demo-kwame", "Kwame (demo)", 0.0, (SPRING,)),
    Supervisor("demo-ruth", "Ruth (demo)", 0.3, (AUTUMN, SPRING)),
)
TRAINEES = (
    Trainee("demo-tess", "Tess (demo)", AUTUMN, 1.7, 0.6, 0.8, 0.5, 85),
    Trainee("demo-ana", "Ana (demo)", AUTUMN, 2.5, 0.8, -0.8, 0.5, 60),
    Trainee("demo-bilal", "Bilal (demo)", AUTUMN, 2.0, 0.9, 0.3, 0.6, 75),
    Trainee("demo-chidi", "Chidi (demo)", AUTUMN, 2.4, 0.7, 0.0, 0.4, 70, a_week=2),
    Trainee("demo-ewa", "Ewa (demo)", AUTUMN, 1.6, 1.2, 0.1, 1.1, 80, a_week=2),
    Trainee("demo-hana", "Hana (demo)", AUTUMN, 2.0, 0.0, 0.0, 0.5, 70, days=()),
    Trainee("demo-diego", "Diego (demo)", SPRING, 1.8, 1.0, 0.5, 0.6, 80, a_week=2),
    Trainee("demo-ilse", "Ilse (demo)", SPRING, 2.6, 0.6, -0.3, 0.5, 65, a_week=2),
    Trainee("demo-farah", "Farah (demo)", SPRING, 2.1, 0.3, 0.2, 0.7, 75, a_week=2, quiet=17),
    Trainee("demo-goran", "Goran (demo)", SPRING, 1.9, 0.4, 0.6, 0.6, 85, days=(30, 22, 13)),
)
