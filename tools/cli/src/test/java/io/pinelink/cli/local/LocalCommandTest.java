package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.Setting;
import io.pinelink.server.VectorChecksum;
import io.pinelink.testsupport.ParquetWriting;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCommandTest {
  @TempDir Path directory;

  private String authority() {
    return directory.resolve("ca.pem").toString();
  }

  private static Pinelink.Builder plaintext(RunningLocal local) {
    return Pinelink.builder()
        .apiKey("any")
        .controlPlane(local.facts().get("controlPlane").textValue());
  }

  /** Returns a client that dials the addresses in the first line. */
  private Pinelink.Builder overTls(RunningLocal local, String key) {
    Pinelink.Builder builder =
        Pinelink.builder()
            .apiKey(key)
            .tls(TlsOptions.trustOnly(directory.resolve("ca.pem")))
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .controlPlane(local.facts().get("controlPlane").textValue())
            .connectRule(
                ConnectRule.forHost("*.svc.aped-4627-b74a.pinecone.io")
                    .dial("localhost", local.port("/publicDataAddress")));
    for (JsonNode endpoint : local.facts().get("privateEndpoints")) {
      String address = endpoint.get("address").textValue();
      builder.connectRule(
          ConnectRule.forProject(endpoint.get("project").textValue())
              .dial("localhost", Integer.parseInt(address.substring(address.indexOf(':') + 1))));
    }
    return builder;
  }

  private static void readAndWrite(Index index) {
    index.upsert(List.of(Vector.of("east", new float[] {1, 0})));
    assertThat(index.query(QueryRequest.builder().vector(1, 0).topK(1).build()).matches())
        .hasSize(1);
  }

  @Test
  void plaintextReportsSeparatePortsForTheControlPlaneAndIndexes() {
    try (RunningLocal local =
            new RunningLocal("--port", "0", "--index", "docs:2", "--index", "more:3:euclidean");
        Pinelink client = plaintext(local).build()) {
      assertThat(local.facts().fieldNames())
          .toIterable()
          .containsExactly(
              "controlPlane",
              "controlPlaneAddress",
              "apiKey",
              "ca",
              "publicDataAddress",
              "privateEndpoints",
              "indexes");
      assertThat(local.facts().get("controlPlane").textValue())
          .isEqualTo("http://localhost:" + local.port("/controlPlaneAddress"));
      assertThat(local.facts().get("apiKey").textValue()).isEqualTo("pcsk_embedded");
      assertThat(local.facts().get("ca").isNull()).isTrue();
      assertThat(local.facts().get("publicDataAddress").isNull()).isTrue();
      assertThat(local.facts().get("privateEndpoints")).isEmpty();
      assertThat(local.facts().at("/indexes/0").fieldNames())
          .toIterable()
          .containsExactly("name", "project", "host", "privateHost");
      readAndWrite(client.index("docs"));
      readAndWrite(client.indexAt(local.facts().at("/indexes/0/host").textValue()));
      assertThat(client.controlPlane().describeIndex("more").metric()).contains(Metric.EUCLIDEAN);
      assertThat(local.err()).isEmpty();
      assertThat(local.stop()).isZero();
    }
  }

  @Test
  void tlsReportsRealHostsAndWritesTheAuthority() {
    try (RunningLocal local =
            new RunningLocal(
                "--port",
                "0",
                "--tls-dir",
                directory.toString(),
                "--private",
                "--index",
                "docs:2");
        Pinelink client =
            overTls(local, "pcsk_embedded").routePolicy(RoutePolicy.privateRequired()).build()) {
      assertThat(local.facts().get("ca").textValue()).isEqualTo(authority());
      assertThat(local.facts().get("controlPlane").textValue())
          .isEqualTo("https://localhost:" + local.port("/controlPlaneAddress"));
      JsonNode index = local.facts().at("/indexes/0");
      assertThat(index.get("project").textValue()).isEqualTo("a1b234c");
      assertThat(index.get("host").textValue())
          .isEqualTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
      assertThat(index.get("privateHost").textValue())
          .isEqualTo("docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io");
      readAndWrite(client.index("docs"));
      assertThat(local.stop()).isZero();
    }
  }

  @Test
  void withAPortAllPlanesShareIt() throws Exception {
    int port = freePort();
    try (RunningLocal local =
            new RunningLocal(
                "--port",
                Integer.toString(port),
                "--tls-dir",
                directory.toString(),
                "--private",
                "--index",
                "docs:2");
        Pinelink client = overTls(local, "pcsk_embedded").build()) {
      assertThat(local.port("/controlPlaneAddress")).isEqualTo(port);
      assertThat(local.port("/publicDataAddress")).isEqualTo(port);
      assertThat(local.port("/privateEndpoints/0/address")).isEqualTo(port);
      readAndWrite(client.index("docs"));
      readAndWrite(client.indexAt(local.facts().at("/indexes/0/privateHost").textValue()));
    }
  }

  @Test
  void withTlsPlaintextIsAcceptedOnlyIfItIsAllowed() throws Exception {
    String[] tls = {"--port", "0", "--tls-dir", directory.toString()};
    try (RunningLocal refusing = new RunningLocal(tls)) {
      assertThat(plaintextResponse(refusing)).startsWith("\u0015");
    }
    try (RunningLocal accepting =
            new RunningLocal(tls[0], tls[1], tls[2], tls[3], "--accept-plaintext");
        Pinelink client = overTls(accepting, "pcsk_embedded").build()) {
      assertThat(plaintextResponse(accepting)).startsWith("HTTP/1.1 200 ");
      assertThat(client.controlPlane().listIndexes().items()).isEmpty();
    }
    assertThat(Run.of("local", "--accept-plaintext").err())
        .contains("--accept-plaintext needs --tls-dir: without it, all is plaintext");
  }

  private static String plaintextResponse(RunningLocal local) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), local.port("/controlPlaneAddress"))) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /indexes HTTP/1.1\r\nHost: localhost\r\nApi-Key: pcsk_embedded\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void serversWithOneDirectoryShareTheAuthority() throws Exception {
    String made;
    try (RunningLocal first = new RunningLocal("--port", "0", "--tls-dir", directory.toString())) {
      made = Files.readString(directory.resolve("ca.pem"));
      try (RunningLocal second =
              new RunningLocal("--port", "0", "--tls-dir", directory.toString());
          Pinelink client = overTls(second, "pcsk_embedded").build()) {
        assertThat(client.controlPlane().listIndexes().items()).isEmpty();
        assertThat(second.facts().get("ca")).isEqualTo(first.facts().get("ca"));
      }
    }
    assertThat(Files.readString(directory.resolve("ca.pem"))).isEqualTo(made);
  }

  @Test
  void onlyTheKeysThatAreGivenAreAccepted() {
    try (RunningLocal local = new RunningLocal("--port", "0", "--keys", "one,two");
        Pinelink stranger = plaintext(local).build();
        Pinelink known = plaintext(local).apiKey("two").build()) {
      assertThat(known.controlPlane().listIndexes().items()).isEmpty();
      assertThatThrownBy(() -> stranger.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class);
      assertThat(local.facts().toString()).doesNotContain("one", "two");
      assertThat(local.facts().get("apiKey").isNull()).isTrue();
    }
  }

  @Test
  void callsWithoutAKeyAreRefusedUnlessAnOptionAllowsThem() throws Exception {
    try (RunningLocal local = new RunningLocal("--port", "0");
        RunningLocal open = new RunningLocal("--port", "0", "--allow-missing-key")) {
      assertThat(statusOfPlaintext(local, "localhost")).isEqualTo(401);
      assertThat(statusOfPlaintext(open, "localhost")).isEqualTo(200);
    }
  }

  @Test
  void hostsThatAreNotLoopbackAreRefusedUnlessAnOptionAllowsThem() throws Exception {
    try (RunningLocal local = new RunningLocal("--port", "0", "--allow-missing-key");
        RunningLocal open =
            new RunningLocal(
                "--port", "0", "--allow-missing-key", "--allow-host", "Rebound.example")) {
      assertThat(statusOfPlaintext(local, "rebound.example")).isEqualTo(403);
      assertThat(statusOfPlaintext(open, "rebound.example")).isEqualTo(200);
      assertThat(statusOfPlaintext(open, "other.example")).isEqualTo(403);
    }
  }

  /** Returns the status of a call without a key to the control plane, under the given host. */
  private static int statusOfPlaintext(RunningLocal local, String host) throws Exception {
    int port = local.port("/controlPlaneAddress");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET /indexes HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  @Test
  void aRestrictedProjectServesOnlyItsPrivateEndpoint() {
    try (RunningLocal local =
            new RunningLocal(
                "--port",
                "0",
                "--tls-dir",
                directory.toString(),
                "--private",
                "--restricted",
                "--index",
                "docs:2");
        Pinelink client = overTls(local, "pcsk_embedded").build()) {
      readAndWrite(client.indexAt(local.facts().at("/indexes/0/privateHost").textValue()));
      Index open = client.indexAt(local.facts().at("/indexes/0/host").textValue());
      assertThatThrownBy(() -> readAndWrite(open)).isInstanceOf(UnauthenticatedException.class);
    }
  }

  @Test
  void projectsHaveEndpointsKeysAndIndexesOfTheirOwn() {
    try (RunningLocal local =
            new RunningLocal(
                "--port",
                "0",
                "--tls-dir",
                directory.toString(),
                "--project-id",
                "a1,b2",
                "--listen-private",
                "127.0.0.1:0",
                "--listen-private",
                "127.0.0.1:0",
                "--index",
                "docs:2");
        Pinelink second = overTls(local, "pcsk_embedded_b2").build()) {
      assertThat(local.facts().get("privateEndpoints").findValuesAsText("project"))
          .containsExactly("a1", "b2");
      assertThat(local.facts().get("indexes").findValuesAsText("host"))
          .containsExactly(
              "docs-a1.svc.aped-4627-b74a.pinecone.io", "docs-b2.svc.aped-4627-b74a.pinecone.io");
      readAndWrite(second.indexAt("docs-b2.svc.private.aped-4627-b74a.pinecone.io"));
      Index others = second.indexAt("docs-a1.svc.private.aped-4627-b74a.pinecone.io");
      assertThatThrownBy(() -> readAndWrite(others)).isInstanceOf(UnauthenticatedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--tls-dir"})
  void aServerThatOnlyCountsReportsItsCountsAtTheEnd(String tls) throws Exception {
    List<String> args = new ArrayList<>(List.of("--port", "0", "--count-only", "--index", "a:2"));
    args.addAll(List.of("--index", "b:3"));
    if (!tls.isEmpty()) {
      args.addAll(List.of(tls, directory.toString()));
    }
    Vector east = Vector.of("east", new float[] {1, 0});
    try (RunningLocal local = new RunningLocal(args.toArray(String[]::new));
        Pinelink client =
            (tls.isEmpty() ? plaintext(local) : overTls(local, "pcsk_embedded")).build()) {
      Index index = client.index("a").namespace("en");
      index.upsert(List.of(east));
      index.upsert(List.of(east));
      assertThat(index.describeIndexStats().totalVectorCount()).isEqualTo(1);
      assertThat(local.stop()).isZero();
      JsonNode counts = new ObjectMapper().readTree(local.line()).get("counts");
      assertThat(counts).hasSize(1);
      assertThat(counts.get(0).get("index").textValue()).isEqualTo("a");
      assertThat(counts.get(0).get("project").textValue())
          .isEqualTo(tls.isEmpty() ? null : "a1b234c");
      assertThat(counts.get(0).get("namespace").textValue()).isEqualTo("en");
      assertThat(counts.get(0).get("upserted").intValue()).isEqualTo(2);
      assertThat(counts.get(0).get("distinct").intValue()).isEqualTo(1);
      assertThat(Long.parseUnsignedLong(counts.get(0).get("checksum").textValue(), 16))
          .isEqualTo(VectorChecksum.of(east));
      assertThat(local.line()).isNull();
    }
  }

  @Test
  void listeningBeyondLoopbackPrintsAWarning() {
    try (RunningLocal local =
        new RunningLocal(
            "--tls-dir", directory.toString(), "--listen", "0.0.0.0:0", "--environment", "e-1")) {
      assertThat(local.err())
          .contains(
              "warning: "
                  + local.facts().get("controlPlaneAddress").textValue()
                  + " is not loopback");
      assertThat(local.facts().get("controlPlane").textValue())
          .isEqualTo("https://api.pinecone.io:" + local.port("/controlPlaneAddress"));
      assertThat(local.facts().get("privateEndpoints")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--private | --private needs --tls-dir",
        "--restricted | --restricted needs --tls-dir",
        "--listen 10.0.0.1 | --listen needs --tls-dir",
        "--listen-private 10.0.0.1 | --listen-private needs --tls-dir",
        "--project-id a1 | --project-id needs --tls-dir",
        "--environment aped-1 | --environment needs --tls-dir",
        "--tls-dir DIR --port 1 --listen 127.0.0.1:2 | --port and --listen both set",
        "--tls-dir DIR --port 0 --listen-private ::1 | '::1' is not a target",
        "--tls-dir DIR --port 0 --project-id A_1 | --project-id is not a DNS label: A_1",
        "--tls-dir DIR --port 0 --project-id a1 --listen-private 127.0.0.1:0 --listen-private"
            + " 127.0.0.1:0 | more endpoints than projects",
        "--tls-dir DIR --port 70000 | --port is 70000, expected 0 to 65535",
        "--tls-dir DIR --port 0 --project-id a1,B_2 | --project-id is not a DNS label: B_2",
        "--tls-dir DIR --port 0 --environment A_1 | --environment does not consist of DNS labels:"
            + " A_1",
        "--port 65500 | --port is not 0 to 65435: 65500",
        "--port 0 --bucket s3://b=no-such-dir | --bucket s3://b: 'no-such-dir' is not a directory",
        "--port 0 --bucket ftp://b=DIR | bucket is 'ftp://b', expected a form such as"
            + " s3://my-bucket/",
        "--port 0 --bucket s3://b | --bucket",
        "--port 0 --regions some | --regions",
        "--port 0 --limits plan | --limits",
        "--port 0 --visibility-delay -1 | '-1' is not a number of seconds, such as 3 or 0.25",
        "--port 0 --provisioning-time PT1S | 'PT1S' is not a number of seconds",
        "--port 0 --import-time x | 'x' is not a number of seconds",
        "--port 0 --deletion-time x | 'x' is not a number of seconds",
        "--port x | 'x' is not a whole number",
        "--port 0 --listen no-such-host.invalid | --listen: 'no-such-host.invalid' does not"
            + " resolve",
        "--port 0 --advertise a:b | --advertise is 'a:b', expected HOST, HOST:PORT",
        "--port 0 --advertise localhost:15080 | --advertise is 'localhost:15080', with a port",
        "--port 0 --one-port --advertise 127.0.0.1 | --advertise is '127.0.0.1', an IP address",
        "--port 0 --advertise api.pinecone.io | --advertise is 'api.pinecone.io', a host of the"
            + " service",
        "--tls-dir DIR --port 0 --allow-host a | --allow-host and --tls-dir",
        "--port 0 --index Docs:8 | Docs",
        "--index docs | 'docs' is not an index; expected NAME:DIMENSION",
        "--index docs:0 | 'docs:0' is not an index",
        "--index docs:8:manhattan | 'docs:8:manhattan' is not an index",
      })
  void conflictingOptionsAreBadUsage(String args, String reason) {
    Run run = Run.of(("local " + args.replace("DIR", directory.toString())).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(reason, "; see pinelink local --help");
  }

  @Test
  void aPortInUseIsReportedWithTheAddress() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = Run.of("local", "--port", Integer.toString(socket.getLocalPort()));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("port " + socket.getLocalPort(), "in use");
    }
  }

  @Test
  void anIndexThatTheServerRefusesEndsTheCommand() {
    Run run = Run.of("local", "--port", "0", "--index", "docs:8", "--index", "docs:9");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("pinelink: --index has two indexes with the name 'docs'");
  }

  @Test
  void aLoopbackListenAddressIsReportedAsTheControlPlane() throws Exception {
    try (RunningLocal local =
        new RunningLocal("--tls-dir", directory.toString(), "--listen", "127.0.0.77:0")) {
      String controlPlane = local.facts().get("controlPlane").textValue();

      assertThat(controlPlane)
          .isEqualTo("https://" + local.facts().get("controlPlaneAddress").textValue());
      assertThat(statusOf(URI.create(controlPlane + "/indexes"))).isEqualTo(200);
    }
  }

  /** Calls over TLS, trusting only the written authority and checking the name. */
  private int statusOf(URI uri) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(directory.resolve("ca.pem"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(tls)
        .proxy(HttpClient.Builder.NO_PROXY)
        .build()
        .send(
            HttpRequest.newBuilder(uri).header("api-key", "pcsk_embedded").build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void importsReadTheDirectoryMappedToTheBucket() throws Exception {
    Path namespace = Files.createDirectories(directory.resolve("nightly/en"));
    ParquetWriting.write(namespace.resolve("0.parquet"), ParquetWriting.dense("b", "", 1, 2));
    try (RunningLocal local =
            new RunningLocal(
                "--port",
                "0",
                "--index",
                "docs:2:dotproduct",
                "--bucket",
                "s3://my-bucket=" + directory);
        Pinelink client = plaintext(local).build()) {
      Index index = client.index("docs");
      Imports imports = index.imports();
      String id = imports.start(StartImportRequest.from("s3://my-bucket/nightly/")).id();

      assertThat(imports.describe(id).status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(index.namespace("en").fetch(FetchRequest.byIds("b")).vectors()).containsKey("b");
    }
  }

  @Test
  void refusalsNameOptionsOfTheCommandLine() {
    try (RunningLocal local = new RunningLocal("--port", "0", "--index", "docs:2", "--count-only");
        Pinelink client = plaintext(local).build()) {
      Index index = client.index("docs");

      assertThatThrownBy(() -> index.imports().start(StartImportRequest.from("s3://other/")))
          .hasMessageContaining("name one with --bucket URI=DIR")
          .hasMessageNotContaining("builder");
      assertThatThrownBy(() -> readAndWrite(index))
          .hasMessageContaining("only counts what is written (--count-only)")
          .hasMessageNotContaining("Builder");
    }
  }

  @Test
  void everySettingOfTheServerHasAnOption() {
    String help = Run.of("local", "--help").out();
    LocalCommand command = new LocalCommand();
    command.advertised = "localhost";

    assertThat(Setting.values())
        .allSatisfy(
            setting ->
                assertThat(help)
                    .contains(StartedServer.optionName(setting, command).replaceAll(" .*", "")));
  }

  @Test
  void unknownRegionsAreRefusedUnlessTheServerIsLenient() {
    CreateIndexRequest onTheMoon =
        CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "moon-1"));
    try (RunningLocal strict = new RunningLocal("--port", "0");
        RunningLocal lenient = new RunningLocal("--port", "0", "--regions", "lenient");
        Pinelink refused = plaintext(strict).build();
        Pinelink accepted = plaintext(lenient).build()) {
      assertThatThrownBy(() -> refused.controlPlane().createIndex(onTheMoon))
          .isInstanceOf(NotFoundException.class);
      assertThat(accepted.controlPlane().createIndex(onTheMoon).name()).isEqualTo("docs");
    }
  }

  @Test
  void writesAreVisibleOnlyAfterTheVisibilityDelay() {
    try (RunningLocal local =
            new RunningLocal("--port", "0", "--index", "docs:2", "--visibility-delay", "86400.5");
        Pinelink client = plaintext(local).build()) {
      Index index = client.index("docs");
      index.upsert(List.of(Vector.of("east", new float[] {1, 0})));

      assertThat(index.describeIndexStats().totalVectorCount()).isZero();
    }
  }

  @Test
  void indexesAreNotReadyBeforeTheProvisioningTime() {
    try (RunningLocal local =
            new RunningLocal("--port", "0", "--index", "docs:2", "--provisioning-time", "86400");
        Pinelink client = plaintext(local).build()) {
      assertThat(client.controlPlane().describeIndex("docs").status().ready()).isFalse();
    }
  }

  @Test
  void deletedIndexesStayForTheDeletionTime() {
    try (RunningLocal local =
            new RunningLocal("--port", "0", "--index", "docs:2", "--deletion-time", "86400");
        Pinelink client = plaintext(local).build()) {
      client.controlPlane().deleteIndex("docs");

      assertThat(client.controlPlane().listIndexes().items()).hasSize(1);
    }
  }

  @Test
  void theRequestLogHasALineForEachRequestBeforeItsAnswerLeavesAndNoKey() throws Exception {
    Path file = directory.resolve("requests.jsonl");
    Files.writeString(file, "{\"kept\":true}\n");
    try (RunningLocal local =
            new RunningLocal("--port", "0", "--index", "docs:2", "--request-log", file.toString());
        Pinelink client = plaintext(local).apiKey("pcsk_secret_one").build()) {
      readAndWrite(client.index("docs"));

      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(0)).as("what was there").isEqualTo("{\"kept\":true}");
      JsonNode query = new ObjectMapper().readTree(lines.get(lines.size() - 1));
      assertThat(query.fieldNames())
          .toIterable()
          .containsExactly(
              "time",
              "listener",
              "privateEndpoint",
              "protocol",
              "operation",
              "index",
              "namespace",
              "method",
              "path",
              "query",
              "authority",
              "headers",
              "httpStatus",
              "grpcStatus",
              "cancelled");
      assertThat(query.get("listener").textValue()).isEqualTo("local_data");
      assertThat(query.get("protocol").textValue()).isEqualTo("grpc");
      assertThat(query.get("operation").textValue()).isEqualTo("query");
      assertThat(query.get("index").textValue()).isEqualTo("docs");
      assertThat(query.get("namespace").textValue()).isEmpty();
      assertThat(query.at("/headers/api-key/0").textValue()).isEqualTo("***");
      assertThat(query.get("httpStatus").intValue()).isEqualTo(200);
      assertThat(query.get("grpcStatus").intValue()).isZero();
      assertThat(Files.readString(file)).doesNotContain("pcsk_secret_one");
    }
  }

  @Test
  void aRequestLogThatCannotBeOpenedIsReportedByName() {
    Run run =
        Run.of("local", "--port", "0", "--request-log", directory.resolve("no/log").toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Cannot write the request log " + directory.resolve("no/log"));
  }

  @Test
  void anAuthorityWithoutItsKeyIsBadUsageWithAHint() throws Exception {
    Files.writeString(directory.resolve("ca.pem"), "");

    Run run = Run.of("local", "--port", "0", "--tls-dir", directory.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--tls-dir " + directory, "remove both to create new ones")
        .doesNotContain("EmbeddedAuthority");
  }
}
