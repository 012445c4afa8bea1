"""Where the instructions of a move go: sums what callgrind counted by part of the program.

    valgrind --tool=callgrind --callgrind-out-file=OUT BINARY --child zeitnot 1000 240 1 60000000000 60000000
    python3 benchmarks/where.py OUT MOVES

BINARY is the benchmark's (target/release/deps/contenders-…); the numbers are customers, moves of each, 1 for exponential
times, mean think and service times in nanoseconds. Inlined code counts where its source stands; what comes from the standard
library (indexing, comparisons, arithmetic) can't be told apart by user and is a part of its own.
"""

import re
import sys
from collections import Counter

# The first pattern that is found in a file's path decides.
PARTS = [
    ("variates", r"benchmarks/src/draw|engine/random|model/sampler|rand_distr|rand_core|/rand-|/libm|e_exp|e_log|num/f64"),
    ("event queue and line", r"engine/(heap|run|lanes|fifo|queue|event)\.rs|model/event|benchmarks/src/heap|priority.queue"),
    ("executive's loop", r"engine/executive"),
    ("rules of the model", r"model/(hall|policy|plan|index_set|simulator|purpose)|benchmarks/src/(bare|floor)"),
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


def main():
    path, moves = sys.argv[1], int(sys.argv[2])
    counts = instructions_by_file(path)
    parts = Counter()
    for file, count in counts.items():
        parts[next(part for part, pattern in PARTS if re.search(pattern, file))] += count
    print("| part | instructions a move |\n|---|--:|")
    for part, _ in PARTS:
        print(f"| {part} | {parts[part] / moves:.0f} |")
    print(f"| all | {sum(parts.values()) / moves:.0f} |")
    if "--files" in sys.argv:
        for file, count in counts.most_common(25):
            print(f"{count / moves:9.1f}  {file}")


if __name__ == "__main__":
    main()
