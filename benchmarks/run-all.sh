#!/bin/sh
# Everything that is measured: engines in Rust, the aims, cimba where a C compiler and what it needs are present, and engines
# in Python where Python is present.
# Usage: benchmarks/run-all.sh [--quick]
set -eu
cd "$(dirname "$0")"

for bench in contenders corners lockstep aims; do
    cargo bench --bench "$bench" -- "$@"
done

cimba/measure || echo "cimba is left out." >&2

if command -v python3 >/dev/null; then
    peers=$(mktemp -d)
    trap 'rm -rf "$peers"' EXIT
    python3 -m venv "$peers"
    "$peers/bin/pip" install --quiet --disable-pip-version-check simpy ciw
    "$peers/bin/python" peers.py
else
    echo "No python3: SimPy and Ciw are left out." >&2
fi
