package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that the guide lists what the SDK exports, no less and no more. */
@Tag("slow")
@Timeout(60)
class TelemetryPageIT {
  private static final Path PAGE = Path.of("../../docs/telemetry.md");
  private static final QueryRequest QUERY = QueryRequest.nearest(1, 0);
  private static final Fault UNAVAILABLE = Fault.refuse(ErrorCode.UNAVAILABLE, "no");

  /**
   * Makes calls with every kind of event that a client on a private route has. Returns the metrics
   * before the clients are closed, which ends their gauges.
   */
  private static Collection<MetricData> metricsOfEveryKindOfCall(TracedService service) {
    try (Pinelink client = service.client();
        Pinelink once =
            service.client(b -> b.retryOptions(RetryOptions.builder().maxAttempts(1).build()))) {
      Index index = TracedService.open(client).namespace("n");
      index.upsert(
          UpsertRequest.of(
              List.of(Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {0, 1}))));
      service.server.faults().next("query", UNAVAILABLE);
      index.query(QUERY);
      index.bulkUpsert(
          BulkSource.of(List.of(Vector.of("c", new float[] {1, 0}))), BulkOptions.defaults());

      Index unretried = TracedService.open(once);
      service.server.faults().next("query", UNAVAILABLE);
      assertThatThrownBy(() -> unretried.query(QUERY)).isInstanceOf(ServiceException.class);

      return service.metrics();
    }
  }

  @Test
  void thePageListsAllAttributesAndEventsOfSpans() throws IOException {
    Set<String> attributes;
    Set<String> events;
    try (TracedService service = TracedService.start()) {
      metricsOfEveryKindOfCall(service);
      attributes =
          service.spans().stream()
              .flatMap(span -> span.getAttributes().asMap().keySet().stream())
              .map(AttributeKey::getKey)
              .collect(Collectors.toCollection(TreeSet::new));
      events =
          service.spans().stream()
              .flatMap(span -> span.getEvents().stream())
              .map(EventData::getName)
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertThat(rows("attribute").keySet()).isEqualTo(attributes);
    assertThat(events).hasSize(2).isSubsetOf(rows("event").keySet());
  }

  @Test
  void thePageListsTheAttributesOfEachEvent() throws IOException {
    List<EventData> events;
    try (TracedService service = TracedService.start()) {
      metricsOfEveryKindOfCall(service);
      events = service.spans().stream().flatMap(span -> span.getEvents().stream()).toList();
    }
    Map<String, List<String>> documented = rows("event attribute");

    assertThat(events)
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(
                        event.getAttributes().asMap().keySet().stream().map(AttributeKey::getKey))
                    .as(event.getName())
                    .containsExactlyInAnyOrderElementsOf(
                        documented.entrySet().stream()
                            .filter(row -> isOf(event, row.getValue().get(1)))
                            .map(Map.Entry::getKey)
                            .toList()));
  }

  /** Returns whether a cell such as "all but `one event`" includes the event. */
  private static boolean isOf(EventData event, String cell) {
    return cell.startsWith("all") != quoted(cell).anyMatch(event.getName()::equals);
  }

  @Test
  void thePageListsAllMetricsWithTheirTags() throws IOException {
    Map<String, Set<String>> exported = new TreeMap<>();
    try (TracedService service = TracedService.start()) {
      for (MetricData metric : metricsOfEveryKindOfCall(service)) {
        Set<String> tags = exported.computeIfAbsent(metric.getName(), name -> new TreeSet<>());
        metric
            .getData()
            .getPoints()
            .forEach(
                point ->
                    point.getAttributes().asMap().keySet().forEach(key -> tags.add(key.getKey())));
      }
    }
    Map<String, Set<String>> documented = new TreeMap<>();
    rows("metric")
        .forEach(
            (metric, cells) ->
                documented.put(
                    metric, quoted(cells.get(3)).collect(Collectors.toCollection(TreeSet::new))));

    assertThat(documented).isEqualTo(exported);
  }

  /** Returns the rows of a table, by the text in code font in their first cell. */
  private static Map<String, List<String>> rows(String heading) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| " + heading + " |")) {
        inTable = true;
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable && !line.startsWith("|--")) {
        List<String> cells =
            Arrays.stream(line.split("\\|", -1)).map(String::strip).skip(1).toList();
        rows.put(quoted(cells.get(0)).findFirst().orElseThrow(), cells);
      }
    }
    return rows;
  }

  private static Stream<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(match -> match.group(1));
  }
}
