package io.pinelink.benchmarks.bulk;

/** A measured figure of a load, of the client's process unless named otherwise. */
public enum Figure {
  VECTORS("vectors"),
  SECONDS("seconds"),
  RATE("vectors per second"),
  MEGABYTES("MB sent"),
  BYTE_RATE("MB per second"),
  CPU_SECONDS("CPU, s"),
  CPU("CPU, us per vector"),
  CALLS("batches sent"),
  FAILED_CALLS("batches failed and retried"),
  LIMIT("max limit of calls in flight"),
  IN_FLIGHT("max calls in flight"),
  HELD("max MB read and not settled"),
  COLLECTIONS("garbage collections"),
  COLLECTING("garbage collection time, ms"),
  HEAP("sum of the peaks of the heap's pools, MiB"),
  LIVE("max heap after a collection, MiB"),
  RESIDENT("max resident memory, MiB"),
  SERVER_CPU_SECONDS("server: CPU, s"),
  SERVER_RESIDENT("server: max resident memory, MiB");

  private final String title;

  Figure(String title) {
    this.title = title;
  }

  /** Returns the title with its unit. */
  public String title() {
    return title;
  }
}
