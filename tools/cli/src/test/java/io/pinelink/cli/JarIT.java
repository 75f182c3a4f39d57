package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.pinecone.clients.Pinecone;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.imports.JobStatus;
import io.pinelink.imports.StartImportRequest;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Match;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.ParquetWriting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openapitools.db_control.client.model.IndexModel;

/** Tests {@code java -jar pinelink.jar}, with nothing else on the class path. */
@Tag("slow")
class JarIT {
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @TempDir Path directory;

  @Test
  void theJarKnowsItsVersion() {
    Run run = JarProcess.run("", "--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("pinelink " + Version.current() + "\n");
  }

  @Test
  void resolvePrintsTheResultToStandardOutputOrTheReasonToStandardError() throws Exception {
    Run good = JarProcess.run("", "resolve", "--json", PUBLIC);
    Run bad = JarProcess.run("", "resolve", "--json", "10.0.0.1");

    assertThat(good.exitCode()).isZero();
    assertThat(good.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(good.out()).get("privateHost").textValue())
        .isEqualTo(PRIVATE);
    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err()).startsWith("pinelink: host '10.0.0.1' is refused: it is an IP address");
  }

  @Test
  void doctorCallsOverBothProtocolsAndReportsWhetherDataCanFlow() throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      Path authority = Files.writeString(directory.resolve("ca.pem"), server.authority().pem());
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      String[] args = {
        "doctor",
        PUBLIC,
        "--route-policy",
        "private-required",
        "--connect-to",
        "127.0.0.1:" + server.address(Listener.PRIVATE_DATA).getPort(),
        "--control-plane",
        "https://localhost:" + server.address(Listener.CONTROL).getPort(),
        "--ca",
        authority.toString(),
        "--json"
      };

      Run good = JarProcess.run(EmbeddedPinecone.API_KEY, args);
      Run bad = JarProcess.run("pcsk_other", args);

