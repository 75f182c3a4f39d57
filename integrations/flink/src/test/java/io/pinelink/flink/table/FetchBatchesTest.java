package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FetchBatchesTest {
  private final List<List<String>> calls = new ArrayList<>();
  private final Map<String, StoredItem> items = new HashMap<>();
  private final Deque<CompletableFuture<Map<String, StoredItem>>> answers = new ArrayDeque<>();
  private final FetchBatches batches =
      new FetchBatches(
          (namespace, ids) -> {
            calls.add(ids);
            answers.add(new CompletableFuture<>());
            return answers.getLast();
          });

  private StoredItem item(String id) {
    return items.computeIfAbsent(id, key -> StoredItem.of(Document.builder(key).build()));
  }

  private void answer(String... ids) {
    Map<String, StoredItem> found = new HashMap<>();
    for (String id : ids) {
      found.put(id, item(id));
    }
    answers.remove().complete(found);
  }

  /** Starts as many calls as may be in flight. */
  private void fill() {
    for (int i = 0; i < FetchBatches.MAX_CALLS; i++) {
      var unused = batches.get("en", "first-" + i);
    }
  }

  @Test
  void anIdIsFetchedAtOnce() {
    CompletableFuture<Optional<StoredItem>> found = batches.get("en", "a");

    assertThat(calls).containsExactly(List.of("a"));
    answer("a");
    assertThat(found).isCompletedWithValue(Optional.of(item("a")));
  }

  @Test
  void anUnknownIdHasNoItem() {
    CompletableFuture<Optional<StoredItem>> found = batches.get("en", "a");

    answer();

    assertThat(found).isCompletedWithValue(Optional.empty());
  }

  @Test
  void idsThatWaitShareTheNextCallAndARepeatedIdIsSentOnce() {
    fill();
    CompletableFuture<Optional<StoredItem>> one = batches.get("en", "a");
    CompletableFuture<Optional<StoredItem>> two = batches.get("en", "b");
    CompletableFuture<Optional<StoredItem>> again = batches.get("en", "a");
    assertThat(calls).hasSize(FetchBatches.MAX_CALLS);

    answer();

    assertThat(calls).last().isEqualTo(List.of("a", "b"));
    while (answers.size() > 1) {
      answer();
    }
    answer("a", "b");
    assertThat(one).isCompletedWithValue(Optional.of(item("a")));
    assertThat(again).isCompletedWithValue(Optional.of(item("a")));
    assertThat(two).isCompletedWithValue(Optional.of(item("b")));
  }

  @Test
  void idsOfSeveralNamespacesShareTheLimitOfCallsButNoCall() {
    fill();
    var unused = List.of(batches.get("en", "a"), batches.get("et", "a"), batches.get("en", "b"));
    assertThat(calls).hasSize(FetchBatches.MAX_CALLS);

    answer();
    answer();

    assertThat(calls.subList(FetchBatches.MAX_CALLS, calls.size()))
        .containsExactly(List.of("a", "b"), List.of("a"));
  }

  @Test
  void aCallHasAtMostSoManyIds() {
    fill();
    for (int i = 0; i <= FetchBatches.MAX_IDS; i++) {
      var unused = batches.get("en", "v" + i);
    }

    answer();
    answer();

    assertThat(calls.get(FetchBatches.MAX_CALLS)).hasSize(FetchBatches.MAX_IDS);
    assertThat(calls.get(FetchBatches.MAX_CALLS + 1)).containsExactly("v" + FetchBatches.MAX_IDS);
  }

  @Test
  void aFailedCallFailsItsIdsAndLaterOnesAreFetched() {
    fill();
    CompletableFuture<Optional<StoredItem>> first = batches.get("en", "a");
    answer();
    while (answers.size() > 1) {
      answer();
    }

    answers.remove().completeExceptionally(new IllegalStateException("unavailable"));

    assertThat(first).isCompletedExceptionally();
    CompletableFuture<Optional<StoredItem>> next = batches.get("en", "b");
    answer("b");
    assertThat(next).isCompletedWithValue(Optional.of(item("b")));
  }

  @Test
  void aCallThatCannotBeMadeFailsItsIds() {
    FetchBatches broken =
        new FetchBatches(
            (namespace, ids) -> {
              throw new IllegalArgumentException("id");
            });

    assertThat(broken.get("en", "a")).isCompletedExceptionally();
    assertThat(broken.get("en", "b")).isCompletedExceptionally();
  }
}
