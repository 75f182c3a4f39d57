package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Map;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes in an engine of JUnit's own. */
final class Run {
  private Run() {}

  static EngineExecutionResults of(Class<?>... tests) {
    return with(Map.of(), tests);
  }

  static EngineExecutionResults with(Map<String, String> configuration, Class<?>... tests) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(configuration)
        .selectors(
            Arrays.stream(tests).map(type -> selectClass(type)).toArray(ClassSelector[]::new))
        .execute();
  }

  /** Runs tests, all of which must succeed. */
  static void succeeding(int expected, Class<?>... tests) {
    succeeding(of(tests), expected);
  }

  /** Checks that all tests have succeeded. */
  static void succeeding(EngineExecutionResults results, int expected) {
    assertThat(results.allEvents().failed().stream())
        .as("failures: %s", results.allEvents().failed().list())
        .isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(expected);
  }
}
