package io.pinelink.networktests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs the scenarios and prints a line for each scenario and protocol. Exits with 1 if one failed
 * or none ran. Arguments: methods to run, such as {@code ZoneScenarios#theZoneIsMissing}; without
 * arguments, all.
 */
public final class RunScenarios {
  private static final List<Class<?>> ALL =
      List.of(
          ZoneScenarios.class,
          PrintedZoneScenarios.class,
          ResolverScenarios.class,
          EndpointScenarios.class,
          EgressScenarios.class,
          PathScenarios.class,
          DocumentScenarios.class,
          CommandScenarios.class,
          McpScenarios.class,
          WatchScenarios.class);

  private static final int FRAMES = 10;

  private RunScenarios() {}

  /** Runs the scenarios. */
  public static void main(String... args) {
    // Scenarios change zones that this JVM has already resolved. By default it would cache an
    // address for 30 s and a failure for 10 s, and see the previous scenario's zone. A command
    // would
    // too, since most of them run in this JVM.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");

    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request(args), new Table(), summary);
    summary
        .getSummary()
        .printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), FRAMES);
    boolean passed =
        summary.getSummary().getTotalFailureCount() == 0
            && summary.getSummary().getTestsSucceededCount() > 0;
    System.exit(passed ? 0 : 1);
  }

  private static LauncherDiscoveryRequest request(String... methods) {
    Stream<DiscoverySelector> selectors =
        methods.length == 0
            ? ALL.stream().map(type -> selectClass(type))
            : Arrays.stream(methods)
                .map(
                    method ->
                        selectMethod(
                            RunScenarios.class.getPackageName()
                                + "."
                                + method
                                + "(io.pinelink.model.Protocol)"));
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors.toList())
        // Only for one that hangs: the waits below end earlier.
        .configurationParameter("junit.jupiter.execution.timeout.default", "15 m")
        .build();
  }

  /** Prints each row as soon as its scenario has ended. */
  private static final class Table implements TestExecutionListener {
    private static final String ROW = "%-64s %-8s %-6s %8s%n";

    private long begin;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      System.out.printf(ROW, "scenario", "protocol", "result", "time");
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      begin = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource scenario) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        System.out.printf(
            ROW,
            words(scenario.getMethodName()),
            test.getDisplayName(),
            passed ? "passed" : "FAILED",
            Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
      }
    }

    private static String words(String name) {
      return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
  }
}
