#!/usr/bin/env bash
# Runs all clients side by side and writes results/: benchmarks/run.sh [--quick] [--rounds N] [--noise PART]
# In full about 40 minutes, in which nothing else should run. --quick, about 8, shows that all works; its figures
# mean little.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
exec java -cp "$class_path" io.pinelink.benchmarks.report.SideBySide "$official" "$grpc" "$root/benchmarks/results" "$@"
