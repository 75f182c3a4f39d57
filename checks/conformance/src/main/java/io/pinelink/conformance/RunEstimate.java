package io.pinelink.conformance;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An upper bound of the cost of a run, before it starts.
 *
 * @param cost the requests, and the indexes, of which few exist at a time
 */
record RunEstimate(RunCost cost) {
  /** The requests that create an index and wait for it: usually some, rarely all. */
  private static final RunCost INDEX = new RunCost(0, 0, 30, 1);

  private static final Duration INDEX_TIME = Duration.ofSeconds(45);

  /** Most waits end with the first look; the bound of a row counts them all. */
  private static final int USUAL_SHARE = 4;

  static RunEstimate of(List<RowCell> cells) {
    Set<Fixture> fixtures = EnumSet.noneOf(Fixture.class);
    RunCost cost = RunCost.NONE;
    for (RowCell cell : cells) {
      cost = cost.plus(cell.row().cost());
      Fixture needed = cell.row().needs();
      if (needed != null && fixtures.add(needed)) {
        cost = cost.plus(INDEX);
      }
    }
    return new RunEstimate(cost);
  }

  /** Returns the minutes that a run usually takes at a rate. */
  long minutes(int requestsPerSecond) {
    long seconds =
        cost.indexes() * INDEX_TIME.toSeconds() + cost.requests() / USUAL_SHARE / requestsPerSecond;
    return seconds / 60 + 1;
  }

  /** Describes the costs in one line. */
  String text(int requestsPerSecond) {
    return cost.indexes()
        + " indexes for a short time, at most "
        + cost.requests()
        + " requests, "
        + cost.readUnits()
        + " read units and "
        + cost.writeUnits()
        + " write units, about "
        + minutes(requestsPerSecond)
        + " minutes";
  }
}
