"""`make bench-survey`: Fairway, R `survey` and `svy` on the same survey, in one run and one table.

Run with `python -m benchmarks.survey`. Each tool and task has a process of its own, on two cores, with a time limit and
a limit of address space; figures are medians. A peer that is not installed is said to be absent, and fails nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

from benchmarks.survey import agreement, generate
from benchmarks.survey.child import THREADS, run
from benchmarks.survey.table import Figure, Line, show
from benchmarks.survey.tasks import DOMAINS, PARTS, TASKS, TOOLS, Task

PEER_MEMORY = 12_288
"""MiB of address space for R and svy: svy's bootstrap needs 8 GiB."""


def installed(tool: str) -> bool:
    """Whether the tool can be asked."""
    if tool == "R":
        return shutil.which("Rscript") is not None
    try:
        return importlib.util.find_spec("svy" if tool == "svy" else "fairway.warehouse.surveys") is not None
    except ModuleNotFoundError:
        return False


def command(tool: str, task: Task, table: Path, runs: int) -> list[str]:
    """The process that does a task with a tool."""
    source = generate.csv() if tool == "R" or task.file == "1m-csv" else generate.parquet(task.file)
    asked = [task.key, str(source), str(table), str(runs)]
    if tool == "R":
        return ["Rscript", "--vanilla", str(Path(__file__).with_name("peers.R")), *asked]
    return [sys.executable, "-m", f"benchmarks.survey.{'ours' if tool == 'ours' else 'peer_svy'}", *asked]


def measure(tool: str, task: Task, table: Path, runs: int) -> Figure:
    """The median of the runs: within one process when warm, of so many processes when cold."""
    processes, inner = (runs, 1) if task.cold or (task.alone and tool != "ours") else (1, runs)
    memory = task.memory if tool == "ours" else PEER_MEMORY
    ended = []
    for _ in range(processes):
        one = run(command(tool, task, table, inner), 120 + 90 * inner, memory)
        if one.fault:
            return Figure(mebibytes=one.mebibytes, reason=one.fault)
        ended.append(one)
    reports = [json.loads(one.output.splitlines()[-1]) for one in ended]
    seconds = [one.seconds for one in ended] if task.cold else [time for one in reports for time in one["seconds"]]
    scaled = tool == "R" and task.key == "t2"
    return Figure(
        statistics.median(seconds) * (DOMAINS / PARTS if scaled else 1),
        max(one.mebibytes for one in ended),
        scaled=scaled,
        runs=tuple(seconds),
        told=reports[-1],
    )


def line(task: Task, tools: tuple[str, ...], runs: int, quick: bool, before: dict[str, Line], kept: Path) -> Line:
    """One task with every tool."""
    figures, tables = {}, {}
    for tool in TOOLS:
        if tool in task.carried and task.carried[tool] in before:
            figures[tool] = before[task.carried[tool]].figures[tool]
        elif tool in task.absent:
            figures[tool] = Figure(reason=task.absent[tool])
        elif tool not in tools:
            figures[tool] = Figure(reason="not asked")
        elif tool in task.carried:
            figures[tool] = Figure(reason=f"see {task.carried[tool]}")
        elif not installed(tool):
            figures[tool] = Figure(reason="not installed")
        else:
            print(f"  {task.key}: {tool} …", file=sys.stderr, flush=True)
            table = kept / f"{task.key}-{tool}.csv"
            times = 1 if quick and (tool != "ours" and task.slow) else min(runs, 3) if task.file == "100m" else runs
            figures[tool] = measure(tool, task, table, times)
            if figures[tool].seconds is not None:
                tables[tool] = agreement.read(table)
    apart = tuple(agreement.compare(pair, tables[pair[0]], tables[pair[1]]) for pair in combinations(tables, 2))
    return Line(task, figures, apart)


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.survey", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="figures are medians of so many runs (5)")
    parser.add_argument("--quick", action="store_true", help="run the peers' slow tasks once")
    parser.add_argument("--hundred-million", action="store_true", help="the 100 M rows too: 1.7 GiB of disk")
    parser.add_argument("--only", default="", help=f"tasks, with commas: {','.join(task.key for task in TASKS)}")
    parser.add_argument("--tools", default=",".join(TOOLS), help="with commas: ours,R,svy")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    return parser.parse_args()


def main() -> None:
    """Makes the files, measures, prints; a missed goal fails nothing."""
    asked = options()
    # A child has a session of its own: it is ended with us only if we leave by an exception.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    only = set(asked.only.split(",")) if asked.only else {task.key for task in TASKS}
    tasks = [task for task in TASKS if task.key in only and (task.key != "100m" or asked.hundred_million)]
    # In a process of its own: what it takes in memory would count as the peak of every process measured after it.
    making = [sys.executable, "-m", "benchmarks.survey.generate"]
    subprocess.run([*making, *(["--hundred-million"] if asked.hundred_million else [])], check=True)
    load = [os.getloadavg()[0]]
    lines: dict[str, Line] = {}
    with tempfile.TemporaryDirectory() as kept:
        for task in tasks:
            tools = tuple(asked.tools.split(","))
            lines[task.key] = line(task, tools, asked.runs, asked.quick, lines, Path(kept))
            load.append(os.getloadavg()[0])
            if asked.json:  # after each task: an hour's figures are not lost with the last
                text = json.dumps(report(list(lines.values()), load), indent=1, ensure_ascii=False)
                asked.json.write_text(text + "\n", encoding="utf-8")
    show(list(lines.values()))
    print(f"{THREADS} threads of {os.cpu_count()} cores; load {load[0]:.1f} before, at most {max(load):.1f} during.")


def report(lines: list[Line], load: list[float]) -> dict[str, object]:
    """Everything measured, for a file."""
    return {
        "machine": {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()},
        "threads": THREADS,
        "load": load,
        "tasks": {
            one.task.key: {
                "work": one.task.work,
                "goals": [str(goal) for goal in one.task.goals],
                "verdict": one.verdict(),
                "figures": {tool: dataclasses.asdict(figure) for tool, figure in one.figures.items()},
                "agreement": [dataclasses.asdict(apart) for apart in one.apart],
            }
            for one in lines
        },
    }


if __name__ == "__main__":
    main()
