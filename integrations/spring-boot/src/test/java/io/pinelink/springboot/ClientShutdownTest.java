package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.IndexStats;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The end of an application while a call is in flight. */
class ClientShutdownTest {
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  @Test
  void closingWaitsForTheResponseLongerThanForAPhaseOfTheShutdown() {
    AtomicReference<Index> docs = new AtomicReference<>();
    AtomicReference<CompletableFuture<IndexStats>> call = new AtomicReference<>();
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      createIndex(server);
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  LifecycleAutoConfiguration.class, PinelinkAutoConfiguration.class))
          .withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder)
          .withPropertyValues(
              "pinelink.indexes.docs=", "spring.lifecycle.timeout-per-shutdown-phase=1ms")
          .run(
              context -> {
                server.faults().next("describeIndexStats", Fault.delay(Duration.ofMillis(500)));
                docs.set(context.getBean(Index.class));
                call.set(docs.get().async().describeIndexStats());
                server.awaitRequest(ClientShutdownTest::isTheCall, AT_MOST);
              });

      // The context is closed now.
      assertThat(server.requests())
          .filteredOn(ClientShutdownTest::isTheCall)
          .singleElement()
          .satisfies(request -> assertThat(request.httpStatus()).hasValue(200));
    }
    assertThat(call.get()).succeedsWithin(AT_MOST);
    assertThatThrownBy(() -> docs.get().describeIndexStats())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static boolean isTheCall(RecordedRequest request) {
    return request.operation().equals(DataOperations.DESCRIBE_INDEX_STATS.name());
  }

  private static void createIndex(EmbeddedPinecone server) {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }
}
