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

/** The bulk imports of every index. They go with their index. Thread-safe. */
public final class IndexImports {
  private final Duration time;
  private final InstantSource clock;
  private final Map<IndexResource, List<BulkImport>> imports = new WeakHashMap<>();

  /**
   * Knows none yet.
   *
   * @param time how long an import takes
   */
  public IndexImports(Duration time, InstantSource clock) {
    this.time = time;
    this.clock = clock;
  }

  /**
   * Starts an import.
   *
   * @param problem why it has failed before it began; null if it has not
   * @return its id
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

  /** Lets the imports of an index go on: whoever looks at the index sees what is written by now. */
  public synchronized void advance(IndexResource index) {
    if (imports.containsKey(index)) {
      Instant now = clock.instant();
      of(index).forEach(one -> one.advance(now));
    }
  }

  /** All imports of an index in the order of their start, as far as they are now. */
  synchronized <T> List<T> list(
      IndexResource index, java.util.function.Function<BulkImport, T> as) {
    advance(index);
    return imports.containsKey(index) ? of(index).stream().map(as).toList() : List.of();
  }

  /** One import of an index, as far as it is now. */
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
