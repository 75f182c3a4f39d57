package io.pinelink.server.internal.imports;

import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.saving.ResourceSink;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The bulk imports of all indexes. They are removed with their index. Thread-safe. */
public final class IndexImports {
  private static final String KIND = "import";

  private final Supplier<Duration> time;
  private final InstantSource clock;
  private final Map<IndexResource, List<BulkImport>> imports = new WeakHashMap<>();

  /**
   * Creates an empty registry of imports.
   *
   * @param time returns the duration of an import
   */
  public IndexImports(Supplier<Duration> time, InstantSource clock) {
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
        new BulkImport(Integer.toString(all.size() + 1), order, now, time.get(), index.data());
    if (problem != null) {
      started.fail(problem, now);
    }
    all.add(started);
    return started.id();
  }

  /**
   * Advances the imports of an index, so that the next call sees the records written by now. The
   * progress is saved before the call: if the server is killed, no record that the call changes is
   * imported again.
   */
  public void advance(IndexResource index, Saving saving) {
    if (wouldContinue(index)) {
      endIsSaved(saving.change(() -> advance(index)));
    }
  }

  private synchronized boolean wouldContinue(IndexResource index) {
    return imports.getOrDefault(index, List.of()).stream().anyMatch(BulkImport::wouldContinue);
  }

  private synchronized void endIsSaved(List<BulkImport> ended) {
    ended.forEach(BulkImport::endIsSaved);
  }

  /** Advances the imports of an index, and returns those that have ended. */
  private synchronized List<BulkImport> advance(IndexResource index) {
    Instant now = clock.instant();
    List<BulkImport> all = imports.getOrDefault(index, List.of());
    all.forEach(one -> one.advance(now));
    return all.stream().filter(BulkImport::hasEnded).toList();
  }

  /** Passes the imports of an index to a sink. */
  public synchronized void save(IndexResource index, ResourceSink sink) {
    for (BulkImport one : imports.getOrDefault(index, List.of())) {
      sink.resource(KIND, index.id() + "/" + one.id(), "", one.saved(index.id()));
    }
  }

  /**
   * Adds the saved imports of an index. Those that have not ended read their files again.
   *
   * @param orders finds the files
   */
  public synchronized void load(IndexResource index, SavedState state, Orders orders) {
    for (BulkImport.Saved saved : state.records(KIND, BulkImport.Saved.class)) {
      if (saved.index().equals(index.id())) {
        of(index).add(continued(index, saved, orders));
      }
    }
  }

  private BulkImport continued(IndexResource index, BulkImport.Saved saved, Orders orders) {
    BulkImport.Order none =
        new BulkImport.Order(saved.uri(), List.of(), file -> List.of(), saved.continuesOnError());
    if (saved.status().hasEnded()) {
      return new BulkImport(saved, none, time.get(), index.data());
    }
    try {
      BulkImport.Order order = orders.order(index, saved.uri(), saved.continuesOnError());
      return new BulkImport(saved, order, time.get(), index.data());
    } catch (ImportFailure e) {
      return failed(new BulkImport(saved, none, time.get(), index.data()), e.text());
    } catch (RpcException e) {
      return failed(new BulkImport(saved, none, time.get(), index.data()), e.text());
    }
  }

  private BulkImport failed(BulkImport one, String text) {
    one.fail(text, clock.instant());
    return one;
  }

  /** Finds the files of an import. */
  @FunctionalInterface
  public interface Orders {
    BulkImport.Order order(IndexResource index, String uri, boolean continuesOnError)
        throws ImportFailure;
  }

  /** Returns all imports of an index with their current progress, in the order of their start. */
  synchronized <T> List<T> list(
      IndexResource index, java.util.function.Function<BulkImport, T> as) {
    var unused = advance(index);
    return imports.containsKey(index) ? of(index).stream().map(as).toList() : List.of();
  }

  /** Returns one import of an index with its current progress. */
  synchronized <T> T describe(
      IndexResource index, String id, java.util.function.Function<BulkImport, T> as) {
    var unused = advance(index);
    return as.apply(find(index, id));
  }

  synchronized void cancel(IndexResource index, String id) {
    var unused = advance(index);
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
