#!/usr/bin/env bash
# Compares documents with vectors over REST, and writes results/: benchmarks/documents.sh [--quick] [--rounds N]
# Takes about 6 minutes, during which nothing else should run.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
java -cp "$class_path" io.pinelink.benchmarks.report.DocumentsAndVectors \
  "$official" "$grpc" "$root/benchmarks/results" "$@"
