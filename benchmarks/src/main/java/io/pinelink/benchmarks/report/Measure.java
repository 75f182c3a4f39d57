package io.pinelink.benchmarks.report;

/** A measured quantity. A unit of work is a written or fetched vector, or otherwise a call. */
enum Measure {
  RATE("per second"),
  CPU("CPU, us"),
  ALLOCATED("allocated, bytes"),
  OBJECTS("objects"),
  REQUESTS("requests"),
  SYSTEM_CALLS("system calls"),
  READS_AND_WRITES("reads and writes"),
  WAKE_UPS("wake-ups"),
  PACKETS("packets"),
  P50("p50, us"),
  P99("p99, us"),
  TIME("time, us"),
  START("first answer, ms"),
  START_CPU("CPU, ms"),
  CLASSES("classes"),
  CLASS_BYTES("class files, KB"),
  HEAP("heap, bytes"),
  DIRECT("direct buffers, bytes"),
  THREADS("threads"),
  JARS("jars"),
  MEBIBYTES("MiB");

  private final String title;

  Measure(String title) {
    this.title = title;
  }

  /** Returns the title with its unit. */
  String title() {
    return title;
  }
}
