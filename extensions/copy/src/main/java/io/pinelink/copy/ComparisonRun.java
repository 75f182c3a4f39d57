package io.pinelink.copy;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The comparison of a namespace with another one, or with items from elsewhere, such as a file. The
 * calling thread walks over the ids and waits for the rest.
 *
 * <p>Two namespaces are listed side by side, in byte order. Ids that both have are fetched from
 * both, and their checksums are compared; at most {@link #WINDOW} of them are in progress. Items
 * from elsewhere come in any order: they are compared with the fetched ones as they come, and their
 * ids are sorted to find what only the namespace has.
 */
final class ComparisonRun<T> {
  private static final int WINDOW = 20_000;

  /** Enough permits to end any wait. */
  private static final int ALL = 1_000_000_000;

  private final NamespaceSide<T> side;
  private final ComparisonOptions options;
  private final Duration patience;
  private final Differences<T> differences;
  private final Semaphore window = new Semaphore(WINDOW);
  private final long startedAt = System.nanoTime();
  private volatile boolean failed;

  ComparisonRun(NamespaceSide<T> side, ComparisonOptions options) {
    this.side = side;
    this.options = options;
    this.patience = options.bulk().stallTimeout();
    this.differences = new Differences<>(options.maxDifferences(), window::release);
  }

  /**
   * Compares the namespace with another one.
   *
   * @throws io.pinelink.error.BulkException if one of them could not be read completely
   */
  ComparisonReport with(NamespaceSide<T> other) {
    IdQueue ids = new IdQueue();
    IdQueue otherIds = new IdQueue();
    CompletableFuture<BulkReport> fetch = fetch(side, ids, true, false);
    CompletableFuture<BulkReport> otherFetch = fetch(other, otherIds, false, false);
    OrderedIds here = new OrderedIds(side, patience);
    OrderedIds there = new OrderedIds(other, patience);
    try {
      while ((here.hasNext() || there.hasNext()) && !failed) {
        String id = here.peek();
        String otherId = there.peek();
        int order = id == null ? 1 : otherId == null ? -1 : id.compareTo(otherId);
        if (order < 0) {
          differences.add(here.next(), Difference.Kind.MISSING);
        } else if (order > 0) {
          differences.add(there.next(), Difference.Kind.EXTRA);
        } else {
          acquire();
          ids.add(here.next());
          otherIds.add(there.next());
        }
      }
    } catch (RuntimeException | Error e) {
      fetch.cancel(true);
      otherFetch.cancel(true);
      throw e;
    } finally {
      ids.end();
      otherIds.end();
    }
    complete(fetch, otherFetch);
    complete(otherFetch, fetch);
    differences.recheck(side, other);
    return report(
        new UnlistedItems(side, patience).count(here.count())
            + new UnlistedItems(other, patience).count(there.count()));
  }

  private ComparisonReport report(long unlisted) {
    return differences.report(unlisted, Duration.ofNanos(System.nanoTime() - startedAt));
  }

  /**
   * Compares the namespace with items in any order. Each item with the same id is compared, and the
   * id is reported as a duplicate.
   *
   * @throws io.pinelink.error.BulkException if the namespace could not be read completely
   * @throws IllegalArgumentException if the items come from a publisher
   */
  ComparisonReport with(BulkSource<T> items) {
    Iterator<? extends T> all =
        items
            .openIterator()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "items come from a publisher, expected an iterator or a stream"));
    IdQueue ids = new IdQueue();
    CompletableFuture<BulkReport> fetch = fetch(side, ids, true, true);
    long listed;
    try (SortedIds sorted = new SortedIds(options.temporaryDirectory().orElse(null))) {
      while (!failed && all.hasNext()) {
        T item = all.next();
        String id = side.id(item);
        sorted.add(id);
        acquire();
        if (differences.expect(id, side.checksum(item), side.parts(item))) {
          ids.add(id);
        }
      }
      ids.end();
      complete(fetch, fetch);
      listed = findMissing(sorted.iterator());
    } catch (RuntimeException | Error e) {
      fetch.cancel(true);
      throw e;
    } finally {
      ids.end();
      items.close();
    }
    return report(new UnlistedItems(side, patience).count(listed));
  }

  /**
   * Adds what only this side has, and what the other side has more than once; returns the number of
   * ids of this side.
   */
  private long findMissing(Iterator<String> sorted) {
    OrderedIds here = new OrderedIds(side, patience);
    String previous = null;
    boolean repeated = false;
    while (sorted.hasNext()) {
      String id = sorted.next();
      if (!id.equals(previous)) {
        passTo(id, here);
        repeated = false;
      } else if (!repeated) {
        differences.add(id, Difference.Kind.DUPLICATE);
        repeated = true;
      }
      previous = id;
    }
    while (here.hasNext()) {
      differences.add(here.next(), Difference.Kind.MISSING);
    }
    return here.count();
  }

  private void passTo(String id, OrderedIds here) {
    String own = here.peek();
    for (; own != null && own.compareTo(id) < 0; own = here.peek()) {
      differences.add(here.next(), Difference.Kind.MISSING);
    }
    if (id.equals(own)) {
      here.next();
    }
  }

  private void acquire() {
    try {
      window.acquire();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private CompletableFuture<BulkReport> fetch(
      NamespaceSide<T> from, IdQueue ids, boolean isThis, boolean withParts) {
    BulkOptions.Builder engine =
        EngineOptions.from(options.bulk(), isThis ? progressOnly() : BulkListener.none());
    options.bulk().expected().ifPresent(engine::expect);
    CompletableFuture<BulkReport> fetch =
        from.fetch(BulkSource.of(ids), engine.build(), consumer(from, isThis, withParts));
    return fetch.whenComplete(
        (report, failure) -> {
          if (failure != null) {
            failed = true;
            window.release(ALL);
          }
        });
  }

  private BulkListener progressOnly() {
    BulkListener listener = options.bulk().listener();
    return new BulkListener() {
      @Override
      public void progress(BulkProgress progress) {
        listener.progress(progress);
      }
    };
  }

  /**
   * Returns the receiver of a side.
   *
   * @param withParts whether parts are compared at once, and not by fetching differences again
   */
  private NamespaceSide.Consumer<T> consumer(
      NamespaceSide<T> from, boolean isThis, boolean withParts) {
    return new NamespaceSide.Consumer<>() {
      @Override
      public void found(T item) {
        Map<String, Long> parts = withParts ? from.parts(item) : Map.of();
        differences.found(from.id(item), from.checksum(item), parts, isThis);
      }

      @Override
      public void missing(String id) {
        differences.absent(id, isThis);
      }

      @Override
      public void unusable(String id, RuntimeException reason) {
        differences.unusable(id, reason, isThis);
      }
    };
  }

  private static void complete(
      CompletableFuture<BulkReport> fetch, CompletableFuture<BulkReport> other) {
    try {
      var unused = Waiting.await(fetch);
    } catch (RuntimeException | Error e) {
      other.cancel(true);
      throw e;
    }
  }
}
