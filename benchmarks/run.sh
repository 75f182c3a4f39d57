#!/usr/bin/env bash
# Runs all clients side by side and writes results/: benchmarks/run.sh [--quick] [--rounds N] [--noise PART]
# A full run takes about 40 minutes, during which nothing else should run. --quick takes about 5 minutes and only checks
# that everything works; its figures are not reliable.
#
# benchmarks/run.sh --against COMMIT-or-JAR [ROUNDS [PATTERN]] compares this build with another one: that of a commit, or
# a self-contained jar. A round of all loads takes about 20 minutes; PATTERN selects loads, such as 'rest, upsert', or
# '^counts' for the counts alone, 6 minutes, which barely depend on the machine.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
if [ "${1:-}" != --against ]; then
  exec java -cp "$class_path" io.pinelink.benchmarks.report.SideBySide \
    "$official" "$grpc" "$root/benchmarks/results" "$@"
fi

other=$2
shift 2
scratch=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$scratch/tree" 2> /dev/null; rm -rf "$scratch"' EXIT
if [ -f "$other" ]; then
  echo "$(realpath "$other"):$class_path" > "$scratch/class-path"
  name=$(basename "$other" .jar)
else
  git -C "$root" worktree add --quiet --detach "$scratch/tree" "$other"
  name=$(git -C "$scratch/tree" rev-parse --short HEAD)
  (
    root=$scratch/tree
    source "$root/benchmarks/class-paths"
    echo "$class_path" > "$scratch/class-path"
  )
fi
java -cp "$class_path" io.pinelink.benchmarks.report.TwoBuilds \
  "$official" "$root/benchmarks/results" "$name" "$scratch/class-path" "$@"
