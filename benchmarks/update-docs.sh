#!/bin/sh
# Measures everything, prints the tables, and puts each between its markers on the page of docs/ that has them. Some twenty
# minutes. The machine should have nothing else to do. `cimba` needs what
# cimba/measure says, `peers` Python and the network, `where` Python and valgrind.
# Usage: benchmarks/update-docs.sh [contenders|corners|lockstep|aims|cimba|peers|where]… (all, unless some are named)
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Replaces what stands between <!-- begin NAME --> and <!-- end NAME --> with standard input.
replace() {
    cat >"$work/new"
    page=$(grep -lFx "<!-- begin $1 -->" ../docs/*.md)
    awk -v name="$1" -v new="$work/new" '
        $0 == "<!-- begin " name " -->" { print; while ((getline line < new) > 0) print line; skip = 1 }
        $0 == "<!-- end " name " -->" { skip = 0 }
        !skip { print }
    ' "$page" >"$work/page"
    cat "$work/page" >"$page"
}

measure() {
    case $1 in
        contenders | corners) cargo bench --bench "$1" -- --markdown ;;
        lockstep | aims) cargo bench --bench "$1" ;;
        cimba) cimba/measure ;;
        peers)
            python3 -m venv "$work/peers" &&
                "$work/peers/bin/pip" install --quiet --disable-pip-version-check simpy ciw &&
                "$work/peers/bin/python" peers.py
            ;;
        where) python3 where.py ;;
        *) echo "unknown: $1" >&2; return 2 ;;
    esac
}

# Measured first and replaced after, so that a measurement that fails leaves its table, and the others, alone.
[ $# -gt 0 ] || set -- contenders corners lockstep aims cimba peers where
failed=
for name; do
    if measure "$name" >"$work/table"; then
        cat "$work/table"
        replace "$name" <"$work/table"
    else
        failed="$failed $name"
    fi
done
[ -z "$failed" ] || { echo "Not measured, their tables stay as they were:$failed" >&2; exit 1; }
