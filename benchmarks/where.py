"""Where the instructions of a move go: counted by callgrind, summed by part of the program.

    python3 benchmarks/where.py

Inlined code counts where its source stands; what comes from the standard library (indexing, comparisons, arithmetic) can't
be told apart by user and is a part of its own. Workload: exponential times, full event queue.
"""

import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

THINK_NS = 60_000_000_000
MOVES = 240_000
COLUMNS = [
    ("floor", 12),
    ("zeitnot", 12),
    ("floor", 1_000),
    ("zeitnot's engine, LaneQueue", 1_000),
    ("zeitnot", 1_000),
]

# The first pattern that is found in a file's path decides.
PARTS = [
    ("variates", r"benchmarks/src/draw|engine/(random|ziggurat)|model/sampler|rand_distr|rand_core|/rand-|/libm|e_exp|e_log|num/f64"),
    ("event queue and line", r"engine/(heap|radix|run|lanes|fifo|queue|event)\.rs|model/event|benchmarks/src/pending|priority.queue"),
    ("executive's loop", r"engine/executive"),
    ("rules of the model", r"model/(hall|policy|plain|plan|index_set|simulator|purpose)|benchmarks/src/(bare|floor)"),
    ("measures and digest", r"model/(recorder|digest|outcome|measure|happening)|engine/observer|benchmarks/src/results"),
    ("time arithmetic", r"src/time/"),
    ("standard library", r"/rustc/|/library/"),
    ("system", r""),
]


def instructions_by_file(path):
    names, counts, file, after_call = {}, Counter(), None, False
    for line in open(path, encoding="utf-8"):
        if found := re.match(r"(?:c?f[lie])=\((\d+)\)(?: (.*))?", line):
            number, name = found.groups()
            if name:
                names[number] = name.strip()
            if not line.startswith("c"):
                file = names[number]
        elif line.startswith("calls="):
            # The next line is what the callee took, counted there already.
            after_call = True
        elif found := re.match(r"[+\-*\d]\S* (\d+)", line):
            counts[file] += 0 if after_call else int(found.group(1))
            after_call = False
    return counts


def benchmark_binary():
    command = ["cargo", "bench", "--bench", "contenders", "--no-run"]
    here = Path(__file__).parent
    messages = subprocess.run(command, cwd=here, check=True, capture_output=True, text=True).stderr
    return (here / re.search(r"Executable .*\((.*)\)", messages).group(1)).resolve()


def instructions_by_part(binary, contender, customers):
    """Per move. The benchmark plays one contender once when asked as it asks its own child processes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counts"
        workload = [customers, MOVES // customers, 1, THINK_NS, THINK_NS // customers]
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", binary, "--child", contender, *map(str, workload)]
        subprocess.run(command, check=True, capture_output=True)
        parts = Counter()
        for file, count in instructions_by_file(out).items():
            parts[next(part for part, pattern in PARTS if re.search(pattern, file))] += count / MOVES
    return parts


def main():
    binary = benchmark_binary()
    columns = [instructions_by_part(binary, *column) for column in COLUMNS]
    print("| part | " + " | ".join(f"{contender}, N = {customers:,}" for contender, customers in COLUMNS) + " |")
    print("|---|" + "--:|" * len(COLUMNS))
    for part, _ in PARTS:
        print(f"| {part} | " + " | ".join(f"{parts[part]:.0f}" for parts in columns) + " |")
    print("| all | " + " | ".join(f"{sum(parts.values()):.0f}" for parts in columns) + " |")


if __name__ == "__main__":
    main()
