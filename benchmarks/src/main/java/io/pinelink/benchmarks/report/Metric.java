package io.pinelink.benchmarks.report;

/** What a reading tells. A unit of work is a vector that is written or fetched, or else a call. */
enum Metric {
  RATE("a second"),
  CPU("CPU, us"),
  ALLOCATED("allocated, bytes"),
  P50("p50, us"),
  P99("p99, us"),
  TIME("time, us"),
  START("first answer, ms"),
  START_CPU("CPU, ms"),
  CLASSES("classes"),
  HEAP("heap, bytes"),
  DIRECT("direct buffers, bytes"),
  THREADS("threads"),
  JARS("jars"),
  MEBIBYTES("MiB");

  private final String title;

  Metric(String title) {
    this.title = title;
  }

  /** With its unit. */
  String title() {
    return title;
  }
}
