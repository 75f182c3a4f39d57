package io.pinelink.benchmarks.bulk;

/** What is told of a load. All of the client's process, unless it says otherwise. */
public enum Figure {
  VECTORS("vectors"),
  SECONDS("seconds"),
  RATE("vectors a second"),
  MEGABYTES("MB sent"),
  BYTE_RATE("MB a second"),
  CPU_SECONDS("CPU, s"),
  CPU("CPU, us a vector"),
  CALLS("batches sent"),
  FAILED_CALLS("of them sent again"),
  LIMIT("highest limit of calls under way"),
  IN_FLIGHT("most calls under way"),
  HELD("most MB read and not settled"),
  COLLECTIONS("garbage collections"),
  COLLECTING("their time, ms"),
  HEAP("most of each pool of the heap, added up, MiB"),
  LIVE("heap after a collection, most, MiB"),
  RESIDENT("resident memory, most, MiB"),
  SERVER_CPU_SECONDS("server: CPU, s"),
  SERVER_RESIDENT("server: resident memory, most, MiB");

  private final String title;

  Figure(String title) {
    this.title = title;
  }

  /** With its unit. */
  public String title() {
    return title;
  }
}
