package io.pinelink.benchmarks.scenario;

import java.nio.file.Path;

/** A run of benchmarks that answers one question, such as whether a change made a difference. */
interface Scenario {
  /**
   * Runs the scenario and reports its results.
   *
   * @param scratch an empty directory that is removed after the run
   * @return whether the results are acceptable
   */
  boolean run(Settings settings, Path scratch) throws Exception;
}
