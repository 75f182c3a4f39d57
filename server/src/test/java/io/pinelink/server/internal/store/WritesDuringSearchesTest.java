package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a write does not wait for a search, which does not see the write either. */
@Timeout(60)
class WritesDuringSearchesTest {
  private static final int BLOCK = 16;
  private static final int RECORDS = 3 * BLOCK + 5;

  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** A call that tests a filter on many records. */
  private enum Reading {
    QUERY,
    CODED_QUERY,
    COUNT;

    /** Returns the number of records that a filter selects. */
    int count(StoredIndex index, Predicate<Map<String, Object>> filter) {
      return this == COUNT
          ? index.countMatching("", filter)
          : index.query("", query(filter)).value().size();
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesAreAcknowledgedWhileASearchRuns(Reading reading) throws Exception {
    long codedValues = reading == Reading.CODED_QUERY ? 1 : Long.MAX_VALUE;
    SearchSizes sizes = new SearchSizes(codedValues, Long.MAX_VALUE, BLOCK);
    StoredIndex index =
        new StoredIndex(
            new IndexShape(2, SimilarityFunction.DOTPRODUCT, null),
            WriteVisibility.immediate(),
            filterable -> new StoredNamespace(filterable, sizes));
    index.upsert("", records(0, RECORDS, 1));

    CompletableFuture<Integer> held =
        CompletableFuture.supplyAsync(() -> reading.count(index, onlyVersion(1)));
    started.await();
    // Replaced records, new ones in the empty slots of the last block, and removed ones.
    index.upsert("", records(10, 2 * RECORDS, 2));
    index.delete("", List.of("v00003", "v00004"));
    long last = index.upsert("", records(RECORDS, 3, 3));

    assertThat(index.query("", query(metadata -> true)).lsn()).isEqualTo(last);
    assertThat(reading.count(index, metadata -> true)).isEqualTo(10 + 2 * RECORDS - 2);
    assertThat(index.fetch("", List.of("v00003", "v00010", "v00011")).value()).hasSize(2);
    assertThat(held).isNotDone();
    released.countDown();
    assertThat(held.get()).isEqualTo(RECORDS);
  }

  @Test
  void aSearchThatFailsDoesNotKeepTheRecords() {
    StoredNamespace namespace =
        new StoredNamespace(null, new SearchSizes(Long.MAX_VALUE, Long.MAX_VALUE, BLOCK));
    StoredIndex index =
        new StoredIndex(
            new IndexShape(2, SimilarityFunction.DOTPRODUCT, null),
            WriteVisibility.immediate(),
            filterable -> namespace);
    index.upsert("", records(0, BLOCK, 1));
    Predicate<Map<String, Object>> broken =
        metadata -> {
          throw new IllegalStateException("broken");
        };
    CompletableFuture<Void> failed =
        CompletableFuture.runAsync(() -> index.query("", query(broken)));
    assertThat(failed).failsWithin(Duration.ofSeconds(30));

    for (int version = 2; version < 50; version++) {
      index.upsert("", records(0, BLOCK, version));
    }

    try (RecordView view = namespace.view()) {
      assertThat(view.blockCount()).isEqualTo(1);
    }
  }

  /** Returns a filter that waits at the first record, and fails at one of another version. */
  private Predicate<Map<String, Object>> onlyVersion(double version) {
    return metadata -> {
      started.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      assertThat(metadata.get("version")).isEqualTo(version);
      return true;
    };
  }

  private static VectorQuery query(Predicate<Map<String, Object>> filter) {
    return new VectorQuery(10_000, "", new float[] {1, 1}, null, filter);
  }

  private static List<StoredVector> records(int first, int count, double version) {
    List<StoredVector> records = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      records.add(
          StoredVector.of(
              "v%05d".formatted(i), new float[] {1, i}, null, Map.of("version", version)));
    }
    return records;
  }
}
