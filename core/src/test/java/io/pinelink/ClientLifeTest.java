package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.pinelink.FakeTransport.Call;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.model.QueryResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests how calls end and where their callbacks run, until the client is closed. */
class ClientLifeTest extends ClientScene {
  @Test
  void cancellingReachesTheTransport() {
    CompletableFuture<QueryResponse> future =
        builder().build().indexAt(PUBLIC).async().query(QUERY);
    Call call = grpc.next();
    assertThat(call.answer()).isNotDone();
    future.cancel(true);
    assertThat(call.answer()).isCancelled();

    CompletableFuture<AsyncIndex> index = builder().build().async().index("docs");
    index.cancel(true);
    assertThat(rest.next().answer()).isCancelled();
  }

  @Test
  void anInterruptCancelsTheCallAndStaysSet() throws Exception {
    Index index = builder().build().indexAt(PUBLIC);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                index.query(QUERY);
              } catch (CancellationException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    Call call = grpc.next();
    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).hasCauseInstanceOf(InterruptedException.class);
    assertThat(flag.get()).isTrue();
    assertThat(call.answer()).isCancelled();
  }

  @Test
  void callbacksRunOnlyOnTheExecutor() {
    Queue<Runnable> handedOver = new ArrayDeque<>();
    Index index = builder().callbackExecutor(handedOver::add).build().indexAt(PUBLIC);
    CompletableFuture<QueryResponse> future = index.async().query(QUERY);
    grpc.next().answer().complete(FOUND);

    assertThat(future).isNotDone();
    Objects.requireNonNull(handedOver.poll()).run();
    assertThat(future).isCompletedWithValue(FOUND);
  }

  @Test
  void aCancelledCallDoesNotKeepTheClientOpen() {
    Pinelink client = builder().build();
    client.indexAt(PUBLIC).async().query(QUERY).cancel(true);

    client.close();

    assertThat(grpc.next().answer()).isCancelled();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void aCallbackThatRunsInPlaceMayCloseTheClient() {
    Pinelink client = builder().build();
    CompletableFuture<Void> closed =
        client.indexAt(PUBLIC).async().query(QUERY).thenRun(client::close);

    grpc.next().answer().complete(FOUND);

    assertThat(closed).isCompleted();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void waitingNeedsNoCallbackExecutor() {
    Pinelink client = builder().callbackExecutor(task -> {}).build();
    grpc.answering(FOUND);
    rest.answering(docs(PUBLIC, null), docs(PUBLIC, null));
    assertThat(client.indexAt(PUBLIC).query(QUERY)).isSameAs(FOUND);
    assertThat(client.controlPlane().describeIndex("docs").name()).isEqualTo("docs");
    assertThat(client.index("docs").route().host()).isEqualTo(PUBLIC);
  }

  @Test
  void anExecutorThatIsShutDownDoesNotHangACall() {
    Index index =
        builder()
            .callbackExecutor(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException("shut down");
                })
            .build()
            .indexAt(PUBLIC);
    grpc.answering(FOUND);
    assertThat(index.async().query(QUERY)).isCompletedWithValue(FOUND);
  }

  @Test
  void anExecutorOutOfThreadsDoesNotHangACall() {
    Index index =
        builder()
            .callbackExecutor(
                task -> {
                  throw new OutOfMemoryError("unable to create native thread");
                })
            .build()
            .indexAt(PUBLIC);
    grpc.answering(FOUND);
    assertThat(index.async().query(QUERY)).isCompletedWithValue(FOUND);
  }

  @Test
  void closingWaitsNoLongerThanTheDeadlinesOfLostCalls() {
    Pinelink client = builder().timeout(Duration.ofMillis(10)).build();
    CompletableFuture<QueryResponse> lost = client.indexAt(PUBLIC).async().query(QUERY);

    client.close();

    assertThat(lost).isNotDone();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // code of a program may return null anyway
  void anInterceptorThatViolatesItsContractFailsTheCallAndDoesNotKeepTheClientOpen() {
    for (Supplier<CompletableFuture<?>> broken :
        List.<Supplier<CompletableFuture<?>>>of(
            () -> {
              throw new NoSuchMethodError("clash");
            },
            () -> null)) {
      Pinelink client = builder().interceptor(call -> broken.get()).build();

      assertThat(client.indexAt(PUBLIC).async().query(QUERY)).isCompletedExceptionally();
      client.close();
    }
  }

  @Test
  void closingWaitsForCallsInFlightAndAcceptsNoNewOnes() throws Exception {
    Pinelink client = builder().build();
    Index index = client.indexAt(PUBLIC);
    CompletableFuture<QueryResponse> future = index.async().query(QUERY);
    Call call = grpc.next();
    CountDownLatch closing = new CountDownLatch(1);
    FutureTask<String> closer =
        inBackground(
            () -> {
              closing.countDown();
              client.close();
            });
    assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
    awaitRefusal(index);

    assertThat(closer).isNotDone();
    assertThat(grpc.closed).isZero();
    call.answer().complete(FOUND);
    assertThat(closer.get(10, TimeUnit.SECONDS)).isEqualTo("done");

    assertThat(future).isCompletedWithValue(FOUND);
    assertThat(grpc.closed).isEqualTo(1);
    assertThat(rest.closed).isEqualTo(1);
    client.close();
    assertThat(grpc.closed).isEqualTo(1);
  }

  /** Until the other thread has got into close(), calls still get in; those end at once. */
  private void awaitRefusal(Index index) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              grpc.answering(FOUND);
              assertThatIllegalStateException()
                  .isThrownBy(() -> index.query(QUERY))
                  .withMessage("the client is closed");
            });
  }

  @Test
  void anInterceptorThatThrowsDoesNotKeepTheClientOpen() {
    CallInterceptor throwing =
        call -> {
          throw new IllegalStateException("interceptor");
        };
    Pinelink client = builder().interceptor(throwing).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.indexAt(PUBLIC).query(QUERY))
        .withMessage("interceptor");
    client.close();
    assertThat(grpc.closed).isEqualTo(1);
  }
}
