package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Pinelink;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.HostBook;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import io.pinelink.spi.DataOperations;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the command against planes on loopback, with names and certificates as in the service. */
@Tag("slow")
class WatchCommandTest {
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @TempDir Path directory;

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare() throws Exception {
    Path authority = Files.writeString(directory.resolve("ca.pem"), server.authority().pem());
    createIndex("docs");
    environment.put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
    environment.put("PINELINK_CA", authority.toString());
    environment.put("PINELINK_CONTROL_PLANE", "https://localhost:" + port(Listener.CONTROL));
    environment.put("PINELINK_CONNECT_TO", "localhost:" + port(Listener.PRIVATE_DATA));
    environment.put("PINELINK_ROUTE_POLICY", "private-required");
  }

  private void createIndex(String name) {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(name, 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int port(Listener listener) {
    return server.address(listener).getPort();
  }

  private Run once(String... args) {
    return Run.of(
        environment,
        Stream.concat(Stream.of("watch", "--once"), Stream.of(args)).toArray(String[]::new));
  }

  private RunningWatch watch(String... args) {
    List<String> all = new ArrayList<>(List.of("--interval", "1", "--jitter", "0"));
    all.addAll(List.of(args));
    return new RunningWatch(environment, all.toArray(String[]::new));
  }

  @Test
  void eachHostIsCheckedOnce() {
    Run run = once("https://" + PUBLIC + "/", PUBLIC, PRIVATE);

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(line -> line.replaceAll("^\\S+Z ", "")))
        .containsExactlyInAnyOrder("UP " + PUBLIC, "UP " + PRIVATE);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theIntervalDoesNotApplyToOneCheck() {
    server
        .faults()
        .add(
            FaultRule.builder(Fault.delay(Duration.ofMillis(1_500)))
                .operations("describeIndexStats")
                .build());

    createIndex("one");
    createIndex("two");

    Run run =
        once(
            PUBLIC,
            PUBLIC.replace("docs", "one"),
            PUBLIC.replace("docs", "two"),
            "--interval",
            "1",
            "--concurrency",
            "2");

    assertThat(run.exitCode()).isZero();
    assertThat(server.requests())
        .filteredOn(
            request -> request.operation().equals(DataOperations.DESCRIBE_INDEX_STATS.name()))
        .extracting(request -> request.protocol() + " " + request.authority())
        .hasSizeGreaterThanOrEqualTo(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void hostsOfAHostBookAreWatched() {
    Path file = directory.resolve("hosts.properties");
    HostBook.empty().with(new HostBook.Entry("docs", PUBLIC, HostBook.Origin.USER)).save(file);

    for (String[] args :
        new String[][] {
          {"--host-book", file.toString()}, {"--host-book", file.toString(), "docs"}
        }) {
      Run run = once(args);
      assertThat(run.out()).contains(" UP " + PUBLIC);
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void aHostThatIsDownFailsWithTheReasonAndWithoutTheKey() throws Exception {
    environment.put("PINECONE_API_KEY", "pcsk_another_key_of_the_right_length");

    Run run = once(PUBLIC, "--json");

    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(line.get("host").textValue()).isEqualTo(PUBLIC);
    assertThat(line.get("health").textValue()).isEqualTo("down");
    assertThat(line.get("was").isNull()).isTrue();
    assertThat(line.get("changes").findValuesAsText("subject")).contains("grpc", "rest");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out() + run.err()).doesNotContain("pcsk_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RESOURCE_EXHAUSTED | You've reached your egress limit for the current month (1000000000 bytes). | 9 | down | quota-exhausted
          RESOURCE_EXHAUSTED | too many requests | 0 | up   | rate-limited
          PERMISSION_DENIED  | forbidden         | 5 | down | forbidden
          """)
  void refusedReadsHaveTheirVerdictAlthoughStatisticsAreAnswered(
      ErrorCode code, String message, int exitCode, String health, String verdict)
      throws Exception {
    Fault fault = Fault.refuse(code, message);
    server.faults().next("fetch", fault, fault);

    Run run = once(PUBLIC, "--json");

    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(line.get("health").textValue()).isEqualTo(health);
    assertThat(line.get("verdict").textValue()).isEqualTo(verdict);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aThrottledProbeIsNoOutage() {
    Fault throttled = Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "too many requests");
    server.faults().next("describeIndexStats", throttled, throttled);

    Run run = once(PUBLIC);

    assertThat(run.out()).contains(" UP " + PUBLIC);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aDocumentIndexWithoutStatisticsIsUp() {
    String host;
    try (Pinelink client = server.clientBuilder().build()) {
      IndexSchema schema = IndexSchema.builder().text("body", FullTextSearch.defaults()).build();
      host =
          client
              .controlPlane()
              .createDocumentIndex(
                  CreateDocumentIndexRequest.builder(
                          "notes", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                      .build())
              .host()
              .orElseThrow();
    }
    Fault unsupported = Fault.refuse(ErrorCode.UNIMPLEMENTED, "not yet supported");
    server.faults().next("describeIndexStats", unsupported, unsupported);

    Run run = once(host);

    assertThat(run.out()).contains(" UP " + host);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void changesArePrintedServedAndSent() {
    environment.put("PINELINK_WEB_HOOK_HEADER", "Authorization: Bearer token");
    try (Receiver receiver = new Receiver()) {
      environment.put("PINELINK_WEB_HOOK", receiver.url());
      try (RunningWatch watch = watch(PUBLIC, "--fall", "2", "--rise", "1")) {
        assertThat(watch.line()).endsWith(" UP " + PUBLIC);
        assertThat(receiver.next().authorization()).isEqualTo("Bearer token");
        await()
            .until(
                () ->
                    watch
                        .get("/metrics")
                        .body()
                        .contains(
                            "pinelink_watch_web_hook_changes_total{pinelink_outcome=\"delivered\"} 1.0"));
        assertThat(watch.get("/metrics").body())
            .contains(
                series("pinelink_watch_health", "pinelink_watch_health=\"up\"") + "1.0",
                series("pinelink_watch_route", "pinelink_route_kind=\"private\"") + "1.0",
                "network_peer_address=\"127.0.0.1\",pinelink_route_address_class=\"loopback\"",
                "pinelink_watch_certificate_remaining_seconds{server_address=\"" + PUBLIC + "\"} ");

        server
            .faults()
            .add(
                FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "broken"))
                    .operations("describeIndexStats")
                    .build());
        assertThat(watch.line())
            .contains(" DOWN " + PUBLIC + " (was UP): grpc failed: ")
            .endsWith("; also rest failed");
        assertThat(receiver.next().body()).contains("\"health\":\"down\",\"was\":\"up\"");
        assertThat(watch.get("/metrics").body())
            .contains(series("pinelink_watch_health", "pinelink_watch_health=\"down\"") + "1.0")
            .doesNotContain(EmbeddedPinecone.API_KEY);

        server.faults().clear();
        assertThat(watch.line()).endsWith(" UP " + PUBLIC + " (was DOWN): grpc ok, rest ok");
        assertThat(watch.err()).doesNotContain("secret").doesNotContain("token");
        assertThat(watch.stop()).isZero();
      }
    }
  }

  private static String series(String name, String label) {
    return name + "{" + label + ",server_address=\"" + PUBLIC + "\"} ";
  }

  @Test
  void theServerHasMetricsAndHealthOnly() {
    try (RunningWatch watch = watch(PUBLIC)) {
      watch.line();

      HttpResponse<String> metrics = watch.get("/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(watch.request("/metrics", "HEAD").body()).isEmpty();
      assertThat(watch.get("/health").body()).isEqualTo("ok\n");
      assertThat(watch.get("/").statusCode()).isEqualTo(404);
      assertThat(watch.request("/metrics", "POST").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void anAddressThatIsTakenIsReported() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Run run =
          Run.of(environment, "watch", PUBLIC, "--listen", "127.0.0.1:" + taken.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("cannot listen on")
          .contains("choose another address with --listen");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                            | there is no host: give HOST, or --host-book",
        "not-a-host                  | host 'not-a-host",
        "HOST --interval 0           | interval is 0 ms, expected 1 s to 1 d",
        "HOST --interval ten         | 'ten' is not a number of seconds",
        "HOST --jitter 2             | jitter is 2.0, expected 0 to 1",
        "HOST --rise 0               | rise is 0",
        "HOST --fall 0               | fall is 0",
        "HOST --concurrency 100      | concurrency is 100",
        "HOST --certificate-days -1  | certificateWarning is -1 d, expected 0 to 3650 days",
        "HOST --once --listen 0.0.0.0 | --once and --listen",
        "HOST --web-hook ftp://host  | --web-hook is not a URL with https:// or http://",
        "HOST --web-hook https://u:p@host | without a user",
        "HOST --web-hook-header A:b  | --web-hook-header needs --web-hook",
        "HOST --web-hook http://192.0.2.1/ --web-hook-header A:b | needs a URL with https://",
        "HOST --web-hook https://host/ --web-hook-header @none | the file cannot be read",
        "HOST --web-hook https://host/ --web-hook-header nonsense | has no header NAME: VALUE",
      })
  void invalidUsageIsRefused(@Nullable String arguments, String message) {
    List<String> all = new ArrayList<>(List.of("watch"));
    if (arguments != null) {
      all.addAll(List.of(arguments.replace("HOST", PUBLIC).split(" +", -1)));
    }
    Run run = Run.of(environment, all.toArray(String[]::new));

    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
