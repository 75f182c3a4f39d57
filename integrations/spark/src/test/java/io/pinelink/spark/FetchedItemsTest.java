package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the end of a task that Spark cancels. */
class FetchedItemsTest {
  @Test
  void anInterruptCancelsAllFetches() {
    List<CompletableFuture<List<ReadItem>>> fetches = new ArrayList<>();
    FetchedItems items =
        new FetchedItems(
            IntStream.range(0, 150).mapToObj(Integer::toString).iterator(),
            ids -> {
              CompletableFuture<List<ReadItem>> fetch = new CompletableFuture<>();
              fetches.add(fetch);
              return fetch;
            });
    Thread.currentThread().interrupt();

    assertThatThrownBy(items::hasNext).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(fetches).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }
}
