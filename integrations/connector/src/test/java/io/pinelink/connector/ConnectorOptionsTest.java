package io.pinelink.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorOptionsTest {
  private static final Map<String, String> VALID =
      Map.of("index.host", "docs-a1.svc.x.pinecone.io", "api.key", "pcsk_key1");

  private static Map<String, String> mistakes(Map<String, String> values) {
    Map<String, String> mistakes = new HashMap<>();
    ConnectorOptions.of(values).check(mistakes::put);
    return mistakes;
  }

  @Test
  void namesAreUniqueAndDefaultsAreValid() {
    assertThat(ConnectorOptions.all()).extracting(ConnectorOption::name).doesNotHaveDuplicates();
    assertThat(ConnectorOptions.all())
        .allSatisfy(
            option -> {
              assertThat(option.name()).matches("[a-z]+(\\.[a-z]+)*");
              assertThat(option.mistake(option.defaultValue())).isEmpty();
              assertThat(option.doc()).endsWith(".");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "index.kind, io.pinelink.connector.IndexTarget$Kind",
    "http.version, io.pinelink.network.HttpVersion",
    "route.policy, io.pinelink.routing.RoutePolicy$Choice"
  })
  void choicesAreTheConstantsOfTheirTypes(String name, Class<? extends Enum<?>> type) {
    assertThat(ConnectorOptions.all())
        .filteredOn(option -> option.name().equals(name))
        .singleElement()
        .satisfies(
            option ->
                assertThat(option.choices())
                    .map(choice -> choice.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .containsExactly(
                        Stream.of(type.getEnumConstants()).map(Enum::name).toArray(String[]::new)));
  }

  @Test
  void aTableWithAnUnknownTypeIsRefused() {
    byte[] table = "retries | numbr 1..5 | low | 3 | Maximum.".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ConnectorOption.read(new ByteArrayInputStream(table)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUMBR");
  }

  @Test
  void theBulkEngineHasItsDefaults() {
    BulkOptions bulk = ConnectorOptions.of(Map.of()).bulk().build();

    assertThat(bulk).usingRecursiveComparison().isEqualTo(BulkOptions.defaults());
  }

  @Test
  void deliveryOptionsAreRead() {
    BulkOptions bulk =
        ConnectorOptions.of(
                Map.of(
                    "batch.max.items", " 96 ",
                    "batch.max.bytes", "1000",
                    "linger.ms", "50",
                    "concurrency.max", "8",
                    "held.max.bytes", "4000000",
                    "batch.max.attempts", "3",
                    "stall.timeout.ms", "1500"))
            .bulk()
            .build();

    assertThat(bulk.maxBatchItems()).isEqualTo(96);
    assertThat(bulk.maxBatchBytes()).isEqualTo(1000);
    assertThat(bulk.linger()).isEqualTo(Duration.ofMillis(50));
    assertThat(bulk.maxConcurrency()).isEqualTo(8);
    assertThat(bulk.maxBytesHeld()).isEqualTo(4_000_000);
    assertThat(bulk.maxAttempts()).isEqualTo(3);
    assertThat(bulk.stallTimeout()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void theTargetHasANameOrAHost() {
    IndexTarget named = ConnectorOptions.of(Map.of("index.name", "docs")).target();
    IndexTarget hosted =
        ConnectorOptions.of(
                Map.of("index.host", "docs-a1.svc.x.pinecone.io", "index.kind", "documents"))
            .target();

    assertThat(named).hasToString("docs");
    assertThat(named.kind()).isEqualTo(IndexTarget.Kind.VECTORS);
    assertThat(hosted).hasToString("docs-a1.svc.x.pinecone.io");
    assertThat(hosted.kind()).isEqualTo(IndexTarget.Kind.DOCUMENTS);
  }

  /** The option that is reported, part of the reason, and the options that differ from valid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index.name            | is missing              | index.name=
          index.name            | expected 1 to 45        | index.name=My docs
          index.host            | expected one of them    | index.host=docs-a1.svc.x.pinecone.io
          index.kind            | is 'texts'              | index.kind=texts
          index.kind            | is ''                   | index.kind=
          api.key               | character               | api.key=two words\u0007
          api.key               | is empty                | api.key=
          control.plane         | is empty                | control.plane=
          protocols             | expected grpc or rest   | protocols=http
          protocols             | is empty                | protocols=
          http.version          | expected one of         | http.version=3
          call.timeout.ms       | from 1 to 86400000      | call.timeout.ms=0
          route.policy          | is ''                   | route.policy=
          route.connect.rules   | expected HOST=TARGET    | route.connect.rules=10.0.0.7
          route.trusted.domains | not a domain            | route.trusted.domains=not a domain
          route.host.book       | /none/book.json         | route.host.book=/none/book.json
          route.allowed.ranges  | 10.0.0.0/99             | route.allowed.ranges=10.0.0.0/99
          route.allow.loopback  | expected true or false  | route.allow.loopback=yes
          tls.ca.file           | /none/ca.pem            | tls.ca.file=/none/ca.pem
          tls.ca.file           | is missing              | tls.trust.system=false
          tls.key.file          | is missing              | tls.certificate.file=client.pem
          tls.certificate.file  | is missing              | tls.key.file=client.key
          proxy.port            | expected with proxy.host| proxy.host=proxy.example.com
          proxy.host            | is missing              | proxy.port=3128
          proxy.host            | is missing              | proxy.username=user
          control.plane.proxy.port | control.plane.proxy.host | control.plane.proxy.host=proxy.example.com
          proxy.host            | is missing              | proxy.password=secret
          control.plane.proxy.except.for | without control.plane.proxy.host | control.plane.proxy.except.for=a.example.com
          control.plane.proxy.private.routes | without control.plane.proxy.host | control.plane.proxy.private.routes=true
          proxy.except.for      | a/b                     | proxy.except.for=a/b
          retry.backoff.max.ms  | at least first          | retry.backoff.max.ms=100
          response.max.bytes    | whole number            | response.max.bytes=64 MB
          batch.max.items       | from 1 to 1000          | batch.max.items=5000
          held.max.bytes        | 4000000 or more         | held.max.bytes=1000
          concurrency.max       | is 'many'               | concurrency.max=many
          """)
  void aMistakeIsReportedWithItsOption(String option, String reason, String given) {
    Map<String, String> values =
        new HashMap<>(Map.of("index.name", "docs", "api.key", "pcsk_key1"));
    int equals = given.indexOf('=');
    values.put(given.substring(0, equals), given.substring(equals + 1));

    Map<String, String> mistakes = mistakes(values);

    assertThat(mistakes).containsOnlyKeys(option);
    assertThat(mistakes.get(option)).contains(reason);
  }

  @Test
  void aRefusalOfTheClientIsReportedOnceWithItsOption() throws Exception {
    assertThat(mistakesOfClassPath(VALID)).containsOnlyKeys("protocols");

    Map<String, String> values = new HashMap<>(VALID);
    values.put("control.plane", "docs-a1.svc.x.pinecone.io");
    assertThat(mistakes(values)).containsOnlyKeys("control.plane");
  }

  @Test
  void severalVersionsOnTheClassPathAreNoMistakeOfTheProtocols(@TempDir Path other)
      throws Exception {
    Path resources = Files.createDirectories(other.resolve("io/pinelink/internal/version"));
    Files.writeString(resources.resolve("version.properties"), "version=0.0.1");

    Map<String, String> mistakes = mistakesOfClassPath(VALID, other.toUri().toURL());

    assertThat(mistakes).containsOnlyKeys("control.plane");
    assertThat(mistakes.get("control.plane")).contains("several versions of Pinelink");
  }

  /** Checks options on a class path without a transport. */
  private static Map<String, String> mistakesOfClassPath(Map<String, String> values, URL... others)
      throws Exception {
    List<URL> urls = new ArrayList<>(List.of(others));
    for (Class<?> type : List.of(Pinelink.class, ConnectorOptions.class)) {
      urls.add(type.getProtectionDomain().getCodeSource().getLocation());
    }
    Map<String, String> mistakes = new HashMap<>();
    BiConsumer<String, String> refused = mistakes::put;
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> options = loader.loadClass(ConnectorOptions.class.getName());
      Object given = options.getMethod("of", Map.class).invoke(null, values);
      options.getMethod("check", BiConsumer.class).invoke(given, refused);
    }
    return mistakes;
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    assertThat(mistakes(Map.of("linger.ms", "soon", "call.timeout.ms", "-1")))
        .containsOnlyKeys("linger.ms", "call.timeout.ms");
    assertThat(mistakes(Map.of("tls.ca.file", "/none/ca.pem", "proxy.port", "3128")))
        .containsOnlyKeys("index.name", "tls.ca.file", "proxy.host");
  }

  @Test
  void aMistakeThrowsWithItsOption() {
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of("protocols", "http")).client())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("protocols: 'http', expected grpc or rest");
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of("linger.ms", "soon")).bulk())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linger.ms: is 'soon', expected a whole number from 1 to 86400000");
    assertThatThrownBy(() -> ConnectorOptions.of(Map.of()).target())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("index.name: is missing");
  }

  @Test
  void secretsAreNotShown() {
    Map<String, String> values =
        Map.of("api.key", "pcsk_abcdefgh", "proxy.password", "hunter2", "index.name", "docs");

    assertThat(ConnectorOptions.of(values))
        .asString()
        .isEqualTo("ConnectorOptions{api.key=[hidden], index.name=docs, proxy.password=[hidden]}");
    assertThat(mistakes(Map.of("api.key", "pcsk secret\u0007", "index.name", "docs")))
        .containsOnlyKeys("api.key")
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void aPasswordNeedsAUser() {
    Map<String, String> proxy =
        Map.of("proxy.host", "proxy.example.com", "proxy.port", "3128", "proxy.password", "secret");

    assertThatThrownBy(() -> ConnectorOptions.of(proxy).client())
        .hasMessage("proxy.username: is missing, expected with proxy.password");
  }

  @Test
  void secretsCanBeLeftOut() {
    Map<String, String> values =
        Map.of("api.key", "pcsk_abcdefgh", "proxy.password", "hunter2", "index.name", "docs");

    assertThat(ConnectorOptions.of(values).withoutSecrets())
        .hasToString("ConnectorOptions{index.name=docs}");
  }

  @Test
  void optionsOfTheEngineAreIgnored() {
    assertThat(ConnectorOptions.of(Map.of("topics", "docs", "linger.ms", "5")))
        .hasToString("ConnectorOptions{linger.ms=5}");
  }

  @Test
  void optionsAreSerializable() throws IOException, ClassNotFoundException {
    ConnectorOptions options =
        ConnectorOptions.of(Map.of("api.key", "pcsk_abcdefgh", "index.name", "docs"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }

    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(copy).hasToString(options.toString());
  }
}
