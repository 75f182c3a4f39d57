package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The environment and the ports of Pinecone Local, one port for everything, and addresses. */
class LocalDropInTest {
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // The ports of indexes follow it.
      return Math.min(socket.getLocalPort(), 65_400);
    }
  }

  private static Pinelink client(RunningLocal local, Protocol protocol) {
    return Pinelink.builder()
        .apiKey("pclocal")
        .protocols(protocol, Protocol.REST)
        .controlPlane("http://localhost:" + local.port("/controlPlaneAddress"))
        .build();
  }

  private static void readAndWrite(Index index) {
    index.upsert(List.of(Vector.of("east", new float[] {1, 0})));
    assertThat(index.fetch(FetchRequest.byIds("east")).vectors()).hasSize(1);
  }

  /** Sends a request without an API key, as the documentation of Pinecone Local does. */
  private static String withoutKey(int port, String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void theVariablesOfPineconeLocalAreRead() throws IOException {
    int port = freePort();
    try (RunningLocal local =
            new RunningLocal(
                Map.of("PORT", Integer.toString(port), "PINECONE_HOST", "localhost"),
                "--index",
                "first:2",
                "--index",
                "second:2");
        Pinelink client = client(local, Protocol.GRPC)) {
      assertThat(local.port("/controlPlaneAddress")).isEqualTo(port);
      int first = portOf(local, "/indexes/0/host");
      int second = portOf(local, "/indexes/1/host");
      assertThat(first).isBetween(port + 1, port + 100);
      assertThat(second).isGreaterThan(first);
      readAndWrite(client.index("first"));
      assertThat(withoutKey(port, "GET /indexes")).startsWith("HTTP/1.1 200 ");
      assertThat(withoutKey(first, "GET /describe_index_stats")).startsWith("HTTP/1.1 200 ");
    }
  }

  private static int portOf(RunningLocal local, String pointer) {
    assertThat(local.facts().at(pointer).textValue()).startsWith("localhost:");
    return local.port(pointer);
  }

  @Test
  void indexesAreAdvertisedAtPineconeHost() {
    try (RunningLocal local =
        new RunningLocal(Map.of("PORT", "0", "PINECONE_HOST", "pinecone"), "--index", "docs:2")) {
      assertThat(local.facts().at("/indexes/0/host").textValue()).matches("pinecone:[0-9]+");
    }
  }

  @Test
  void optionsTakePrecedenceOverTheEnvironment() {
    try (RunningLocal local =
        new RunningLocal(
            Map.of("PORT", "not a port", "PINECONE_HOST", "not a host!", "INDEX_TYPE", "none"),
            "--port",
            "0",
            "--advertise",
            "docs.example",
            "--keys",
            "one",
            "--index",
            "docs:2")) {
      assertThat(local.facts().at("/indexes/0/name").textValue()).isEqualTo("docs");
      assertThat(local.facts().at("/indexes/0/host").textValue()).matches("docs\\.example:[0-9]+");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theVariablesOfAnIndexStartItOnThePort(Protocol protocol) throws IOException {
    int port = freePort();
    Map<String, String> environment =
        Map.of(
            "PORT", Integer.toString(port),
            "INDEX_TYPE", "serverless",
            "VECTOR_TYPE", "dense",
            "DIMENSION", "2",
            "METRIC", "euclidean");
    try (RunningLocal local = new RunningLocal(environment);
        Pinelink client = client(local, protocol)) {
      JsonNode index = local.facts().at("/indexes/0");
      assertThat(index.get("host").textValue()).isEqualTo("localhost:" + port);
      readAndWrite(client.indexAt("localhost:" + port));
      assertThat(client.controlPlane().describeIndex("index").metric()).contains(Metric.EUCLIDEAN);
      assertThat(withoutKey(port, "GET /describe_index_stats")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void theIndexCanBeSparseOrOnPods() {
    try (RunningLocal local =
            new RunningLocal(
                Map.of(
                    "PORT", "0",
                    "INDEX_TYPE", "serverless",
                    "VECTOR_TYPE", "sparse",
                    "DIMENSION", "0",
                    "METRIC", "dotproduct"));
        Pinelink client = client(local, Protocol.REST)) {
      Index index = client.indexAt(local.facts().at("/indexes/0/host").textValue());
      index.upsert(
          List.of(
              Vector.builder("a")
                  .sparseValues(SparseValues.of(new int[] {1}, new float[] {1}))
                  .build()));
      assertThat(index.fetch(FetchRequest.byIds("a")).vectors()).hasSize(1);
    }
    try (RunningLocal local =
            new RunningLocal(Map.of("PORT", "0", "INDEX_TYPE", "pod", "DIMENSION", "2"));
        Pinelink client = client(local, Protocol.REST)) {
      readAndWrite(client.indexAt(local.facts().at("/indexes/0/host").textValue()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT=abc | PORT is 'abc', expected 0 to 65535",
        "PORT=70000 | PORT is '70000', expected 0 to 65535",
        "PORT=65500 | PORT is not 0 to 65435: 65500",
        "PORT=0 PINECONE_HOST=http:// | PINECONE_HOST is 'http://', expected HOST",
        "PORT=0 PINECONE_HOST=localhost:5081 | PINECONE_HOST is 'localhost:5081', with a port",
        "PORT=0 PINECONE_HOST=docs-a1.svc.e1.pinecone.io | PINECONE_HOST is"
            + " 'docs-a1.svc.e1.pinecone.io', a host of the service",
        "INDEX_TYPE=serverles | INDEX_TYPE is 'serverles', expected serverless or pod",
        "INDEX_TYPE=serverless | DIMENSION is not set, expected 1 to 20000",
        "INDEX_TYPE=serverless DIMENSION=-1 | DIMENSION is '-1', expected 1 to 20000",
        "INDEX_TYPE=serverless DIMENSION=2 METRIC=l2 | METRIC is 'l2', expected cosine or",
        "INDEX_TYPE=serverless VECTOR_TYPE=x DIMENSION=2 | VECTOR_TYPE is 'x', expected dense or",
        "INDEX_TYPE=serverless VECTOR_TYPE=sparse DIMENSION=2 | DIMENSION is '2', expected 0",
        "INDEX_TYPE=serverless VECTOR_TYPE=sparse METRIC=cosine | METRIC is 'cosine', expected"
            + " dotproduct",
        "INDEX_TYPE=pod VECTOR_TYPE=sparse | VECTOR_TYPE is 'sparse', expected dense",
      })
  void badValuesAreNamedWithTheirVariable(String environment, String reason) {
    Run run = Run.of(variables(environment), "local");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("the environment variable " + reason);
    assertThat(run.out()).isEmpty();
  }

  private static Map<String, String> variables(String environment) {
    return List.of(environment.split(" ")).stream()
        .map(each -> each.split("=", 2))
        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void onOnePortTheHostNamesTheIndex(Protocol protocol) {
    try (RunningLocal local =
            new RunningLocal(
                Map.of("PINECONE_HOST", "", "INDEX_TYPE", ""),
                "--port",
                "0",
                "--one-port",
                "--index",
                "docs:2",
                "--index",
                "more:2");
        Pinelink client = client(local, protocol)) {
      int port = local.port("/controlPlaneAddress");
      assertThat(local.facts().at("/indexes/0/host").textValue())
          .isEqualTo("docs.localhost:" + port);
      readAndWrite(client.index("docs"));
      assertThat(client.index("more").fetch(FetchRequest.byIds("east")).vectors()).isEmpty();
    }
  }

  @Test
  void aMappedAddressIsAdvertised() {
    try (RunningLocal local =
        new RunningLocal(
            "--port",
            "0",
            "--one-port",
            "--listen",
            "0.0.0.0",
            "--advertise",
            "http://localhost:15080",
            "--index",
            "docs:2")) {
      assertThat(local.facts().at("/indexes/0/host").textValue())
          .isEqualTo("http://docs.localhost:15080");
      assertThat(local.facts().get("controlPlaneAddress").textValue())
          .matches("(0\\.0\\.0\\.0|\\[0:0:0:0:0:0:0:0]):[0-9]+");
      assertThat(local.err()).contains("is not loopback");
    }
  }
}
