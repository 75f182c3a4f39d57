#!/usr/bin/env bash
# Loads much data into a server that only counts, checks that all arrived, and writes results/:
#   benchmarks/load.sh [--quick]
# In full 117,791 embeddings of a dictionary and 2,000,000 generated vectors, over gRPC and over REST, by a client with
# a heap of 256 MiB, then batches of several sizes: ten minutes, in which nothing else should run. The first run embeds
# the dictionary, for some more, into PINELINK_CACHE (default ~/.cache/pinelink-examples). --quick, 3,000 and 50,000,
# shows that all works.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cache=${PINELINK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pinelink-examples}
mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks,cli -am -DskipTests package
exec java -cp "$root/benchmarks/target/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.BulkLoad "$root/cli/target/pinelink.jar" "$root/benchmarks/results" "$cache" "$@"
