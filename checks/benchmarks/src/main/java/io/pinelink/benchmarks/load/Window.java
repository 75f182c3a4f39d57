package io.pinelink.benchmarks.load;

import java.util.Arrays;

/**
 * The measurements of a period of time.
 *
 * @param calls the number of calls per second
 * @param cpu the client's CPU time in microseconds per call
 * @param allocated the bytes allocated per call
 * @param p50 the median latency in microseconds
 * @param p99 the 99th percentile of the latency in microseconds
 * @param others the share of the machine that other processes used, from 0 to 1
 * @param total the number of calls in the whole load, from its start to the end of its last call;
 *     NaN in the output of an older build, which does not count them
 * @param sink the sink's CPU time in microseconds per call; NaN in the output of an older build
 */
public record Window(
    double calls,
    double cpu,
    double allocated,
    double p50,
    double p99,
    double others,
    double total,
    double sink) {
  private static final int TOTAL = 6;
  private static final int SINK = 7;

  static Window between(Meter begin, Meter end, Latencies latencies) {
    double count = latencies.count();
    return new Window(
        count * 1e9 / (end.at() - begin.at()),
        (end.cpu() - begin.cpu()) / 1e3 / count,
        (end.allocated() - begin.allocated()) / count,
        latencies.percentile(50),
        latencies.percentile(99),
        begin.othersUntil(end),
        Double.NaN,
        (end.sink() - begin.sink()) / 1e3 / count);
  }

  Window withTotal(long all) {
    return new Window(calls, cpu, allocated, p50, p99, others, all, sink);
  }

  /** Returns the window as a line of text. */
  String toLine() {
    return "%s %s %s %s %s %s %s %s"
        .formatted(calls, cpu, allocated, p50, p99, others, total, sink);
  }

  /** Parses a line of {@link #toLine}. */
  public static Window parse(String line) {
    double[] values = Arrays.stream(line.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new Window(
        values[0],
        values[1],
        values[2],
        values[3],
        values[4],
        values[5],
        values.length > TOTAL ? values[TOTAL] : Double.NaN,
        values.length > SINK ? values[SINK] : Double.NaN);
  }
}
