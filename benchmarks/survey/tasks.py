"""What is measured, on which file, with whom, and the goal of each."""

from __future__ import annotations

from dataclasses import dataclass, field

TOOLS = ("ours", "R", "svy")

TOO_LARGE = "needs 23.5 GiB"  # svy 0.35 on 5,285 domains: killed by the kernel. It is never run again.
PARTS = 42  # of the 5,285 domains, those that R is asked for
DOMAINS = 5285


@dataclass(frozen=True, slots=True)
class Faster:
    """Ours is to be at least so many times faster than a peer."""

    peer: str
    times: float

    def __str__(self) -> str:
        return f"≥ {self.times:g}× {self.peer}"


@dataclass(frozen=True, slots=True)
class Seconds:
    """Ours is to take less."""

    below: float

    def __str__(self) -> str:
        return f"< {self.below:g} s"


@dataclass(frozen=True, slots=True)
class Mebibytes:
    """Ours is to need less memory at its peak, the interpreter and the microdata included."""

    below: float

    def __str__(self) -> str:
        return f"< {self.below:g} MiB"


Goal = Faster | Seconds | Mebibytes


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the table.

    Attributes:
        key: what the runners call it.
        work: what the table calls it.
        goals: all must be met.
        file: which file it reads: `1m`, `1m-csv`, `10m` or `100m`.
        cold: the whole process is timed, from its start to the written table.
        slow: the peers take ten seconds and more; `--quick` runs them once.
        absent: peers that do not do it, and why.
        carried: peers whose figure is that of another task, measured before.
        memory: the most address space ours may take, MiB.
        alone: each run of a peer has a process of its own, since svy keeps the replicate weights of the one before.
        random_errors: standard errors come from random replicates, so that no two tools agree on them.
    """

    key: str
    work: str
    goals: tuple[Goal, ...]
    file: str = "1m"
    cold: bool = False
    slow: bool = False
    absent: dict[str, str] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    memory: int = 6144
    alone: bool = False
    random_errors: bool = False


ONLY_OURS = {"R": "not its size", "svy": "not its size"}

TASKS = (
    Task("t1", "1 M × 150 domains, 2 totals, warm", (Faster("R", 100), Faster("svy", 50)), slow=True),
    Task(
        "cold-csv",
        "same, cold process to table, all from CSV",
        (Faster("R", 12), Faster("svy", 6)),
        file="1m-csv",
        cold=True,
        slow=True,
    ),
    Task(
        "cold",
        "same, cold, from Parquet (R: from CSV)",
        (Faster("R", 12), Faster("svy", 6)),
        cold=True,
        slow=True,
        carried={"R": "cold-csv"},
    ),
    Task("t2", "1 M × 5,285 domains, 2 totals, warm", (Seconds(1), Mebibytes(600)), absent={"svy": TOO_LARGE}),
    Task(
        "boot",
        "bootstrap B = 500, total, 150 domains",
        (Seconds(1.5), Faster("svy", 50)),
        slow=True,
        absent={"R": "no goal"},
        alone=True,
        random_errors=True,
    ),
    Task("t3", "ratio, 10 domains of 47,022 rows", (Faster("R", 10), Faster("svy", 10))),
    Task("t4", "median + Woodruff, 10 domains", (Faster("R", 10), Faster("svy", 10))),
    Task(
        "10m",
        "10 M rows of Parquet, 150 domains",
        (Seconds(3), Mebibytes(1024)),
        file="10m",
        absent=ONLY_OURS,
        memory=4096,
    ),
    Task(
        "100m",
        "100 M rows of Parquet, 150 domains",
        (Seconds(60), Mebibytes(4096)),
        file="100m",
        absent=ONLY_OURS,
        memory=8192,
    ),
)
