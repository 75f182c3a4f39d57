package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  @Test
  void severalSlowRequestsDoNotStopTheHealth() throws Exception {
    AtomicInteger waiting = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    try (MetricsServer server =
        MetricsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            () -> {
              waiting.incrementAndGet();
              awaitEnd(end);
              return new byte[0];
            },
            () -> true)) {
      HttpClient client = HttpClient.newHttpClient();
      URI metrics = URI.create(server.url());
      for (int i = 0; i < 15; i++) {
        Object unused =
            client.sendAsync(HttpRequest.newBuilder(metrics).build(), BodyHandlers.discarding());
      }
      await().until(() -> waiting.get() == 15);

      HttpRequest health = HttpRequest.newBuilder(metrics.resolve("/health")).build();
      assertThat(client.send(health, BodyHandlers.ofString()).body()).isEqualTo("ok\n");
    } finally {
      end.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
