package io.pinelink.benchmarks.load;

import java.util.Arrays;

/**
 * What a stretch of time showed.
 *
 * @param calls a second
 * @param cpu of the client, in microseconds a call
 * @param allocated bytes a call
 * @param p50 latency in microseconds
 * @param p99 latency in microseconds
 * @param others the part of the machine that neither client nor sink had, from 0 to 1
 */
public record Window(
    double calls, double cpu, double allocated, double p50, double p99, double others) {
  static Window between(Meter begin, Meter end, Latencies latencies) {
    double count = latencies.count();
    return new Window(
        count * 1e9 / (end.at() - begin.at()),
        (end.cpu() - begin.cpu()) / 1e3 / count,
        (end.allocated() - begin.allocated()) / count,
        latencies.percentile(50),
        latencies.percentile(99),
        begin.othersUntil(end));
  }

  /** As a line of text. */
  String toLine() {
    return "%s %s %s %s %s %s".formatted(calls, cpu, allocated, p50, p99, others);
  }

  /** What {@link #toLine} wrote. */
  public static Window parse(String line) {
    double[] values = Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new Window(values[0], values[1], values[2], values[3], values[4], values[5]);
  }
}
