#!/usr/bin/env bash
# The vector stores of LangChain4j on Pinelink and on the official client, side by side:
#   benchmarks/stores.sh [--quick]
# Needs root and iproute2: all processes run in a network namespace of their own, where the embedded server has the
# names and the port of the service, because the frameworks' own stores cannot be given others.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/benchmarks/target
namespace=pinelink-stores

mvn -q -B -ntp -f "$root/pom.xml" -pl benchmarks -am -DskipTests package
class_path_of() { # FILE POM OPTIONS...
  local file=$1 pom=$2
  shift 2
  mvn -q -B -ntp -f "$pom" "$@" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile="$file.libraries"
}
class_path_of "$out/langchain4j-own" "$root/benchmarks/langchain4j/pom.xml"
echo "$out/classes:$(cat "$out/langchain4j-own.libraries")" > "$out/langchain4j-own"
class_path_of "$out/langchain4j-pinelink" "$root/pom.xml" -pl integrations/langchain4j -am -DskipTests package
echo "$out/classes:$root/integrations/langchain4j/target/classes:$(cat "$out/langchain4j-pinelink.libraries")" \
  > "$out/langchain4j-pinelink"

trap 'ip netns del $namespace' EXIT
ip netns add $namespace
ip -n $namespace link set lo up
ip netns exec $namespace java \
  -cp "$out/classes:$root/examples/target/classes:$(cat "$root/examples/target/classpath")" \
  io.pinelink.benchmarks.report.Stores "$root/benchmarks/results" "${1:-}" \
  langchain4j-own "$out/langchain4j-own" langchain4j-pinelink "$out/langchain4j-pinelink"
