#!/usr/bin/env bash
# Runs all clients side by side and writes results/: benchmarks/run.sh [--quick] [--rounds N] [--noise PART]
# A full run takes about 40 minutes, during which nothing else should run. --quick takes about 5 minutes and only checks
# that everything works; its figures are not reliable.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
exec java -cp "$class_path" io.pinelink.benchmarks.report.SideBySide "$official" "$grpc" "$root/benchmarks/results" "$@"
