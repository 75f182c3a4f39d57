package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The results of the data plane's operations, independent of the protocol. */
final class DataResults {
  private DataResults() {}

  /** The result of an upsert. */
  record Upserted(int count) {}

  /**
   * The result of an update.
   *
   * @param matched the number of records that matched the filter; empty for an update by id
   */
  record Updated(OptionalInt matched) {}

  /** The result of a deletion. */
  record Deleted() {}

  /** The result of a read, which reports its usage. */
  sealed interface Read {
    int readUnits();

    /** Returns the {@linkplain StoredVector#bytes size} of the items of the response. */
    long egressBytes();
  }

  /**
   * The result of a fetch: complete records.
   *
   * @param namespace the name of the namespace in the response
   * @param next the token of the next page; null if there is none
   */
  record Fetched(String namespace, List<StoredVector> vectors, int readUnits, @Nullable String next)
      implements Read {
    @Override
    public long egressBytes() {
      return vectors.stream().mapToLong(StoredVector::bytes).sum();
    }
  }

  /** A page of ids. */
  record Listed(String namespace, IdPage page, int readUnits) implements Read {
    @Override
    public long egressBytes() {
      return page.ids().stream().mapToLong(String::length).sum();
    }
  }

  /** The result of a query: the nearest records, best first. */
  record Found(
      String namespace,
      List<ScoredRecord> matches,
      boolean includeValues,
      boolean includeMetadata,
      int readUnits)
      implements Read {
    @Override
    public long egressBytes() {
      return matches.stream()
          .mapToLong(match -> match.vector().bytes(includeValues, includeMetadata))
          .sum();
    }
  }

  /**
   * Counts of records.
   *
   * @param counts the number of records, or of matching records if there is a filter, by namespace;
   *     the name of the default namespace is {@code ""}
   * @param total the number of records in all namespaces, independent of the filter
   */
  record Stats(IndexShape shape, Map<String, Integer> counts, int total) {}
}
