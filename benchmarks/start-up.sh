#!/usr/bin/env bash
# Measures the first answer of a JVM, with and without a file of loaded classes, and writes results/:
# benchmarks/start-up.sh [--quick]. Takes about 3 minutes, during which nothing else should run. JAVA_HOME selects the
# JDK; AOT caches need JDK 25.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/benchmarks/class-paths"
# A file of loaded classes holds classes of jars only.
jar=$(find "$root/benchmarks/target" -maxdepth 1 -name 'pinelink-benchmarks-*.jar')
class_path="$jar${class_path#"$root/benchmarks/target/classes"}"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -cp "$class_path" io.pinelink.benchmarks.report.StartUp "$official" "$grpc" "$root/benchmarks/results" "$@"
