package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the operations of the data plane return, whichever protocol takes it away. */
final class DataResults {
  private DataResults() {}

  /** It was written. */
  record Upserted(int count) {}

  /**
   * It was changed.
   *
   * @param matched how many records matched the filter; empty for an update by id
   */
  record Updated(OptionalInt matched) {}

  /** It is gone. */
  record Deleted() {}

  /**
   * Whole records.
   *
   * @param namespace as the reply names it
   * @param next the token of the next page, null if there is none
   */
  record Fetched(
      String namespace, List<StoredVector> vectors, int readUnits, @Nullable String next) {}

  /** Some ids. */
  record Listed(String namespace, IdPage page, int readUnits) {}

  /** The nearest records, best first. */
  record Found(
      String namespace,
      List<ScoredRecord> matches,
      boolean includeValues,
      boolean includeMetadata,
      int readUnits) {}

  /**
   * Counts of records.
   *
   * @param counts by namespace, of which the default one is called {@code ""}; of those that match,
   *     if there is a filter
   * @param total in all namespaces, whatever the filter
   */
  record Stats(IndexShape shape, Map<String, Integer> counts, int total) {}
}
