package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.FakeTransport;
import io.pinelink.Pinelink;
import io.pinelink.TestLibraries;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.doctor.internal.dns.DnsServer;
import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.request.EmptyRequest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DoctorTest {
  private static final String KEY = "pcsk_never_shown";
  private static final String PUBLIC = "docs-a1.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1.svc.private.aped-4627-b74a.pinecone.io";
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", null, null, CONTROL, Protocol.REST, 1);
  private static final IndexStats STATS =
      new VectorResponses.StatsResult(
          Map.of(),
          3,
          OptionalInt.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          INFO);
  private static final FetchResponse NO_VECTOR =
      new VectorResponses.FetchResult(
          Map.of(), "", OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), INFO);
  private static final FetchDocumentsResponse NO_DOCUMENT =
      new DocumentResponses.FetchDocumentsResult(
          List.of(),
          Optional.empty(),
          "",
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          INFO);
  private static final ListResponse<IndexDescription> NO_INDEX =
      new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO);
  private static final ListResponse<IndexDescription> THE_INDEX =
      new VectorResponses.ListResult<>(
          List.of(
              IndexDescription.builder(
                      "docs",
                      new ControlResponses.IndexStatusResult(true, "Ready"),
                      IndexSpec.serverless(Cloud.AWS, "us-east-1"),
                      INFO)
                  .host(PUBLIC)
                  .build()),
          Optional.empty(),
          INFO);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final FakeTransport rest = new FakeTransport(Protocol.REST);

  private static TlsServer server(String name, String... protocols) throws Exception {
    return new TlsServer(name, Instant.now(), protocols);
  }

  /** A client that trusts the server, and whose private route leads there. */
  private Pinelink.Builder client(TlsServer server) {
    return trusting(server, client(server.address()));
  }

  private static Pinelink.Builder trusting(TlsServer server, Pinelink.Builder client) {
    return client.tls(TlsOptions.trustOnly(server.authority()));
  }

  /** A client whose private route leads to the addresses, one of them at least. */
  private Pinelink.Builder client(InetSocketAddress... addresses) {
    return FakeTransport.under(Pinelink.builder(), grpc, rest)
        .apiKey(KEY)
        .routePolicy(RoutePolicy.privateRequired())
        .proxy(ProxyOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connectRule(ConnectRule.forHost(PRIVATE).dial(addresses));
  }

  /** A client that asks DNS, which answers with these addresses, or with none. */
  private Pinelink.Builder resolving(String... addresses) {
    return FakeTransport.under(Pinelink.builder(), grpc, rest)
        .apiKey(KEY)
        .routePolicy(RoutePolicy.privateRequired())
        .proxy(ProxyOptions.none())
        .dnsResolver(
            name -> {
              if (addresses.length == 0) {
                throw new UnknownHostException(name);
              }
              InetAddress[] found = new InetAddress[addresses.length];
              for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
              }
              return found;
            });
  }

  private static Diagnosis diagnose(Pinelink.Builder builder, String host) {
    try (Pinelink client = builder.build()) {
      Diagnosis diagnosis = Doctor.of(client).check(host);
      assertThat(diagnosis.toString() + diagnosis.toText()).doesNotContain(KEY);
      return diagnosis;
    }
  }

  private static Step step(Diagnosis diagnosis, Check check) {
    return diagnosis.step(check).orElseThrow();
  }

  private static Status status(Diagnosis diagnosis, Check check) {
    return step(diagnosis, check).status();
  }

  private static Route route(Pinelink.Builder builder) {
    try (Pinelink client = builder.build()) {
      return client.indexAt(PRIVATE).route();
    }
  }

  private static PinelinkException unauthenticated(Route route) {
    return Failures.refusal(
        new FailedCall("describeIndexStats", route, 1),
        new Refusal(ErrorCode.UNAUTHENTICATED, "Unauthorized", null, null),
        null);
  }

  private static InetSocketAddress closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  @Test
  void aWorkingRouteIsOkAtEveryStep() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(diagnosis.host()).isEqualTo(PRIVATE);
      assertThat(diagnosis.steps()).extracting(Step::check).containsExactly(Check.values());
      assertThat(diagnosis.steps())
          .filteredOn(step -> step.check() != Check.RESOLVERS) // the rule dials an address
          .extracting(Step::status)
          .containsOnly(Status.OK);
      assertThat(diagnosis.steps()).extracting(Step::hint).containsOnly(Optional.empty());
      assertThat(diagnosis.dataCanFlow()).isTrue();
      assertThat(step(diagnosis, Check.HOST).seen())
          .isEqualTo(
              "a public form; the private one is "
                  + PRIVATE
                  + "; the route is private, dialled at localhost:"
                  + server.address().getPort()
                  + " (privateRequired; rewritten from "
                  + PUBLIC
                  + ")");
      assertThat(step(diagnosis, Check.CATALOGUE).seen())
          .startsWith("aped-4627-b74a is aws us-east-1, zone private.aped-4627-b74a.pinecone.io");
      assertThat(step(diagnosis, Check.TCP).seen())
          .startsWith("127.0.0.1:" + server.address().getPort() + " (loopback) answered in ");
      assertThat(step(diagnosis, Check.TLS).seen())
          .contains("certificate for " + PRIVATE + " by CN=test authority until ", "ALPN h2");
      assertThat(step(diagnosis, Check.GRPC_LIBRARIES).seen()).startsWith("assertj-core 3.");
      assertThat(step(diagnosis, Check.GRPC).seen()).contains("3 vectors");
      assertThat(step(diagnosis, Check.CONTROL_PLANE).seen())
          .isEqualTo("api.pinecone.io answered: 0 indexes");
    }
  }

  @Test
  void incompatibleLibrariesAreNamedOnceWithTheFix() throws Exception {
    grpc.libraries = TestLibraries.tooOld();
    grpc.answering(Objects.requireNonNull(grpc.libraries.refusal()));
    rest.answering(STATS, NO_VECTOR, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.GRPC_LIBRARIES)).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.GRPC_LIBRARIES).seen()).contains("does not run on");
      assertThat(step(diagnosis, Check.GRPC_LIBRARIES).hint().orElseThrow())
          .contains("<artifactId>pinelink-bom</artifactId>");
      assertThat(step(diagnosis, Check.GRPC).seen())
          .isEqualTo("no call, for the reason reported at the libraries of GRPC");
      assertThat(status(diagnosis, Check.REST_LIBRARIES)).isEqualTo(Status.OK);
      assertThat(diagnosis.dataCanFlow()).isTrue();
    }
  }

  @Test
  void aMissingClassIsReportedAtTheCall() throws Exception {
    IncompatibleLibraryException missing =
        grpc.libraries.incompatible(new NoClassDefFoundError("org/example/Any"));
    grpc.answering(missing);
    rest.answering(missing, missing);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      for (Check check : List.of(Check.GRPC, Check.REST, Check.CONTROL_PLANE)) {
        assertThat(status(diagnosis, check)).isEqualTo(Status.FAILED);
        assertThat(step(diagnosis, check).seen()).isEqualTo(missing.getMessage());
      }
      assertThat(diagnosis.toText()).contains("Data cannot flow: see call over gRPC.");
    }
  }

  @Test
  void eachCheckMakesOneAttempt() throws Exception {
    grpc.answering(unavailable("describeIndexStats"));
    rest.answering(unavailable("describeIndexStats"), unavailable("listIndexes"));
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.GRPC)).isEqualTo(Status.FAILED);
      assertThat(status(diagnosis, Check.REST)).isEqualTo(Status.FAILED);
      assertThat(status(diagnosis, Check.CONTROL_PLANE)).isEqualTo(Status.FAILED);
    }
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.hasNoCall()).isTrue();
    assertThat(rest.next().context().attempt()).isEqualTo(1);
    assertThat(rest.next().context().attempt()).isEqualTo(1);
    assertThat(rest.hasNoCall()).isTrue();
  }

  private PinelinkException unavailable(String operation) {
    return Failures.refusal(
        new FailedCall(
            operation,
            route(client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))),
            1),
        new Refusal(ErrorCode.UNAVAILABLE, "down", null, null),
        null);
  }

  @Test
  void aResolverOfTheApplicationIsComparedWithTheServersThatAreGiven() throws Exception {
    grpc.answering(STATS, NO_VECTOR, STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX, STATS, NO_INDEX);
    try (DnsServer dns = new DnsServer().with(PRIVATE, "10.0.1.15");
        Pinelink client =
            resolving("127.0.0.1")
                .addressGuard(AddressGuard.privateOnly().allowingLoopback())
                .build()) {
      assertThat(step(Doctor.of(client).check(PRIVATE), Check.RESOLVERS).seen())
          .isEqualTo("the client has a DnsResolver of its own");
      assertThat(
              step(
                      Doctor.of(client)
                          .check(
                              IndexHosts.given(PRIVATE),
                              DiagnosisOptions.builder().resolver(dns.address()).build()),
                      Check.RESOLVERS)
                  .hint()
                  .orElseThrow())
          .startsWith("compare the records of the zone private.aped-4627-b74a.pinecone.io at ");
    }
  }

  @Test
  void aNameThatDoesNotResolveNamesTheZoneToCreate() {
    Pinelink.Builder client = resolving();
    TransportException unknown =
        Failures.unconnected(
            new FailedCall("describeIndexStats", route(client), 1), new UnknownHostException());
    grpc.answering(unknown);
    rest.answering(unknown, NO_INDEX);

    Diagnosis diagnosis = diagnose(client, PUBLIC);

    assertThat(diagnosis.dataCanFlow()).isFalse();
    assertThat(status(diagnosis, Check.DNS)).isEqualTo(Status.FAILED);
    assertThat(step(diagnosis, Check.DNS).hint().orElseThrow())
        .startsWith("create the zone private.aped-4627-b74a.pinecone.io where this program runs");
    assertThat(status(diagnosis, Check.TCP)).isEqualTo(Status.SKIPPED);
    assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.SKIPPED);
    assertThat(step(diagnosis, Check.GRPC))
        .usingRecursiveComparison()
        .ignoringFields("took")
        .isEqualTo(
            Step.of(
                Check.GRPC,
                Status.FAILED,
                "no connection, for the reason reported at dns",
                Optional.empty(),
                Duration.ZERO));
    assertThat(status(diagnosis, Check.CLOCK)).isEqualTo(Status.SKIPPED);
  }

  @Test
  void aPublicAddressIsNotDialledAndTheHintNamesTheRecordToFix() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);

    Diagnosis diagnosis = diagnose(resolving("203.0.113.7"), PRIVATE);

    assertThat(step(diagnosis, Check.DNS).seen()).contains("leads to 203.0.113.7, which is public");
    assertThat(step(diagnosis, Check.DNS).hint().orElseThrow())
        .startsWith("point the wildcard record of the zone private.aped-4627-b74a.pinecone.io to");
    assertThat(status(diagnosis, Check.TCP)).isEqualTo(Status.SKIPPED);
    assertThat(diagnosis.addresses())
        .extracting(InetAddress::getHostAddress)
        .containsExactly("203.0.113.7");
    assertThat(diagnosis.certificate()).isEmpty();
  }

  @Test
  void theAddressesAndTheCertificateAreReported() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "h2")) {
      Diagnosis diagnosis = diagnose(client(server), PRIVATE);

      assertThat(diagnosis.addresses()).containsExactly(server.address().getAddress());
      assertThat(diagnosis.certificate().orElseThrow().names()).containsExactly(PRIVATE);
    }
  }

  @Test
  void anEndpointNameThatDoesNotResolveIsNotBlamedOnTheZone() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);

    Diagnosis diagnosis =
        diagnose(
            resolving().connectRule(ConnectRule.forHost(PRIVATE).dial("vpce-1.vpce.invalid")),
            PUBLIC);

    assertThat(step(diagnosis, Check.DNS).seen())
        .startsWith("the name vpce-1.vpce.invalid:443 does not resolve")
        .doesNotContain("zone");
    assertThat(step(diagnosis, Check.DNS).hint().orElseThrow()).doesNotContain("zone");
  }

  @Test
  void aClosedPortIsATcpFailure() throws Exception {
    InetSocketAddress closed = closedPort();
    Pinelink.Builder client = client(closed);
    TransportException refused =
        Failures.unconnected(
            new FailedCall("describeIndexStats", route(client), 1),
            new ConnectException("Connection refused"));
    grpc.answering(refused);
    rest.answering(refused, NO_INDEX);

    Diagnosis diagnosis = diagnose(client, PUBLIC);

    assertThat(status(diagnosis, Check.DNS)).isEqualTo(Status.OK);
    assertThat(status(diagnosis, Check.TCP)).isEqualTo(Status.FAILED);
    assertThat(step(diagnosis, Check.TCP).seen())
        .startsWith("connecting to localhost:" + closed.getPort() + " was refused");
    assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.SKIPPED);
    assertThat(step(diagnosis, Check.REST).seen())
        .isEqualTo("no connection, for the reason reported at tcp");
  }

  @Test
  void anUnresponsiveAddressIsNamedEvenIfAnotherAnswers() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    InetSocketAddress closed = closedPort();
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(trusting(server, client(closed, server.address())), PUBLIC);

      assertThat(status(diagnosis, Check.TCP)).isEqualTo(Status.WARNING);
      assertThat(step(diagnosis, Check.TCP).seen())
          .startsWith("127.0.0.1:" + server.address().getPort())
          .endsWith(
              "no connection to 127.0.0.1:" + closed.getPort() + " (loopback), which refuses it");
      assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.OK);
      assertThat(diagnosis.dataCanFlow()).isTrue();
    }
  }

  @Test
  void aCertificateWithTheHostOnlyAsItsCommonNameIsRefused() throws Exception {
    grpc.answering(unavailable("describeIndexStats"));
    rest.answering(unavailable("describeIndexStats"), NO_INDEX);
    try (TlsServer server = TlsServer.withCommonName(PRIVATE, Instant.now(), "h2")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.TLS).seen()).contains("has no DNS names (subjectAltName)");
    }
  }

  @Test
  void theFailureThatGotFurthestIsReported() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PUBLIC, "h2", "http/1.1")) {
      Diagnosis diagnosis =
          diagnose(trusting(server, client(server.address(), closedPort())), PUBLIC);

      assertThat(status(diagnosis, Check.TCP)).isEqualTo(Status.OK);
      assertThat(step(diagnosis, Check.TLS).status()).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.TLS).seen())
          .contains("is for " + PUBLIC + ", not for " + PRIVATE);
      assertThat(status(diagnosis, Check.CLOCK)).isEqualTo(Status.SKIPPED);
    }
  }

  @Test
  void missingHttp2IsAWarningForGrpc() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.WARNING);
      assertThat(step(diagnosis, Check.TLS).seen()).endsWith("ALPN http/1.1");
      assertThat(step(diagnosis, Check.TLS).hint().orElseThrow()).startsWith("gRPC needs HTTP/2");
    }
  }

  @Test
  void aRefusalIsBlamedOnTheEndpointIfTheControlPlaneAcceptsTheKey() throws Exception {
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Pinelink.Builder client = client(server);
      PinelinkException refusal = unauthenticated(route(client));
      grpc.answering(refusal);
      rest.answering(refusal, THE_INDEX);

      Diagnosis diagnosis = diagnose(client, PUBLIC);

      assertThat(diagnosis.dataCanFlow()).isFalse();
      assertThat(step(diagnosis, Check.GRPC).hint())
          .contains(
              "the control plane accepts this key and lists the index, so the private endpoint is"
                  + " not registered to the project of this index: the ConnectRule that dials"
                  + " localhost:"
                  + server.address().getPort()
                  + " leads to 127.0.0.1 (loopback), which may be another project's endpoint; lead"
                  + " it to this project's, or add this one to the project in the console");
      assertThat(step(diagnosis, Check.REST).hint()).isEqualTo(step(diagnosis, Check.GRPC).hint());
    }
  }

  @Test
  void aRefusalIsBlamedOnTheKeyIfItsProjectDoesNotHaveTheIndex() throws Exception {
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Pinelink.Builder client = client(server);
      PinelinkException refusal = unauthenticated(route(client));
      grpc.answering(refusal);
      rest.answering(refusal, NO_INDEX);

      assertThat(step(diagnose(client, PUBLIC), Check.GRPC).hint())
          .contains(
              "the control plane accepts this key, but the key's project has no index with this"
                  + " host: use a key of the index's project");
    }
  }

  @Test
  void aKeyThatBothPlanesRefuseIsAWrongKey() throws Exception {
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Pinelink.Builder client = client(server);
      grpc.answering(unauthenticated(route(client)));
      rest.answering(unauthenticated(route(client)), unauthenticated(CONTROL));

      Diagnosis diagnosis = diagnose(client, PUBLIC);

      assertThat(step(diagnosis, Check.GRPC).hint()).isEmpty();
      assertThat(step(diagnosis, Check.CONTROL_PLANE).status()).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.CONTROL_PLANE).hint()).contains("check the key");
    }
  }

  @Test
  void dataFlowsWithoutTheControlPlane() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(
        STATS,
        Failures.unconnected(
            new FailedCall("listIndexes", CONTROL, 1), new ConnectException("timed out")));
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(diagnosis.dataCanFlow()).isTrue();
      assertThat(status(diagnosis, Check.CONTROL_PLANE)).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.CONTROL_PLANE).hint().orElseThrow()).contains("host book");
    }
  }

  @Test
  void aProtocolThatIsNotOnTheClassPathIsSkippedWithItsArtifact() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(FakeTransport.under(client(server), grpc), PUBLIC);

      assertThat(status(diagnosis, Check.REST)).isEqualTo(Status.SKIPPED);
      assertThat(step(diagnosis, Check.REST).seen()).startsWith("io.pinelink:pinelink-rest is not");
      assertThat(status(diagnosis, Check.CONTROL_PLANE)).isNotEqualTo(Status.OK);
      assertThat(diagnosis.dataCanFlow()).isTrue();
    }
  }

  @Test
  void aSkewedClockIsAWarning() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    Instant late = Instant.now().plus(Duration.ofHours(2));
    try (TlsServer server = new TlsServer(PRIVATE, late, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.CLOCK)).isEqualTo(Status.WARNING);
      String seen = step(diagnosis, Check.CLOCK).seen();
      assertThat(seen)
          .matches("is (1 h \\d+ min|2 h) behind the server's: \\S+Z here, \\S+Z there");
    }
  }

  @Test
  void anExpiredCertificateIsAtFaultIfTheClocksAgree() throws Exception {
    grpc.answering(unavailable("describeIndexStats"));
    rest.answering(unavailable("describeIndexStats"), NO_INDEX);
    try (TlsServer server = TlsServer.expired(PRIVATE, Instant.now(), "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(status(diagnosis, Check.TLS)).isEqualTo(Status.FAILED);
      assertThat(step(diagnosis, Check.TLS).hint())
          .contains(
              "this machine's clock agrees with the server's: the server's certificate is at"
                  + " fault");
      assertThat(status(diagnosis, Check.CLOCK)).isEqualTo(Status.OK);
    }
  }

  @Test
  void theClockIsAtFaultForAnExpiredCertificateIfTheServerHasAnotherTime() throws Exception {
    grpc.answering(unavailable("describeIndexStats"));
    rest.answering(unavailable("describeIndexStats"), NO_INDEX);
    Instant then = Instant.now().minus(Duration.ofHours(36));
    try (TlsServer server = TlsServer.expired(PRIVATE, then, "h2", "http/1.1")) {
      Diagnosis diagnosis = diagnose(client(server), PUBLIC);

      assertThat(step(diagnosis, Check.TLS).hint())
          .contains("correct this machine's clock: it is 1 d 12 h ahead of the server's");
      assertThat(status(diagnosis, Check.CLOCK)).isEqualTo(Status.WARNING);
      assertThat(step(diagnosis, Check.CLOCK).seen()).startsWith("is 1 d 12 h ahead of");
    }
  }

  @Test
  void anInvalidHostIsTheOnlyFinding() {
    Diagnosis diagnosis = diagnose(resolving(), "api.pinecone.io");

    assertThat(diagnosis.steps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.check()).isEqualTo(Check.HOST);
              assertThat(step.status()).isEqualTo(Status.FAILED);
              assertThat(step.seen()).contains("it is the control plane's host");
            });
    assertThat(diagnosis.dataCanFlow()).isFalse();
  }

  @Test
  void anEnvironmentOutsideTheCatalogueIsNotAFailure() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);

    Diagnosis diagnosis = diagnose(resolving(), "docs-a1.svc.cell.byoc.pinecone.io");

    assertThat(status(diagnosis, Check.CATALOGUE)).isEqualTo(Status.OK);
    assertThat(step(diagnosis, Check.CATALOGUE).seen())
        .isEqualTo("cell.byoc is not in the catalogue, which is not an error");
  }

  @Test
  void callsAndConnectionsOfTheDoctorAreCounted() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1");
        Pinelink client = client(server).build()) {
      Doctor.of(client).check(PUBLIC);

      assertThat(client.routeCounts())
          .contains(
              // The handshake, a small request and a large one.
              RouteReports.count(Route.Kind.PRIVATE, false, 3, 3, 0),
              RouteReports.count(Route.Kind.PUBLIC, true, 1, 0, 0));
    }
  }

  @Test
  void addressesRefusedByTheDoctorAreNotCountedAsRefusedConnections() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (Pinelink client = resolving("203.0.113.7").build()) {
      Doctor.of(client).check(PUBLIC);

      assertThat(client.routeCounts())
          .contains(RouteReports.count(Route.Kind.PRIVATE, false, 3, 0, 0));
    }
  }

  @Test
  void closingWaitsForCallsOfTheDoctor() throws Exception {
    Pinelink client = resolving().build();
    CompletableFuture<Diagnosis> diagnosis =
        CompletableFuture.supplyAsync(() -> Doctor.of(client).check(PUBLIC));
    FakeTransport.Call call = grpc.next();
    Thread closing = new Thread(client::close);
    closing.start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(grpc.closed).isZero();

    call.answer().complete(STATS);

    closing.join();
    assertThat(grpc.closed).isEqualTo(1);
    assertThatThrownBy(diagnosis::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the client is closed");
  }

  private static PinelinkException refusal(ErrorCode code, String message) {
    return Failures.refusal(
        new FailedCall("describeIndexStats", CONTROL, 1),
        new Refusal(code, message, null, null, false, ErrorDetails.NONE, INFO),
        null);
  }

  /** A diagnosis of a public route, whose calls are all refused. */
  private Diagnosis refusing(PinelinkException refusal) {
    Pinelink.Builder client = resolving().routePolicy(RoutePolicy.publicOnly());
    grpc.responding = request -> refusal;
    rest.responding = request -> request instanceof EmptyRequest ? THE_INDEX : refusal;
    return diagnose(client, PUBLIC);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PERMISSION_DENIED | FORBIDDEN       | the key is not permitted to read | give it a role that permits reads
          PAYMENT_REQUIRED  | FORBIDDEN       | the key is not permitted to read | pay the open invoices
          NOT_FOUND         | INDEX_NOT_FOUND | there is no index at this host   | the index was deleted, or created again
          INVALID_ARGUMENT  | REFUSED         | the service refuses calls        | check the API version
          UNIMPLEMENTED     | REFUSED         | the service refuses calls        | check the API version
          """)
  void anAnswerOfTheServiceProvesTheRoute(
      ErrorCode code, Verdict verdict, String line, String hint) {
    Diagnosis diagnosis = refusing(refusal(code, "no"));

    assertThat(diagnosis.verdict()).isEqualTo(verdict);
    assertThat(diagnosis.verdict().provesRoute()).isTrue();
    assertThat(diagnosis.dataCanFlow()).isFalse();
    assertThat(diagnosis.toText().replaceAll("\\s+", " "))
        .endsWith(" The route works, but " + line + ": see call over gRPC. ");
    assertThat(step(diagnosis, Check.GRPC).status()).isNotEqualTo(Status.OK);
    assertThat(step(diagnosis, Check.GRPC).hint().orElseThrow()).contains(hint);
    assertThat(step(diagnosis, Check.REST).hint()).isEqualTo(step(diagnosis, Check.GRPC).hint());
  }

  @Test
  void aThrottledProbeIsNoOutage() {
    Diagnosis diagnosis = refusing(refusal(ErrorCode.RESOURCE_EXHAUSTED, "slow down"));

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.RATE_LIMITED);
    assertThat(diagnosis.dataCanFlow()).isTrue();
    assertThat(status(diagnosis, Check.GRPC)).isEqualTo(Status.WARNING);
    assertThat(status(diagnosis, Check.REST)).isEqualTo(Status.WARNING);
    assertThat(diagnosis.toText().replaceAll("\\s+", " "))
        .contains("Data can flow", "; the service throttles calls at the moment.");
  }

  @ParameterizedTest
  @EnumSource(names = {"PERMISSION_DENIED", "NOT_FOUND", "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED"})
  void anHtmlPageIsNoAnswerOfTheService(ErrorCode code) {
    Diagnosis diagnosis =
        refusing(refusal(code, "HTTP 4xx: " + Refusal.text("<html>Blocked by the proxy</html>")));

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNREACHABLE);
    assertThat(diagnosis.toText()).contains("Data cannot flow").doesNotContain("route works");
    assertThat(step(diagnosis, Check.GRPC).hint().orElseThrow())
        .startsWith("something on the path answered instead of the service: check proxies");
  }

  @Test
  void aFailureOfTheServerDoesNotProveTheRoute() {
    assertThat(refusing(refusal(ErrorCode.UNAVAILABLE, "no healthy upstream")).verdict())
        .isEqualTo(Verdict.UNREACHABLE);
  }

  @Test
  void refusedReadsAreFoundAlthoughStatisticsAreAnswered() {
    PinelinkException spent =
        refusal(
            ErrorCode.RESOURCE_EXHAUSTED,
            "Request failed. You've reached your egress limit for the current month (1000000000"
                + " bytes). To continue reading data, upgrade your plan.");
    grpc.answering(STATS, spent);
    rest.answering(STATS, spent, THE_INDEX);

    Diagnosis diagnosis = diagnose(resolving().routePolicy(RoutePolicy.publicOnly()), PUBLIC);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.QUOTA_EXHAUSTED);
    assertThat(diagnosis.dataCanFlow()).isFalse();
    assertThat(status(diagnosis, Check.GRPC)).isEqualTo(Status.FAILED);
    assertThat(status(diagnosis, Check.REST)).isEqualTo(Status.FAILED);
    assertThat(step(diagnosis, Check.GRPC).seen()).contains("egress limit for the current month");
    assertThat(step(diagnosis, Check.GRPC).hint().orElseThrow())
        .startsWith("the route and the key work, but no retry helps: upgrade the plan");
    assertThat(diagnosis.toText().replaceAll("\\s+", " "))
        .contains("The route works, but a monthly quota is used up: see call over gRPC.");
  }

  @Test
  void oneReadIsEnoughForBothProtocols() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);

    Diagnosis diagnosis = diagnose(resolving().routePolicy(RoutePolicy.publicOnly()), PUBLIC);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.ANSWERED);
    assertThat(step(diagnosis, Check.GRPC).seen())
        .matches(".* vectors, answered in .*; fetch in .*");
    assertThat(rest.next().operation()).isEqualTo(DataOperations.DESCRIBE_INDEX_STATS);
    assertThat(rest.next().operation()).isEqualTo(ControlOperations.LIST_INDEXES);
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void aDocumentIndexWithoutStatisticsIsRead() {
    PinelinkException unsupported =
        refusal(ErrorCode.UNIMPLEMENTED, "not yet supported on indexes with document schemas");
    grpc.responding = request -> unsupported;
    rest.responding =
        request ->
            request instanceof FetchDocumentsRequest
                ? NO_DOCUMENT
                : request instanceof EmptyRequest ? THE_INDEX : unsupported;

    Diagnosis diagnosis = diagnose(resolving().routePolicy(RoutePolicy.publicOnly()), PUBLIC);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.ANSWERED);
    assertThat(status(diagnosis, Check.REST)).isEqualTo(Status.OK);
    assertThat(step(diagnosis, Check.REST).seen())
        .contains("fetchDocuments in ", "describe_index_stats is not answered here: ");
    assertThat(status(diagnosis, Check.GRPC)).isEqualTo(Status.WARNING);
    assertThat(RouteHealth.of(diagnosis)).isNotEqualTo(RouteHealth.DOWN);
  }

  @Test
  void aCallWithoutAnAnswerIsExplainedByANewConnection() throws Exception {
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      Pinelink.Builder client = client(server);
      PinelinkException late =
          Failures.deadlineExceeded(
              new FailedCall("describeIndexStats", route(client), 1), Duration.ofSeconds(10), null);
      grpc.answering(late);
      rest.answering(late, THE_INDEX);

      Diagnosis diagnosis = diagnose(client, PUBLIC);

      assertThat(diagnosis.verdict()).isEqualTo(Verdict.UNREACHABLE);
      assertThat(step(diagnosis, Check.GRPC).seen()).endsWith("no answer within 10 s");
      assertThat(step(diagnosis, Check.GRPC).hint().orElseThrow())
          .contains("the path works for new connections", "that cuts established ones");
    }
  }

  @Test
  void aDeadAddressIsPartOfTheVerdict() throws Exception {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);
    try (TlsServer server = server(PRIVATE, "h2", "http/1.1")) {
      InetSocketAddress dead =
          new InetSocketAddress("127.0.0.2", server.address().getPort()); // refuses
      Diagnosis diagnosis = diagnose(trusting(server, client(server.address(), dead)), PUBLIC);

      assertThat(diagnosis.dataCanFlow()).isTrue();
      assertThat(diagnosis.deadAddresses())
          .extracting(InetAddress::getHostAddress)
          .containsExactly("127.0.0.2");
      assertThat(diagnosis.toText().replaceAll("\\s+", " "))
          .contains("Data can flow; 127.0.0.2 accepts no connection: see tcp.");
    }
  }

  @Test
  void aRefusalOnAPublicRouteMentionsTheProject() {
    Pinelink.Builder client = resolving().routePolicy(RoutePolicy.publicOnly());
    grpc.answering(unauthenticated(CONTROL));
    rest.answering(unauthenticated(CONTROL), THE_INDEX);

    Diagnosis diagnosis = diagnose(client, PUBLIC);

    assertThat(diagnosis.kind()).contains(Route.Kind.PUBLIC);
    assertThat(step(diagnosis, Check.GRPC).hint().orElseThrow())
        .startsWith(
            "the control plane accepts this key and lists the index, so the project is restricted"
                + " to private endpoints");
  }

  @Test
  void aRefusalOnALocalRouteMentionsTheLocalServer() {
    Pinelink.Builder client = resolving().routePolicy(RoutePolicy.asGiven());
    grpc.answering(unauthenticated(CONTROL));
    rest.answering(unauthenticated(CONTROL), NO_INDEX);

    Diagnosis diagnosis = diagnose(client, "localhost:5081");

    assertThat(diagnosis.kind()).contains(Route.Kind.LOCAL);
    assertThat(step(diagnosis, Check.GRPC).hint())
        .contains(
            "the control plane accepts this key, but the server at localhost:5081 does not: it has"
                + " its own keys");
  }

  @Test
  void aPrivateFormThatDoesNotAnswerFallsBackToThePublicForm() {
    grpc.answering(STATS, NO_VECTOR);
    rest.answering(STATS, NO_INDEX);

    Diagnosis diagnosis =
        diagnose(
            resolving().routePolicy(RoutePolicy.privatePreferred(Duration.ofSeconds(2))), PUBLIC);

    assertThat(diagnosis.host()).isEqualTo(PRIVATE);
    assertThat(diagnosis.kind()).contains(Route.Kind.PUBLIC);
    assertThat(diagnosis.fallback()).isTrue();
    assertThat(diagnosis.toText().replaceAll("\\s+", " "))
        .contains("but over the public network: the private form does not answer");
  }

  @Test
  void aKeyThatIsTooShortForTheServiceIsAFinding() {
    Diagnosis diagnosis = diagnose(resolving().apiKey("q7"), PUBLIC);

    assertThat(step(diagnosis, Check.GRPC).seen())
        .startsWith("apiKey has 2 characters, expected at least 8");
    assertThat(step(diagnosis, Check.CONTROL_PLANE).seen()).startsWith("apiKey has 2 characters");
    assertThat(grpc.hasNoCall()).isTrue();
  }
}
