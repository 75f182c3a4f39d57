#!/usr/bin/env bash
# Loads into a server that takes so many requests a second, by the bulk engine and by a pool of threads, and writes
# results/:
#   benchmarks/throttled.sh [--quick]
# In full some five minutes; --quick, one, shows that it works.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks -am -DskipTests package
exec java -cp "$root/benchmarks/target/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.Throttled "$root/benchmarks/results" "$@"
