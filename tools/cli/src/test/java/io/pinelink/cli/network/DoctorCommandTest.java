package io.pinelink.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the command against planes on loopback, with names, certificates and keys as in the
 * service.
 */
@Tag("slow")
class DoctorCommandTest {
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @TempDir Path directory;

  private final EmbeddedPinecone server = EmbeddedPinecone.start();

  @BeforeEach
  void fill() throws Exception {
    Files.writeString(directory.resolve("ca.pem"), server.authority().pem());
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Run doctor(Listener listener, String... args) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "doctor",
                "--connect-to",
                "localhost:" + server.address(listener).getPort(),
                "--control-plane",
                "https://localhost:" + server.address(Listener.CONTROL).getPort(),
                "--ca",
                directory.resolve("ca.pem").toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void dataFlowsOverThePrivateRoute() {
    Run run =
        doctor(
            Listener.PRIVATE_DATA,
            PUBLIC,
            "--route-policy",
            "private-required",
            "--api-key",
            EmbeddedPinecone.API_KEY);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(PRIVATE).endsWith("\nData can flow.\n");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain(EmbeddedPinecone.API_KEY);
    assertThat(server.requests())
        .extracting(r -> r.listener())
        .doesNotContain(Listener.PUBLIC_DATA);
  }

  @Test
  void textFitsATerminalExceptForLongNames() {
    Run run = doctor(Listener.PUBLIC_DATA, PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    assertThat(run.out().lines().filter(line -> line.length() > 80))
        .allSatisfy(line -> assertThat(line.strip()).doesNotContain(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --route-policy | as-given, public-only, private-required, private-preferred
          --protocols    | grpc, rest
          """)
  void wrongWordIsRefusedWithEachValidOneOnce(String option, String valid) {
    Run run = Run.of("doctor", PUBLIC, option, "nonsense");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().findFirst().orElseThrow())
        .contains(option)
        .contains(": expected " + valid + ", but was 'nonsense'; see pinelink doctor --help");
  }

  @Test
  void helpShowsTheDefaultOfTheProbesTimeout() {
    long seconds = RoutePolicy.privatePreferred().timeout().orElseThrow().toSeconds();

    assertThat(Run.of("doctor", "--help").out().replaceAll("\\s+", " "))
        .contains("--private-probe-timeout=SECONDS The time that private-preferred waits")
        .contains("waits for the private form. Default: " + seconds + ".");
  }

  @Test
  void jsonHasEveryStepInOrder() throws Exception {
    Run run = doctor(Listener.PUBLIC_DATA, "--json", PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "host", "kind", "fallback", "at", "dataCanFlow", "verdict", "deadAddresses", "steps");
    assertThat(json.get("host").textValue()).isEqualTo(PUBLIC);
    assertThat(json.get("kind").textValue()).isEqualTo("public");
    assertThat(json.get("fallback").booleanValue()).isFalse();
    assertThat(json.get("dataCanFlow").booleanValue()).isTrue();
    assertThat(json.get("verdict").textValue()).isEqualTo("answered");
    assertThat(json.get("deadAddresses")).isEmpty();
    assertThat(json.get("steps").findValuesAsText("check"))
        .containsExactly(
            "host",
            "catalogue",
            "dns",
            "resolvers",
            "tcp",
            "tls",
            "path-mtu",
            "grpc-libraries",
            "rest-libraries",
            "grpc",
            "rest",
            "control-plane",
            "proxy",
            "dns-cache",
            "clock");
    assertThat(json.get("steps").get(0).fieldNames())
        .toIterable()
        .containsExactly("check", "status", "seen", "hint");
    assertThat(json.get("steps").get(0).get("hint").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RESOURCE_EXHAUSTED | You've reached your read unit limit for the current month (1000000). | 9 | quota-exhausted | false
          RESOURCE_EXHAUSTED | too many requests | 0 | rate-limited    | true
          PERMISSION_DENIED  | forbidden         | 5 | forbidden       | false
          NOT_FOUND          | no such index     | 0 | answered        | true
          UNAVAILABLE        | out of order      | 1 | unreachable     | false
          """)
  void refusedReadsHaveAnExitCodeAndAWordEachAlthoughStatisticsAreAnswered(
      ErrorCode code, String message, int exitCode, String verdict, boolean flows)
      throws Exception {
    Fault fault = Fault.refuse(code, message);
    server.faults().next("fetch", fault, fault);

    Run run = doctor(Listener.PUBLIC_DATA, "--json", PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("verdict").textValue()).isEqualTo(verdict);
    assertThat(json.get("dataCanFlow").booleanValue()).isEqualTo(flows);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aDeletedIndexHasAnExitCodeOfItsOwn() {
    try (Pinelink client = server.clientBuilder().build()) {
      client.controlPlane().deleteIndex("docs");
    }

    Run run = doctor(Listener.PUBLIC_DATA, PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(unwrapped(run))
        .contains("The route works, but there is no index at this host: see call over gRPC.")
        .contains("-> the route works, but the index was deleted, or created again");
  }

  @Test
  void anHtmlPageOfAGatewayIsNoAnswerOfTheService() {
    Fault page = Fault.plainText(403, "<html><body>Blocked</body></html>");
    server.faults().next("describeIndexStats", page, page);

    Run run = doctor(Listener.PUBLIC_DATA, PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(unwrapped(run))
        .contains("Data cannot flow: see call over gRPC.")
        .contains("-> something on the path answered instead of the service");
  }

  @Test
  void aDocumentIndexWithoutStatisticsIsUsable() {
    try (Pinelink client = server.clientBuilder().build()) {
      IndexSchema schema = IndexSchema.builder().text("body", FullTextSearch.defaults()).build();
      String host =
          client
              .controlPlane()
              .createDocumentIndex(
                  CreateDocumentIndexRequest.builder(
                          "notes", schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                      .build())
              .host()
              .orElseThrow();
      Fault unsupported = Fault.refuse(ErrorCode.UNIMPLEMENTED, "not yet supported");
      server.faults().next("describeIndexStats", unsupported, unsupported);

      Run run = doctor(Listener.PUBLIC_DATA, host, "--api-key", EmbeddedPinecone.API_KEY);

      assertThat(run.exitCode()).isZero();
      assertThat(unwrapped(run)).contains("Data can flow.", "ok call over REST fetchDocuments in ");
    }
  }

  @Test
  void aRefusedKeyMeansThatDataCannotFlow() {
    Run run = doctor(Listener.PUBLIC_DATA, PUBLIC, "--api-key", "pcsk_wrong_one");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("FAILED", "Data cannot flow").doesNotContain("pcsk_wrong_one");
  }

  @Test
  void aRestrictedProjectIsDistinguishedFromAWrongKey() {
    server.project().restrictToPrivateEndpoints(true);

    Run run = doctor(Listener.PUBLIC_DATA, PUBLIC, "--api-key", EmbeddedPinecone.API_KEY);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("accepts this key and lists the index, so the project is restricted");
  }

  @Test
  void anUntrustedAuthorityIsNamed() {
    Run run =
        Run.of(
            "doctor",
            PUBLIC,
            "--api-key",
            EmbeddedPinecone.API_KEY,
            "--connect-to",
            "127.0.0.1:" + server.address(Listener.PUBLIC_DATA).getPort(),
            "--control-plane",
            "https://localhost:" + server.address(Listener.CONTROL).getPort());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("EmbeddedPinecone CA", "Data cannot flow: see tls.");
  }

  @Test
  void anInvalidHostIsBadUsage() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "api.pinecone.io");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("host 'api.pinecone.io' is refused: it is the control plane's");
  }

  @Test
  void aHostThatThePolicyRefusesIsBadUsage() {
    Run run =
        Run.of(
            "doctor", "--api-key", "pcsk_some", "--route-policy", "public-only", "--json", PRIVATE);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the policy is publicOnly");
  }

  @Test
  void anUntrustedDomainGetsNoKey() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "docs-a1.svc.cell.example.com");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("docs-a1.svc.cell.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "idx-a.svc.pinecone.io.evil.com, api.pinecone.io",
    "nonsense, api.pinecone.io",
    "docs-a1b234c.svc.aped-4627-b74a.pinecone.io, api.evil.com",
    "docs-a1b234c.svc.aped-4627-b74a.pinecone.io, https://api.evil.com:8443/",
  })
  void aHostOutsideTheTrustedDomainsIsRefusedWithTheOptionThatTrustsIt(
      String host, String controlPlane) {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--control-plane", controlPlane, host);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("is refused: ", "--trust-domain DOMAIN")
        .doesNotContain("trustedDomain(");
  }

  /** Returns what was printed, in one line. */
  private static String unwrapped(Run run) {
    return run.out().replaceAll("\\s+", " ");
  }

  @Test
  void plaintextToPortsWithTlsIsDiagnosedWithTheAddressToUse() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      String control = "localhost:" + server.address(Listener.CONTROL).getPort();
      String data = "localhost:" + server.address(Listener.PUBLIC_DATA).getPort();

      Run run = Run.of("doctor", "--api-key", "pcsk_embedded", "--control-plane", control, data);

      assertThat(run.exitCode()).isNotZero();
      assertThat(unwrapped(run))
          .contains("speaks TLS, and this route is plaintext: use https://" + control)
          .contains("speaks TLS, and this route is plaintext: use https://" + data)
          .doesNotContain("regardless of the route to the index");
    }
  }

  @Test
  void tlsToPortsWithoutItIsDiagnosedWithTheAddressToUse() {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start()) {
      String host = "localhost:" + server.address(Listener.CONTROL).getPort();

      Run run =
          Run.of(
              "doctor",
              "--api-key",
              "pcsk_embedded",
              "--control-plane",
              "https://" + host,
              "https://" + host);

      assertThat(run.exitCode()).isNotZero();
      assertThat(unwrapped(run))
          .contains("does not speak TLS; for plaintext on loopback, use http://" + host);
    }
  }

  @Test
  void theHelpNamesTheSchemesOfTheControlPlane() {
    assertThat(unwrapped(Run.of("doctor", "--help")))
        .contains("The control plane, with or without https:// or http://");
  }

  @Test
  void aHostOfAHostBookIsRefusedForTheSameReason() {
    Path file = directory.resolve("hosts.properties");
    HostBook.empty()
        .with(new HostBook.Entry("docs", "docs-a1.svc.cell.evil.com", HostBook.Origin.USER))
        .save(file);

    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--host-book", file.toString(), "docs");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("host 'docs-a1.svc.cell.evil.com' is refused: ", "--trust-domain DOMAIN");
  }

  @Test
  void aFileWithoutPemIsBadUsage() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));

    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--ca", empty.toString(), PUBLIC);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("empty.pem");
  }

  @Test
  void aNameServerWithoutAPortIsBadUsage() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--resolver", "10.0.0.2:0", PUBLIC);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--resolver: resolver is ", "10.0.0.2:0", "from 1 to 65535");
  }

  @Test
  void anInvalidTargetIsBadUsage() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--connect-to", "fd00::1:443x", PUBLIC);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'fd00::1:443x' is not a target");
  }

  @Test
  void anIndexOfAHostBookIsFoundByItsName() throws Exception {
    Run run =
        doctor(
            Listener.PRIVATE_DATA,
            "docs",
            "--host-book",
            book("docs").toString(),
            "--route-policy",
            "private-required",
            "--api-key",
            EmbeddedPinecone.API_KEY);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith(PRIVATE).contains("the host book's private host");
  }

  @Test
  void anIndexThatIsNotInTheHostBookIsBadUsage() throws Exception {
    Run run = doctor(Listener.PRIVATE_DATA, "docs", "--host-book", book("films").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no index 'docs' is in HostBook[films]");
  }

  @Test
  void aHostBookThatIsMissingIsBadUsage() {
    Run run = doctor(Listener.PRIVATE_DATA, "docs", "--host-book", "no-such-file");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("host book no-such-file is missing");
  }

  private Path book(String index) {
    Path file = directory.resolve("hosts.properties");
    HostBook.empty()
        .with(
            new HostBook.Entry(
                index, PUBLIC, Optional.of(PRIVATE), Optional.empty(), HostBook.Origin.USER))
        .save(file);
    return file;
  }

  @Test
  void aProtocolThatIsNotRequestedIsSkipped() {
    Run run =
        doctor(
            Listener.PUBLIC_DATA,
            PUBLIC,
            "--protocols",
            "rest",
            "--api-key",
            EmbeddedPinecone.API_KEY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("skipped  call over gRPC", "ok       call over REST");
  }

  @Test
  void privatePreferredWaitsForTheGivenTimeout() {
    Run run =
        doctor(
            Listener.PRIVATE_DATA,
            PUBLIC,
            "--route-policy",
            "private-preferred",
            "--private-probe-timeout",
            "17",
            "--api-key",
            EmbeddedPinecone.API_KEY);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("(privatePreferred(17 s);");
  }

  @Test
  void anInvalidTimeoutIsBadUsage() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--connect-timeout", "0", PUBLIC);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("timeout is 0 ms");
  }

  @Test
  void theProxyIsUsedForTheControlPlaneAndOnRequestForPrivateRoutes() {
    String proxy = "localhost:" + server.address(Listener.CONTROL).getPort();
    String[] args = {
      PRIVATE, "--route-policy", "private-required", "--proxy", proxy, "--api-key", "pcsk_any"
    };

    Run direct = doctor(Listener.PRIVATE_DATA, args);
    Run through =
        doctor(
            Listener.PRIVATE_DATA,
            Stream.concat(Stream.of("--proxy-private"), Arrays.stream(args))
                .toArray(String[]::new));

    assertThat(direct.out().replaceAll("\\s+", " "))
        .contains("private data: no proxy; control plane: ");
    assertThat(through.out().replaceAll("\\s+", " "))
        .contains("private data: " + proxy + "; control plane: ");
    assertThat(through.exitCode()).as("that is no proxy").isEqualTo(1);
  }

  @Test
  void aProxyWithoutAPortIsBadUsage() {
    Run run = Run.of("doctor", "--api-key", "pcsk_some", "--proxy", "proxy.example", PUBLIC);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'proxy.example' has no port; expected NAME:PORT");
  }
}