      assertThat(good.err()).isEmpty();
      assertThat(good.exitCode()).isZero();
      assertThat(statusOf(good, "grpc")).isEqualTo("ok");
      assertThat(statusOf(good, "rest")).isEqualTo("ok");
      assertThat(statusOf(good, "control-plane")).isEqualTo("ok");
      assertThat(bad.exitCode()).isEqualTo(1);
      assertThat(statusOf(bad, "tls")).isEqualTo("ok");
      assertThat(statusOf(bad, "grpc")).isEqualTo("failed");
      assertThat(good.out() + bad.out())
          .doesNotContain(EmbeddedPinecone.API_KEY)
          .doesNotContain("pcsk_other");
    }
  }

  /** The route rejects the address, so nothing is sent to it. */
  @Test
  void failuresAreReportedByTheDoctorAndNotLoggedByLibraries() {
    Run run =
        JarProcess.run(
            "pcsk_any",
            "doctor",
            PRIVATE,
            "--connect-to",
            "203.0.113.7",
            "--control-plane",
            "localhost:1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("203.0.113.7, which is public", "Data cannot flow: see dns.");
    assertThat(run.err()).isEmpty();
  }

  private static String statusOf(Run run, String check) throws Exception {
    for (JsonNode step : new ObjectMapper().readTree(run.out()).get("steps")) {
      if (step.get("check").textValue().equals(check)) {
        return step.get("status").textValue();
      }
    }
    throw new AssertionError("no step " + check + " in " + run.out());
  }

  @Test
  void localServesTheOfficialClientAndEndsCleanly() throws Exception {
    try (JarProcess local = new JarProcess("", "local", "--port", "0")) {
      String controlPlane =
          new ObjectMapper().readTree(local.line()).get("controlPlane").textValue();
      Pinecone pinecone =
          new Pinecone.Builder("any key").withHost(controlPlane).withTlsEnabled(false).build();
      // The official client caches connections per JVM, keyed only by the index's name.
      String name = "official-" + controlPlane.substring(controlPlane.lastIndexOf(':') + 1);

      IndexModel made =
          pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
      assertThat(made.getHost()).startsWith("localhost:");
      try (io.pinecone.clients.Index index = pinecone.getIndexConnection(name)) {
        index.upsert("east", List.of(1f, 0f), "ns");
        index.upsert("north", List.of(0f, 1f), "ns");

        assertThat(
                index
                    .query(1, List.of(1f, 0.1f), null, null, null, "ns", null, true, true)
                    .getMatchesList())
            .extracting(match -> match.getId())
            .containsExactly("east");
      }
      local.terminate();

      assertThat(local.exitCode()).isZero();
      assertThat(local.line()).as("nothing after the first line").isNull();
      assertThat(local.err()).isEmpty();
    }
  }

  @Test
  void theOfficialClientFindsItsVectorsAfterTheServerIsKilled() throws Exception {
    String[] args = {"local", "--port", "0", "--data", directory.resolve("data").toString()};
    String name = "kept-" + directory.getFileName().toString().replaceAll("\\D", "");
    try (JarProcess local = new JarProcess("", args)) {
      Pinecone pinecone = officialClient(local);
      pinecone.createServerlessIndex(name, "cosine", 2, "aws", "us-east-1", "disabled", null);
      try (io.pinecone.clients.Index index = pinecone.getIndexConnection(name)) {
        index.upsert("east", List.of(1f, 0f), "ns");
        index.upsert("north", List.of(0f, 1f), "ns");
      }
    } // by force

    try (JarProcess local = new JarProcess("", args);
        io.pinecone.clients.Index index = officialClient(local).getIndexConnection(name)) {
      assertThat(
              index
                  .query(2, List.of(1f, 0.1f), null, null, null, "ns", null, true, true)
                  .getMatchesList())
          .extracting(match -> match.getId())
          .containsExactly("east", "north");
    }
  }

  private static Pinecone officialClient(JarProcess local) throws Exception {
    String controlPlane = new ObjectMapper().readTree(local.line()).get("controlPlane").textValue();
    return new Pinecone.Builder("any key").withHost(controlPlane).withTlsEnabled(false).build();
  }

  /** The jar contains the library that reads Parquet files, and that library logs nothing. */
  @Test
  void localImportsFromADirectory() throws Exception {
    Path namespace = Files.createDirectories(directory.resolve("nightly/en"));
    ParquetWriting.write(namespace.resolve("0.parquet"), ParquetWriting.dense("b", "", 1, 2));
    try (JarProcess local =
        new JarProcess(
            "",
            "local",
            "--port",
            "0",
            "--index",
            "docs:2:dotproduct",
            "--bucket",
            "s3://my-bucket=" + directory)) {
      String controlPlane =
          new ObjectMapper().readTree(local.line()).get("controlPlane").textValue();
      try (Pinelink client =
          Pinelink.builder().apiKey("pcsk_any").controlPlane(controlPlane).build()) {
        Imports imports = client.index("docs").imports();
        String id = imports.start(StartImportRequest.from("s3://my-bucket/nightly")).id();

        assertThat(imports.describe(id).status()).isEqualTo(JobStatus.COMPLETED);
      }
      local.terminate();

      assertThat(local.exitCode()).isZero();
      assertThat(local.err()).isEmpty();
    }
  }

  @Test
  void localDescribesItsGrpcServicesToClientsWithoutAFile() throws Exception {
    try (JarProcess local = new JarProcess("", "local", "--port", "0", "--index", "docs:2")) {
      String host = new ObjectMapper().readTree(local.line()).at("/indexes/0/host").textValue();
      ManagedChannel channel = NettyChannelBuilder.forTarget(host).usePlaintext().build();
      try {
        assertThat(
                HealthGrpc.newBlockingStub(channel)
                    .check(HealthCheckRequest.newBuilder().setService("VectorService").build())
                    .getStatus())
            .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
      } finally {
        channel.shutdownNow();
      }
      local.terminate();

      assertThat(local.exitCode()).isZero();
      assertThat(local.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void localServesPinelinkOverThePrivateRoute(Protocol protocol) throws Exception {
    try (JarProcess local =
        new JarProcess(
            "",
            "local",
            "--port",
            "0",
            "--tls-dir",
            directory.toString(),
            "--private",
            "--restricted",
            "--keys",
            "pcsk_mine",
            "--index",
            "docs:2")) {
      JsonNode facts = new ObjectMapper().readTree(local.line());
      String endpoint = facts.at("/privateEndpoints/0/address").textValue();
      try (Pinelink client =
          Pinelink.builder()
              .apiKey("pcsk_mine")
              .protocols(protocol, Protocol.REST)
              .routePolicy(RoutePolicy.privateRequired())
              .tls(TlsOptions.trustOnly(Path.of(facts.get("ca").textValue())))
              .addressGuard(AddressGuard.privateOnly().allowingLoopback())
              .controlPlane(facts.get("controlPlane").textValue())
              .connectRule(
                  ConnectRule.forIndex("docs")
                      .dial(
                          "127.0.0.1",
                          Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1))))
              .build()) {
        Index docs = client.index("docs");
        docs.upsert(List.of(Vector.of("east", new float[] {1, 0})));

        assertThat(docs.route().host()).isEqualTo(PRIVATE);
        assertThat(docs.query(QueryRequest.builder().vector(1, 0).topK(1).build()).matches())
            .extracting(Match::id)
            .containsExactly("east");
      }
      local.terminate();

      assertThat(local.exitCode()).isZero();
    }
  }
}
