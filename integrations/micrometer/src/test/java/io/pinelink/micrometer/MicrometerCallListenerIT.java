package io.pinelink.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.TransportException;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.inference.RerankRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.Fault;
import io.pinelink.spi.InferenceOperations;
import io.pinelink.telemetry.CallAttributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what observations and meters contain, what they must not contain, and their guide. */
@Tag("slow")
@Timeout(60)
class MicrometerCallListenerIT {
  private static final Path DOCS = Path.of("../../docs");
  private static final QueryRequest QUERY = QueryRequest.builder().vector(1, 0).topK(3).build();

  private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<String> eventsOfSpans = new CopyOnWriteArrayList<>();
  private final ObservationRegistry observations = ObservationRegistry.create();

  MicrometerCallListenerIT() {
    observations.observationConfig().observationHandler(new Keeping());
  }

  /** Keeps what a tracer would receive. */
  private final class Keeping implements ObservationHandler<Observation.Context> {
    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
      events.add(event.getName());
      eventsOfSpans.add(event.getContextualName());
    }

    @Override
    public void onStop(Observation.Context context) {
      stopped.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  private Observation.Context observed(String contextualName) {
    List<Observation.Context> found =
        stopped.stream()
            .filter(context -> contextualName.equals(context.getContextualName()))
            .toList();
    assertThat(found).as("observations named %s", contextualName).hasSize(1);
    return found.get(0);
  }

  private static Map<String, String> values(KeyValues keyValues) {
    return keyValues.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  @Test
  void aCallIsOneObservation() {
    try (ObservedService service = new ObservedService();
        Pinelink client =
            service.builder(MicrometerCallListener.of(service.registry, observations)).build()) {
      Index index = ObservedService.open(client).namespace("n");
      index.query(QUERY);

      Observation.Context query = observed("query docs");
      assertThat(query.getName()).isEqualTo("db.client.operation.duration");
      assertThat(((CallObservationContext) query).getKind()).isEqualTo(Kind.CLIENT);
      assertThat(values(query.getLowCardinalityKeyValues()))
          .isEqualTo(
              Map.of(
                  "db.system.name", "pinecone",
                  "db.operation.name", "query",
                  "db.collection.name", "docs",
                  "pinelink.plane", "data",
                  "pinelink.route.kind", "private",
                  "pinelink.outcome", "succeeded",
                  "error.type", "none",
                  "db.response.status_code", "none"));
      assertThat(values(query.getHighCardinalityKeyValues()))
          .containsEntry("db.namespace", "n")
          .containsEntry("server.address", index.route().host())
          .containsEntry("pinelink.route.policy", "private_required")
          .containsEntry("pinelink.route.address_class", "loopback")
          .containsEntry("pinelink.attempts", "1");
    }
  }

  @Test
  void anObservationOfTheCallerIsTheParent() {
    try (ObservedService service = new ObservedService();
        Pinelink client =
            service.builder(MicrometerCallListener.of(service.registry, observations)).build()) {
      Index index = ObservedService.open(client);
      Observation request = Observation.start("request", observations);
      request.scoped(() -> index.async().query(QUERY).join());
      request.stop();

      assertThat(observed("query docs").getParentObservation()).isEqualTo(request);
    }
  }

  @Test
  void aConventionOfTheUserReplacesTheNames() {
    CallObservationConvention own =
        new DefaultCallObservationConvention() {
          @Override
          public String getName() {
            return "vector.search";
          }
        };
    try (ObservedService service = new ObservedService();
        Pinelink client =
            service
                .builder(MicrometerCallListener.of(service.registry, observations).convention(own))
                .build()) {
      ObservedService.open(client).query(QUERY);
    }

    assertThat(stopped).isNotEmpty().allMatch(context -> "vector.search".equals(context.getName()));
  }

  @Test
  void namespacesCanBeLeftOut() {
    try (ObservedService service = new ObservedService()) {
      MicrometerCallListener all = MicrometerCallListener.of(service.registry, observations);
      for (MicrometerCallListener without :
          List.of(
              all.withoutNamespaces(),
              all.withoutNamespaces().convention(new DefaultCallObservationConvention()),
              all.convention(new DefaultCallObservationConvention()).withoutNamespaces())) {
        stopped.clear();
        try (Pinelink client = service.builder(without).build()) {
          ObservedService.open(client).namespace("customer-7").query(QUERY);
        }

        assertThat(observed("query docs").toString())
            .contains("server.address")
            .doesNotContain("customer-7");
      }
      stopped.clear();
      try (Pinelink client = service.builder(all).build()) {
        ObservedService.open(client).namespace("customer-7").query(QUERY);
      }
      assertThat(observed("query docs").toString()).contains("customer-7");
    }
  }

  @Test
  void aListenerWithAnotherConventionSharesTheGaugesOfTheFirst() {
    try (ObservedService service = new ObservedService()) {
      MicrometerCallListener first = MicrometerCallListener.of(service.registry);
      try (Pinelink full = service.builder(first).build();
          Pinelink client =
              service
                  .builder(first.withoutNamespaces())
                  .retryOptions(RetryOptions.builder().maxAttempts(1).budget(10, 0.5).build())
                  .build()) {
        Index index = ObservedService.open(full);
        index.query(QUERY);
        Index other = ObservedService.open(client);
        service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
        assertThatThrownBy(() -> other.query(QUERY)).hasMessageContaining("UNAVAILABLE");
        index.query(QUERY);

        assertThat(
                service
                    .registry
                    .get(CallAttributes.RETRY_BUDGET_METRIC)
                    .tag(CallAttributes.SERVER_ADDRESS, index.route().host())
                    .gauge()
                    .value())
            .isEqualTo(0.9);
      }
    }
  }

  @Test
  void theGaugesOfAClientAreRemovedWithIt() {
    try (ObservedService service = new ObservedService()) {
      // Two listeners of one registry, as with one listener, have one gauge for each host.
      Pinelink first = service.builder(MicrometerCallListener.of(service.registry)).build();
      Pinelink second = service.builder(MicrometerCallListener.of(service.registry)).build();
      for (Pinelink client : List.of(first, second)) {
        ObservedService.open(client)
            .bulkUpsert(
                BulkSource.of(List.of(Vector.of("a", new float[] {1, 0}))), BulkOptions.defaults());
      }
      assertThat(gauges(service)).hasSize(3); // two budgets and the running bulk operations

      first.close();
      assertThat(gauges(service)).hasSize(3);
      assertThat(service.registry.scrape()).contains("pinelink_client_retry_budget{");

      second.close();
      assertThat(gauges(service)).isEmpty();
      assertThat(service.registry.scrape())
          .doesNotContain("pinelink_client_retry_budget", "pinelink_client_bulk_running")
          .contains("pinelink_client_bulk_items_total{");
    }
  }

  private static List<String> gauges(ObservedService service) {
    return service.registry.getMeters().stream()
        .filter(meter -> meter.getId().getType() == Meter.Type.GAUGE)
        .map(meter -> meter.getId().getName())
        .toList();
  }

  @Test
  void eachPortOfAHostHasARetryBudgetOfItsOwn() throws IOException {
    try (ObservedService service = new ObservedService();
        Socket one = bound();
        Socket two = bound()) {
      MicrometerCallListener shared = MicrometerCallListener.of(service.registry);
      for (Socket port : List.of(one, two)) {
        try (Pinelink client =
            Pinelink.builder()
                .apiKey("pcsk_of_this_test")
                .proxy(ProxyOptions.none())
                .controlPlane("localhost:" + port.getLocalPort())
                .retryOptions(RetryOptions.builder().maxAttempts(1).budget(10, 0.5).build())
                .callListener(shared)
                .build()) {
          assertThatThrownBy(() -> client.controlPlane().listIndexes())
              .isInstanceOf(TransportException.class);
          assertThat(
                  service
                      .registry
                      .get(CallAttributes.RETRY_BUDGET_METRIC)
                      .tag(CallAttributes.SERVER_ADDRESS, "localhost")
                      .tag(CallAttributes.SERVER_PORT, String.valueOf(port.getLocalPort()))
                      .gauge()
                      .value())
              .isEqualTo(0.9);
        }
      }
      assertThat(gauges(service)).isEmpty();
    }
  }

  /** Returns a socket whose port no other process takes, without a listener. */
  private static Socket bound() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  @Test
  void attemptsAreCountedByRouteAndThoseOverAPublicRouteStartAtZero() {
    try (ObservedService service = new ObservedService();
        Pinelink client = service.builder(MicrometerCallListener.of(service.registry)).build()) {
      ObservedService.open(client).query(QUERY);

      assertThat(service.registry.scrape().lines())
          .contains(
              "pinelink_client_attempts_total{pinelink_attempt_kind=\"first\","
                  + "pinelink_plane=\"data\",pinelink_route_kind=\"private\"} 1.0",
              "pinelink_client_attempts_total{pinelink_attempt_kind=\"first\","
                  + "pinelink_plane=\"data\",pinelink_route_kind=\"public\"} 0.0");
    }
  }

  @Test
  void reasonsToGiveUpAreRegisteredWithZeroWhenAnOperationIsFirstCalled() {
    try (ObservedService service = new ObservedService();
        Pinelink client = service.builder(MicrometerCallListener.of(service.registry)).build()) {
      ObservedService.open(client).query(QUERY);

      assertThat(service.registry.scrape())
          .contains(
              "pinelink_client_give_ups_total{db_operation_name=\"query\","
                  + "pinelink_give_up_reason=\"no_budget\"} 0.0")
          .doesNotContain("pinelink_client_give_ups_total{db_operation_name=\"fetch\"");
    }
  }

  @Test
  void theAlertForInferenceNamesItsSeries() throws IOException {
    try (ObservedService service = new ObservedService();
        Pinelink client = service.builder(MicrometerCallListener.of(service.registry)).build()) {
      client
          .inference()
          .embed(
              EmbedRequest.builder("multilingual-e5-large", "a text")
                  .inputType(InputType.PASSAGE)
                  .build());
      client
          .inference()
          .rerank(RerankRequest.builder("bge-reranker-v2-m3", "a text", "one", "two").build());

      for (String operation : inAlertForInference()) {
        assertThat(service.registry.scrape().lines())
            .as(operation)
            .anyMatch(
                line ->
                    line.startsWith("db_client_operation_duration_seconds_count{")
                        && line.contains("db_operation_name=\"" + operation + "\"")
                        && line.contains("db_system_name=\"pinecone\"")
                        && line.contains("pinelink_plane=\"control\""));
      }
    }
  }

  private static Set<String> inAlertForInference() throws IOException {
    Set<String> operations =
        Pattern.compile("db_operation_name=~\"([^\"]+)\"")
            .matcher(Files.readString(DOCS.resolve("telemetry/alerts.yml")))
            .results()
            .flatMap(match -> Arrays.stream(match.group(1).split("\\|", -1)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(operations)
        .containsExactlyInAnyOrder(
            InferenceOperations.EMBED.name(), InferenceOperations.RERANK.name());
    return operations;
  }

  /** The handler that Spring Boot creates by default. */
  @Test
  void theGuideNamesTheSeriesOfCallsInFlight() throws IOException {
    Set<String> active;
    try (ObservedService service = new ObservedService()) {
      observations
          .observationConfig()
          .observationHandler(new DefaultMeterObservationHandler(service.registry));
      try (Pinelink client =
          service.builder(MicrometerCallListener.of(service.registry, observations)).build()) {
        ObservedService.open(client).query(QUERY);
      }
      active = series(service.registry.scrape()).keySet();
    }

    assertThat(active)
        .contains(
            "db_client_operation_duration_active_seconds_count",
            "db_client_operation_duration_active_seconds_sum",
            "db_client_operation_duration_active_seconds_max");
    assertThat(Files.readString(DOCS.resolve("telemetry.md")))
        .containsIgnoringWhitespaces(
            "`db_client_operation_duration_active_seconds_count`, `_sum` and `_max`");
  }

  @Test
  void aFailedAttemptTakesATokenFromTheBudgetOfItsHost() {
    try (ObservedService service = new ObservedService();
        Pinelink client =
            service
                .builder(MicrometerCallListener.of(service.registry))
                .retryOptions(RetryOptions.builder().maxAttempts(1).budget(10, 0.5).build())
                .build()) {
      Index index = ObservedService.open(client);
      index.query(QUERY);
      Gauge left =
          service
              .registry
              .get(CallAttributes.RETRY_BUDGET_METRIC)
              .tag(CallAttributes.SERVER_ADDRESS, index.route().host())
              .gauge();
      assertThat(left.value()).isEqualTo(1);
      service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
      assertThatThrownBy(() -> index.query(QUERY)).hasMessageContaining("UNAVAILABLE");
      assertThat(left.value()).isEqualTo(0.9);
    }
  }

  @Test
  void theItemsOfBulkOperationsAreCounted() {
    try (ObservedService service = new ObservedService();
        Pinelink client = service.builder(MicrometerCallListener.of(service.registry)).build()) {
      Index index = ObservedService.open(client);
      List<Vector> vectors =
          List.of(
              Vector.of("a", new float[] {1, 0}),
              Vector.of("b", new float[] {1, 0, 0}),
              Vector.of("c", new float[] {0, 1}));
      BulkOptions options = BulkOptions.builder().collectFailures().build();
      for (int i = 0; i < 2; i++) {
        index.bulkUpsert(BulkSource.of(vectors), options);
      }

      assertThat(bulkItems(service, "accepted")).isEqualTo(4);
      assertThat(bulkItems(service, "rejected")).isEqualTo(2);
      assertThat(bulkItems(service, "unsent")).isZero();
      assertThat(service.registry.get(CallAttributes.BULK_BYTES_METRIC).counter().count())
          .isPositive();
      assertThat(service.registry.get(CallAttributes.BULK_RUNNING_METRIC).gauge().value()).isZero();
    }
  }

  private static double bulkItems(ObservedService service, String outcome) {
    return service
        .registry
        .get(CallAttributes.BULK_ITEMS_METRIC)
        .tags(
            CallAttributes.OPERATION,
            "upsert",
            CallAttributes.COLLECTION,
            "docs",
            CallAttributes.BULK_OUTCOME,
            outcome)
        .counter()
        .count();
  }

  /**
   * Makes calls with every kind of event that a client on a private route has. Returns what
   * Prometheus reads before the clients are closed, which removes their gauges.
   */
  private String scrapeOfEveryKindOfCall(ObservedService service, MicrometerCallListener listener) {
    try (Pinelink client = service.builder(listener).build();
        Pinelink once =
            service
                .builder(listener)
                .retryOptions(RetryOptions.builder().maxAttempts(1).build())
                .build()) {
      Index index = ObservedService.open(client).namespace("n");
      Vector vector =
          Vector.of(
              "SECRET-id",
              new float[] {0.8125f, 0.3125f},
              Metadata.of("SECRET-field", "SECRET-value"));
      index.upsert(UpsertRequest.of(List.of(vector, Vector.of("SECRET-2", new float[] {1, 0}))));
      index.query(QueryRequest.builder().vector(0.8125f, 0.3125f).includeMetadata().build());
      index.fetch(FetchRequest.byIds("SECRET-id", "SECRET-absent"));
      index.bulkUpsert(BulkSource.of(List.of(vector)), BulkOptions.defaults());
      service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
      index.query(QUERY);
      service
          .server
          .faults()
          .next("query", Fault.refuse(ErrorCode.INVALID_ARGUMENT, "SECRET-message of SECRET-id"));
      assertThatThrownBy(() -> index.query(QUERY)).hasMessageContaining("SECRET-message");

      Index unretried = ObservedService.open(once);
      service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
      assertThatThrownBy(() -> unretried.query(QUERY)).hasMessageContaining("UNAVAILABLE");

      return service.registry.scrape();
    }
  }

  @Test
  void noExportedDataContainsContentOrKeys() {
    try (ObservedService service = new ObservedService()) {
      String scraped =
          scrapeOfEveryKindOfCall(
              service, MicrometerCallListener.of(service.registry, observations));

      String exported =
          stopped.stream()
              .map(
                  context ->
                      context.getAllKeyValues()
                          + " "
                          + context.getContextualName()
                          + " "
                          + context.getError())
              .collect(Collectors.joining("\n", scraped, ""));
      assertThat(stopped).hasSizeGreaterThanOrEqualTo(9);
      assertThat(exported).contains("docs").doesNotContain("SECRET", "0.8125", "0.3125");
    }
  }

  @Test
  void theGuideListsAllKeysAndEvents() throws IOException {
    try (ObservedService service = new ObservedService()) {
      scrapeOfEveryKindOfCall(service, MicrometerCallListener.of(service.registry, observations));
    }
    Set<String> keys =
        stopped.stream()
            .flatMap(context -> context.getAllKeyValues().stream())
            .map(KeyValue::getKey)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows("attribute").keySet()).isEqualTo(keys);
    assertThat(rows("event").keySet())
        .containsAll(events)
        .allMatch(event -> event.startsWith("pinelink.attempt."));
    assertThat(Set.copyOf(events))
        .containsExactlyInAnyOrder("pinelink.attempt.failed", "pinelink.attempt.retry");
    assertThat(eventsOfSpans).contains("pinelink.attempt.retry (attempt 2)");
  }

  @Test
  void theGuideTheAlertsAndTheDashboardUseTheScrapedSeries() throws IOException {
    Map<String, Set<String>> exported;
    try (ObservedService service = new ObservedService()) {
      exported =
          series(scrapeOfEveryKindOfCall(service, MicrometerCallListener.of(service.registry)));
    }

    Map<String, Set<String>> documented = new TreeMap<>();
    rows("metric")
        .values()
        .forEach(
            row -> {
              Set<String> tags = new TreeSet<>();
              quoted(row.get(3)).map(tag -> tag.replace('.', '_')).forEach(tags::add);
              documented.put(quoted(row.get(1)).findFirst().orElseThrow(), tags);
            });
    assertThat(documented)
        .allSatisfy(
            (metric, tags) -> {
              Set<String> labels =
                  exported.getOrDefault(metric, exported.getOrDefault(metric + "_count", Set.of()));
              assertThat(labels).as(metric).containsAll(tags);
              assertThat(tags).as(metric).containsAll(without(labels, "error"));
            });
    assertThat(exported.keySet())
        .allMatch(
            series ->
                documented.containsKey(series)
                    || series.startsWith("db_client_operation_duration_pinelink_attempt_")
                    || documented.containsKey(series.replaceAll("_(count|sum|max|bucket)$", "")));
    for (String file : List.of("alerts.yml", "dashboard.json")) {
      String text = Files.readString(DOCS.resolve("telemetry").resolve(file));
      assertThat(names(text, "\\b(?:pinelink_client|db_client)_\\w+"))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(exported.keySet());
      Set<String> labels = new TreeSet<>();
      exported.values().forEach(labels::addAll);
      assertThat(names(text, "\\b(?:pinelink_(?!client)|db_(?!client)|error_)\\w+"))
          .as(file)
          .isNotEmpty()
          .isSubsetOf(labels);
    }
  }

  private static Set<String> without(Set<String> labels, String label) {
    return labels.stream()
        .filter(name -> !name.equals(label) && !name.equals("le"))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the labels of each series. */
  private static Map<String, Set<String>> series(String scraped) {
    Pattern line = Pattern.compile("(\\w+)\\{(.*)} \\S+");
    Map<String, Set<String>> all = new TreeMap<>();
    scraped
        .lines()
        .map(line::matcher)
        .filter(matcher -> matcher.matches())
        .forEach(
            matcher ->
                all.computeIfAbsent(matcher.group(1), name -> new TreeSet<>())
                    .addAll(names(matcher.group(2), "\\w+(?==\")")));
    return all;
  }

  /** Returns the rows of a table in the guide, by the text in code font in their first cell. */
  private static Map<String, List<String>> rows(String heading) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(DOCS.resolve("telemetry.md"))) {
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
    assertThat(rows).as("table of %s", heading).isNotEmpty();
    return rows;
  }

  private static Stream<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(match -> match.group(1));
  }
}
