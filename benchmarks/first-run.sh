#!/usr/bin/env bash
# Measures the time from git clone to the answer of the README's example, of this commit and of another in turn, and
# writes results/: benchmarks/first-run.sh COMMIT [ROUNDS]. A round takes as long as both builds, during which nothing
# else should run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
other=$1
shift
source "$root/benchmarks/class-paths"
short() { git -C "$root" rev-parse --short=8 "$1"; }
exec java -cp "$class_path" io.pinelink.benchmarks.report.FirstRun \
  "$root" "$root/benchmarks/results" "$(short HEAD)" "$(short "$other")" "$@"
