package io.pinelink.conformance;

/**
 * An upper bound of what requests cost.
 *
 * @param reads the requests that read data
 * @param writes the requests that write data
 * @param others the requests to the control plane
 * @param indexes the indexes that are created
 */
record RunCost(int reads, int writes, int others, int indexes) {
  static final RunCost NONE = new RunCost(0, 0, 0, 0);

  /** The smallest charge for a write. */
  private static final int WRITE_UNITS = 5;

  RunCost plus(RunCost other) {
    return new RunCost(
        reads + other.reads, writes + other.writes, others + other.others, indexes + other.indexes);
  }

  int requests() {
    return reads + writes + others;
  }

  int readUnits() {
    return reads;
  }

  int writeUnits() {
    return WRITE_UNITS * writes;
  }
}
