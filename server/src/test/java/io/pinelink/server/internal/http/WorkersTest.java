package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkersTest {
  private static final int LONG = 20;

  static Stream<Arguments> requestsThatDoNotWaitForLongOnes() {
    List<String> searches = List.of("query", "searchRecords", "searchDocuments");
    List<String> batches =
        List.of("upsert", "fetch", "fetchByMetadata", "upsertDocuments", "fetchDocuments");
    return Stream.of(
        Arguments.of(searches, List.of("upsert", "fetch", "listIds", "createIndex", "")),
        Arguments.of(batches, List.of("query", "listIds", "listDocuments", "update", "")));
  }

  @ParameterizedTest
  @MethodSource
  void requestsThatDoNotWaitForLongOnes(List<String> longOnes, List<String> others)
      throws Exception {
    Workers workers = new Workers(2, role -> Thread::new);
    CountDownLatch released = new CountDownLatch(1);
    int waiting = LONG * longOnes.size();
    CountDownLatch answered = new CountDownLatch(waiting);
    for (String operation : longOnes) {
      for (int i = 0; i < LONG; i++) {
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

    for (String operation : others) {
      assertThat(CompletableFuture.runAsync(() -> {}, workers.of(call(operation))))
          .as(operation)
          .succeedsWithin(Duration.ofMinutes(1));
    }
    assertThat(answered.getCount()).isEqualTo(waiting);
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
