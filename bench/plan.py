"""What a question does on Neo4j, by kinds of operator."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any


def show_profile(name: str, profile: Any) -> None:
    """Print what a question did: how often each operator stands in its plan, the rows that it gave, its db hits."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for operator in _operators(profile):
        kind, args = operator["operatorType"].split("@")[0], operator["args"]
        for at, number in enumerate((1, args.get("Rows", 0), args.get("DbHits", 0))):
            found[kind][at] += int(number)
    print(f"\n| PROFILE, {name}: operator | in the plan | rows | db hits |\n|---|---|---|---|")
    for kind, (times, rows, hits) in sorted(found.items(), key=lambda one: (-one[1][2], one[0])):
        print(f"| {kind} | {times} | {rows} | {hits} |")
    total = [sum(column) for column in zip(*found.values(), strict=True)]
    print("| all | {} | {} | {} |\n".format(*total), flush=True)


def _operators(profile: Any) -> Iterator[Any]:
    yield profile
    for child in profile.get("children", ()):
        yield from _operators(child)
