package io.pinelink.benchmarks;

/** A measured quantity. A unit of work is a written or fetched vector, or otherwise a call. */
public enum Measure {
  RATE("per second"),
  CPU("CPU, us"),
  SINK_CPU("server's CPU, us"),
  ALLOCATED("allocated, bytes"),
  OBJECTS("objects"),
  REQUESTS("requests"),
  READS_AND_WRITES("reads and writes"),
  PACKETS("packets"),
  P50("p50, us"),
  P99("p99, us"),
  TIME("time, us"),
  START("first answer, ms"),
  START_CPU("CPU, ms"),
  CLASSES("classes"),
  CLASS_BYTES("class files, KB"),
  MILLIS("ms"),
  CPU_MILLIS("CPU ms"),
  KILOBYTES("KB allocated"),
  SECONDS("seconds"),
  LOAD_RATE("vectors per second"),
  LOAD_CPU("CPU, us per vector"),
  MEGABYTES("MB sent"),
  IN_FLIGHT("max calls in flight"),
  HELD("max MB read and not settled"),
  LIVE("max heap after a collection, MiB"),
  RESIDENT("max resident memory, MiB"),
  LONGEST_MILLIS("longest, ms"),
  HEAP("heap, bytes"),
  DIRECT("direct buffers, bytes"),
  NATIVE("native memory, bytes"),
  THREADS("threads"),
  SOCKETS("sockets"),
  TIMERS("timers"),
  WAKE_UPS("wake-ups per second"),
  HELD_BYTES("bytes per vector beside its values"),
  SERVER_LOAD_CPU("server: CPU, us per vector"),
  SERVER_CPU("server: CPU, s"),
  SERVER_RESIDENT("server: max resident memory, MiB");

  private final String title;

  Measure(String title) {
    this.title = title;
  }

  /** Returns the title with its unit. */
  public String title() {
    return title;
  }
}
