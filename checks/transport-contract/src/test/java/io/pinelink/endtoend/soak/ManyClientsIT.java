package io.pinelink.endtoend.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.Pinelink;
import io.pinelink.contract.hostile.MemoryInUse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that what was opened many times leaves nothing behind. */
@Tag("slow")
class ManyClientsIT {
  private static final int MANY = 1_000;

  /** Fills the pools that the libraries keep, so that what grows afterwards is lost. */
  private static final int WARM_UP = 100;

  private static final int AT_ONCE = 16;

  private static final Duration RETURNED = Duration.ofSeconds(30);

  /** Objects in the libraries' pools reference what they were last used for. */
  private static final int MAX_REFERENCED = 4;

  /** A leaked client or index would hold several kilobytes. */
  private static final long MAX_HEAP = 2L * 1024 * MANY;

  /** All clients over gRPC share 64 MB of pooled buffers, which Netty and the JDK count both. */
  private static final long MAX_DIRECT = 2 * 64L * 1024 * 1024;

  private EmbeddedPinecone server;

  private record Held(Resources resources, MemoryInUse memory) {}

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pinelink.Builder builder(Protocol protocol) {
    return server.clientBuilder().protocols(protocol, Protocol.REST);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void closedClientsLeaveNothing(Protocol protocol) {
    String host;
    try (Pinelink client = builder(protocol).build()) {
      host = Indexes.create(client, "docs", Metric.COSINE).route().host();
    }
    openAndClose(WARM_UP, protocol, host);
    Held before = held();

    List<WeakReference<Pinelink>> clients = openAndClose(MANY, protocol, host);

    assertNothingIsLeft(before, clients);
  }

  /** Opens, uses and closes clients, several at a time. */
  private List<WeakReference<Pinelink>> openAndClose(int count, Protocol protocol, String host) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      return IntStream.range(0, count)
          .mapToObj(i -> CompletableFuture.supplyAsync(() -> used(protocol, host), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      threads.shutdown();
    }
  }

  private WeakReference<Pinelink> used(Protocol protocol, String host) {
    try (Pinelink client = builder(protocol).build()) {
      client.indexAt(host).describeIndexStats();
      return new WeakReference<>(client);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void idleIndexesLeaveNoConnections(Protocol protocol) {
    List<String> hosts = new ArrayList<>();
    try (Pinelink client = builder(protocol).build()) {
      for (int i = 0; i < MANY; i++) {
        hosts.add(Indexes.create(client, "docs-" + i, Metric.COSINE).route().host());
      }
      hosts.stream().limit(WARM_UP).forEach(host -> client.indexAt(host).describeIndexStats());
    }
    Held before = held();
    Duration idle = Duration.ofSeconds(1);
    try (Pinelink client =
        builder(protocol).connectionLifetime(ConnectionLifetime.ofIdle(idle)).build()) {
      hosts.forEach(host -> client.indexAt(host).describeIndexStats());
      long ofThreads = before.resources().sockets() + maxDescriptorsOfThreads();

      await().atMost(RETURNED).until(() -> Resources.now().sockets() <= ofThreads);
    }

    assertNothingIsLeft(before, List.of());
  }

  /** Each network thread of a transport has some descriptors of its own to wait and to wake up. */
  private static long maxDescriptorsOfThreads() {
    return 2L * 4 * Runtime.getRuntime().availableProcessors();
  }

  private Held held() {
    server.clearRequests();
    return new Held(Resources.now(), MemoryInUse.measure());
  }

  private void assertNothingIsLeft(Held before, List<WeakReference<Pinelink>> clients) {
    before.resources().awaitReturned(RETURNED);
    server.clearRequests();
    await()
        .atMost(RETURNED)
        .untilAsserted(
            () -> {
              MemoryInUse now = MemoryInUse.measure();
              assertThat(clients.stream().filter(client -> client.get() != null).count())
                  .as("clients that are still referenced")
                  .isLessThanOrEqualTo(MAX_REFERENCED);
              assertThat(now.heap() - before.memory().heap()).as("heap").isLessThan(MAX_HEAP);
              assertThat(now.direct() - before.memory().direct())
                  .as("direct")
                  .isLessThan(MAX_DIRECT);
            });
  }
}
