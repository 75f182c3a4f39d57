package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Metric;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which client owns which connections, and that none of them leak. */
class ClientLifecycleIT {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final int PATIENCE_SECONDS = 20;

  private EmbeddedPinecone server;
  private Relay relay;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedPinecone.builder().apiKeys(Set.of("pcsk_first", "pcsk_second")).start();
    relay = new Relay(server.address(Listener.PRIVATE_DATA));
    try (Pinelink client = client("pcsk_first")) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
    relay.accepted.clear();
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    server.close();
  }

  private Pinelink client(String key) {
    return server.clientBuilder().apiKey(key).routePolicy(RoutePolicy.privateRequired()).build();
  }

  /** Returns a client whose private connections pass through the relay. */
  private Pinelink watched(String key) {
    return Pinelink.builder()
        .apiKey(key)
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .tls(io.pinelink.network.TlsOptions.trustOnly(server.authority().certificate()))
        .connectRule(ConnectRule.forHost(HOST).dial(relay.address()))
        .build();
  }

  @Test
  void indexesOfOneClientShareAConnectionAndTwoClientsDoNot() {
    try (Pinelink first = watched("pcsk_first");
        Pinelink second = watched("pcsk_second")) {
      first.indexAt(HOST).describeIndexStats();
      first.indexAt(HOST).namespace("other").describeIndexStats();
      assertThat(relay.accepted).hasSize(1);

      second.indexAt(HOST).describeIndexStats();
      assertThat(relay.accepted).hasSize(2);
    }
  }

  @Test
  void closingOneClientLeavesTheOtherOpen() {
    try (Pinelink second = watched("pcsk_second")) {
      Pinelink first = watched("pcsk_first");
      first.indexAt(HOST).describeIndexStats();
      Index index = second.indexAt(HOST);
      index.describeIndexStats();

      first.close();

      index.describeIndexStats();
      assertThat(relay.accepted).hasSize(2);
      assertThatThrownBy(() -> first.indexAt(HOST).describeIndexStats())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void closingDrainsCallsInFlight() throws Exception {
    relay.hold();
    Pinelink client = watched("pcsk_first");
    CompletableFuture<?> call = client.indexAt(HOST).async().delete(DeleteRequest.all());
    relay.accepted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Thread closing = new Thread(client::close, "closing");
    closing.start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    assertThat(call).isNotDone();

    relay.release();

    call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    closing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(closing.isAlive()).isFalse();
  }

  @Test
  void noThreadAndNoSocketIsLeftAfterClose() throws Exception {
    Set<Thread> before = threads();
    try (Pinelink client = watched("pcsk_first")) {
      client.indexAt(HOST).describeIndexStats();
    }
    try (Pinelink client = client("pcsk_first")) {
      client.controlPlane().listIndexes();
    }

    Relay.Pair pair = relay.accepted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(pair).isNotNull();
    pair.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await()
        .pollInSameThread()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  /**
   * Returns threads that a client may have started, without threads of the JVM and of this test.
   */
  private static Set<Thread> newThreads(Set<Thread> before) {
    List<String> others = List.of("relay", "ForkJoinPool.commonPool", "CompletableFuture");
    return threads().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> !"system".equals(thread.getThreadGroup().getName()))
        .filter(thread -> others.stream().noneMatch(thread.getName()::startsWith))
        .collect(Collectors.toSet());
  }

  /** A relay that passes bytes between a client and the server, and can hold them back. */
  private static final class Relay implements AutoCloseable {
    final BlockingQueue<Pair> accepted = new LinkedBlockingQueue<>();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads =
        Executors.newCachedThreadPool(work -> new Thread(work, "relay"));
    private final InetSocketAddress target;
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    /** One connection, and when the client has ended it. */
    record Pair(Socket client, CompletableFuture<Void> ended) {}

    Relay(InetSocketAddress target) throws IOException {
      this.target = target;
      threads.execute(this::accept);
    }

    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    void hold() {
      gate = new CompletableFuture<>();
    }

    void release() {
      gate.complete(null);
    }

    private void accept() {
      try {
        while (true) {
          Socket client = socket.accept();
          Socket server = new Socket(target.getAddress(), target.getPort());
          CompletableFuture<Void> ended = new CompletableFuture<>();
          threads.execute(() -> pass(client, server, ended));
          threads.execute(() -> pass(server, client, new CompletableFuture<>()));
          accepted.add(new Pair(client, ended));
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    private void pass(Socket from, Socket to, CompletableFuture<Void> ended) {
      byte[] buffer = new byte[8192];
      try (from;
          to) {
        int count = from.getInputStream().read(buffer);
        while (count >= 0) {
          gate.join();
          to.getOutputStream().write(buffer, 0, count);
          count = from.getInputStream().read(buffer);
        }
      } catch (IOException e) {
        // One side has closed, so the other is closed too.
      } finally {
        ended.complete(null);
      }
    }

    @Override
    public void close() throws IOException {
      release();
      socket.close();
      threads.shutdownNow();
    }
  }
}
