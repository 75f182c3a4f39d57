package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int SEARCHES = 20;

  @Test
  void otherRequestsDoNotWaitForSearches() throws Exception {
    Workers workers = new Workers(2, role -> Thread::new);
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(SEARCHES);
    for (String operation : new String[] {"query", "searchRecords", "searchDocuments"}) {
      for (int i = 0; i < SEARCHES; i++) {
        workers
            .of(call(operation))
            .execute(
                () -> {
                  try {
                    released.await();
                    answered.countDown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
      }
    }

    for (String operation : new String[] {"upsert", "fetch", "createIndex", ""}) {
      assertThat(CompletableFuture.runAsync(() -> {}, workers.of(call(operation))))
          .as(operation)
          .succeedsWithin(Duration.ofMinutes(1));
    }
    assertThat(answered.getCount()).isEqualTo(SEARCHES);
    released.countDown();
    answered.await();
    workers.stop();
    workers.await(60);
  }

  private static ServerCall call(String operation) {
    ServerCall call =
        new ServerCall(
            ListenerRole.PUBLIC_DATA, "POST", "/query", new DefaultHttpHeaders(), new byte[0]);
    call.setOperation(operation, "");
    return call;
  }
}
