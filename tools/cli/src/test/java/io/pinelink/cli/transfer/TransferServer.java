package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with the indexes {@code docs} and {@code docs-copy}, and commands that run against it.
 */
final class TransferServer implements BeforeEachCallback, AfterAllCallback {
  static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private final int dimension;
  private final Metric metric;
  private final EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start();
  private final Pinelink client =
      Pinelink.builder()
          .apiKey(EmbeddedPinecone.API_KEY)
          .controlPlane(controlPlane())
          .proxy(ProxyOptions.none())
          .build();

  TransferServer(int dimension, Metric metric) {
    this.dimension = dimension;
    this.metric = metric;
  }

  EmbeddedPinecone server() {
    return server;
  }

  Pinelink client() {
    return client;
  }

  private String controlPlane() {
    return "http://localhost:" + server.address(Listener.CONTROL).getPort();
  }

  Map<String, String> environment() {
    return Map.of(
        "PINECONE_API_KEY", EmbeddedPinecone.API_KEY, "PINELINK_CONTROL_PLANE", controlPlane());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server.reset();
    for (String name : List.of("docs", "docs-copy")) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder(name, SPEC).dimension(dimension).metric(metric).build());
    }
  }

  Index index(String name, String namespace) {
    return client.index(name).namespace(namespace);
  }

  List<String> ids(String name, String namespace) {
    return index(name, namespace).listAllIds().stream().toList();
  }

  /** Loads vectors of two values, {@code v0} and so on. */
  void fill(String name, String namespace, int count) {
    load(
        name,
        namespace,
        IntStream.range(0, count).mapToObj(i -> Vector.of("v" + i, new float[] {i, 1})).toList());
  }

  void load(String name, String namespace, List<Vector> vectors) {
    assertThat(
            index(name, namespace)
                .bulkUpsert(BulkSource.of(vectors), BulkOptions.defaults())
                .isClean())
        .isTrue();
  }

  Run run(String... args) {
    return Run.of(environment(), args);
  }

  /** Runs a command with more arguments. */
  Run run(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    server.close();
  }
}
