package io.pinelink.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChainedFutureTest {
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();

  private static Throwable failureOf(CompletableFuture<?> future) {
    return future.handle((value, failure) -> failure).join();
  }

  @Test
  void theSecondStepStartsWithTheValueOfTheFirst() {
    CompletableFuture<String> chained =
        ChainedFuture.of(first, number -> CompletableFuture.completedFuture("number " + number));
    assertThat(chained).isNotDone();
    first.complete(7);
    assertThat(chained).isCompletedWithValue("number 7");
  }

  @Test
  void failuresAreNotWrapped() {
    CompletableFuture<String> failsFirst = ChainedFuture.of(first, number -> second);
    Exception cause = new IllegalStateException("no");
    first.completeExceptionally(cause);
    assertThat(failureOf(failsFirst)).isSameAs(cause);

    CompletableFuture<String> failsSecond =
        ChainedFuture.of(CompletableFuture.completedFuture(1), number -> second);
    second.completeExceptionally(cause);
    assertThat(failureOf(failsSecond)).isSameAs(cause);
    assertThat(failureOf(ChainedFuture.of(failsSecond, CompletableFuture::completedFuture)))
        .isSameAs(cause);
  }

  @Test
  void anExceptionBetweenTheStepsFailsTheFuture() {
    RuntimeException thrown = new IllegalArgumentException("no");
    CompletableFuture<String> chained =
        ChainedFuture.of(
            CompletableFuture.completedFuture(1),
            number -> {
              throw thrown;
            });
    assertThat(failureOf(chained)).isSameAs(thrown);
  }

  @Test
  void cancellingCancelsTheStepThatRuns() {
    CompletableFuture<String> inFirst = ChainedFuture.of(first, number -> second);
    assertThat(inFirst.cancel(true)).isTrue();
    assertThat(first).isCancelled();
    assertThat(second).isNotDone();

    CompletableFuture<String> inSecond =
        ChainedFuture.of(CompletableFuture.completedFuture(1), number -> second);
    assertThat(inSecond.cancel(true)).isTrue();
    assertThat(second).isCancelled();
  }

  @Test
  void aStepThatStartsDuringTheCancellationIsCancelled() {
    AtomicReference<CompletableFuture<String>> chained = new AtomicReference<>();
    chained.set(
        ChainedFuture.of(
            first,
            number -> {
              chained.get().cancel(true);
              return second;
            }));
    first.complete(1);
    assertThat(second).isCancelled();
  }

  @Test
  void aFutureThatIsDoneCannotBeCancelled() {
    CompletableFuture<String> chained = ChainedFuture.of(first, number -> second);
    first.complete(1);
    second.complete("done");
    assertThat(chained.cancel(true)).isFalse();
    assertThat(chained).isCompletedWithValue("done");
  }
}
