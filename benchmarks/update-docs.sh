#!/bin/sh
# Measures everything and puts the tables into docs/performance.md, each between its markers.
# Usage: benchmarks/update-docs.sh [contenders|aims|peers|where]… (all, unless some are named)
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Replaces what stands between <!-- begin NAME --> and <!-- end NAME --> with standard input.
replace() {
    cat >"$work/new"
    awk -v name="$1" -v new="$work/new" '
        $0 == "<!-- begin " name " -->" { print; while ((getline line < new) > 0) print line; skip = 1 }
        $0 == "<!-- end " name " -->" { skip = 0 }
        !skip { print }
    ' ../docs/performance.md >"$work/page"
    cat "$work/page" >../docs/performance.md
}

# Measured first and replaced after, so that a measurement that fails leaves the page alone.
measure() {
    case $1 in
        contenders) cargo bench --bench contenders -- --markdown ;;
        aims) cargo bench --bench aims ;;
        peers)
            python3 -m venv "$work/peers"
            "$work/peers/bin/pip" install --quiet --disable-pip-version-check simpy ciw
            "$work/peers/bin/python" peers.py
            ;;
        where) python3 where.py ;;
        *) echo "unknown: $1" >&2; exit 2 ;;
    esac
}

[ $# -gt 0 ] || set -- contenders aims peers where
for name; do
    measure "$name" >"$work/table"
    replace "$name" <"$work/table"
done
