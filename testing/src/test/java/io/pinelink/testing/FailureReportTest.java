package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.model.QueryRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs tests that fail, and reads JUnit's report. */
class FailureReportTest {
  private static final QueryRequest QUERY = QueryRequest.nearest(1, 0, 0);

  private static List<String> reports(EngineExecutionResults results) {
    return results.allEvents().stream()
        .filter(Event.byType(EventType.REPORTING_ENTRY_PUBLISHED))
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .map(entries -> entries.getOrDefault("pinelink.requests", ""))
        .toList();
  }

  @Test
  void theRequestsOfAFailedTestAreReported() {
    EngineExecutionResults results = Run.of(Failing.class);

    String expected =
        """
        reached the embedded server: 2 requests
          query on index 'index' in namespace 'a' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0
          query on index 'index' in namespace 'b' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0""";
    assertThat(reports(results)).containsExactly(expected);
    Throwable failure =
        results
            .testEvents()
            .failed()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .map(result -> result.getThrowable().orElseThrow())
            .findFirst()
            .orElseThrow();
    assertThat(failure).hasMessage("on purpose");
    assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly(expected);
  }

  @PineconeIndex(dimension = 3)
  static class Failing {
    @Test
    void fails(Index index) {
      index.namespace("a").query(QUERY);
      index.namespace("b").query(QUERY);
      throw new AssertionError("on purpose");
    }

    @Test
    void succeeds(Index index) {
      index.query(QUERY);
    }

    @Test
    void isAborted(Index index) {
      index.query(QUERY);
      Assumptions.abort("on purpose");
    }
  }

  @Test
  void theRequestsOfAFailedDynamicTestAreReported() {
    assertThat(reports(Run.of(FailingDynamic.class)))
        .singleElement()
        .asString()
        .contains("reached the embedded server: 1 request")
        .contains("query on index 'index'");
  }

  static class FailingDynamic {
    @TestFactory
    List<DynamicTest> tests(@PineconeIndex(dimension = 3) Index index) {
      return List.of(
          DynamicTest.dynamicTest(
              "fails",
              () -> {
                index.query(QUERY);
                throw new AssertionError("on purpose");
              }));
    }
  }

  @Test
  void aTestThatNeedsNoServerStartsNone() {
    EngineExecutionResults results = Run.with(Map.of(), WithoutServer.class);

    results.testEvents().assertStatistics(events -> events.failed(1));
    assertThat(reports(results)).isEmpty();
  }

  @PineconeIndex(dimension = 3)
  static class WithoutServer {
    @Test
    void fails() {
      throw new AssertionError("on purpose");
    }
  }
}
