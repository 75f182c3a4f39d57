package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The bulk imports of all indexes. They are removed with their index. Thread-safe. */
public final class IndexImports {
  private final Duration time;
  private final InstantSource clock;
  private final Map<IndexResource, List<BulkImport>> imports = new WeakHashMap<>();

  /**
   * Creates an empty registry of imports.
   *
   * @param time the duration of an import
   */
  public IndexImports(Duration time, InstantSource clock) {
    this.time = time;
    this.clock = clock;
  }

  /**
   * Starts an import.
   *
   * @param problem the reason why the import failed before it started; null if it did not
   * @return the id of the import
   */
  synchronized String start(IndexResource index, BulkImport.Order order, @Nullable String problem) {
    List<BulkImport> all = of(index);
    Instant now = clock.instant();
    BulkImport started =
        new BulkImport(Integer.toString(all.size() + 1), order, now, time, index.data());
    if (problem != null) {
      started.fail(problem, now);
    }
    all.add(started);
    return started.id();
  }

  /** Advances the imports of an index, so that the next call sees the records written by now. */
  public synchronized void advance(IndexResource index) {
    if (imports.containsKey(index)) {
      Instant now = clock.instant();
      of(index).forEach(one -> one.advance(now));
    }
  }

  /** Returns all imports of an index with their current progress, in the order of their start. */
  synchronized <T> List<T> list(
      IndexResource index, java.util.function.Function<BulkImport, T> as) {
    advance(index);
    return imports.containsKey(index) ? of(index).stream().map(as).toList() : List.of();
  }

  /** Returns one import of an index with its current progress. */
  synchronized <T> T describe(
      IndexResource index, String id, java.util.function.Function<BulkImport, T> as) {
    advance(index);
    return as.apply(find(index, id));
  }

  synchronized void cancel(IndexResource index, String id) {
    advance(index);
    find(index, id).cancel(clock.instant());
  }

  private BulkImport find(IndexResource index, String id) {
    return imports.getOrDefault(index, List.of()).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new RpcException(RpcCode.NOT_FOUND, "Import " + id + " not found"));
  }

  private List<BulkImport> of(IndexResource index) {
    return imports.computeIfAbsent(index, unused -> new ArrayList<>());
  }
}
