#!/usr/bin/env bash
# Counts the bytes and objects that calls allocate, the requests that they send, and the classes that a first answer
# loads, and fails if one has grown since counts.txt was written: benchmarks/counts.sh [--write]. Takes about four
# minutes, and does not mind a busy machine.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
java -cp "$class_path" io.pinelink.benchmarks.report.Counts "$official" "$root/benchmarks/counts.txt" "$@"
