package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.concurrent.Futures;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the items of a source into the accumulator while the memory budget has space. */
final class SourceReader<T> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final int MAX_REQUESTED = 256;

  private final BulkSource<T> source;
  private final BatchAccumulator<T> accumulator;
  private final MemoryBudget memory;

  /** Called when the source has ended, with the failure if it failed. */
  private final Consumer<@Nullable Throwable> over;

  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  SourceReader(
      BulkSource<T> source,
      BatchAccumulator<T> accumulator,
      MemoryBudget memory,
      Consumer<@Nullable Throwable> over) {
    this.source = source;
    this.accumulator = accumulator;
    this.memory = memory;
    this.over = over;
  }

  boolean isPublisher() {
    return source.publisher().isPresent();
  }

  /**
   * Reads an iterator to its end, on this thread. An interrupt is reported as {@link Interrupted},
   * and stays set.
   */
  void pull() {
    Throwable failure = null;
    try {
      Iterator<? extends T> all = source.openIterator().orElse(null);
      while (all != null && accumulator.isOpen()) {
        awaitMemory();
        if (Thread.currentThread().isInterrupted()) {
          throw new Interrupted();
        }
        if (!accumulator.isOpen() || !all.hasNext()) {
          break;
        }
        accumulator.offer(all.next());
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    try {
      source.close();
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
    over.accept(failure);
  }

  private void awaitMemory() {
    try {
      Futures.await(memory.whenOpen());
    } catch (CancellationException e) {
      throw Thread.currentThread().isInterrupted() ? new Interrupted() : e;
    }
  }

  /** Subscribes to a publisher. */
  void subscribe() {
    source.publisher().ifPresent(publisher -> publisher.subscribe(new Subscriber()));
  }

  /**
   * Stops reading. A publisher has then ended; the thread of an iterator reports its end itself.
   */
  void stop() {
    cancel();
    if (isPublisher()) {
      over.accept(null);
    }
  }

  private void cancel() {
    Flow.Subscription given = subscription.get();
    if (given != null) {
      try {
        given.cancel();
      } catch (RuntimeException | Error e) {
        // It must not throw. The subscription is no longer needed.
        LOG.log(
            System.Logger.Level.WARNING,
            "the subscription to a publisher could not be cancelled",
            e);
      }
    }
  }

  /**
   * The reading thread was interrupted. A separate type, since a source may throw {@link
   * CancellationException} itself.
   */
  static final class Interrupted extends CancellationException {
    private static final long serialVersionUID = 1;

    Interrupted() {
      super("the thread that reads the source was interrupted");
    }
  }

  private final class Subscriber implements Flow.Subscriber<T> {
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile long largest;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      Objects.requireNonNull(given, "subscription is null");
      if (!subscription.compareAndSet(null, given)) {
        given.cancel();
      } else if (accumulator.isOpen()) {
        requestMore();
      } else {
        given.cancel();
      }
    }

    /**
     * Requests more items. Called when no requested item is outstanding, so by one thread at a
     * time.
     */
    private void requestMore() {
      var unused = memory.whenOpen().thenRun(this::requestNow);
    }

    private void requestNow() {
      Flow.Subscription given = subscription.get();
      if (given != null && accumulator.isOpen()) {
        // As many as fit if none is larger than the largest so far.
        long fit = largest == 0 ? 1 : memory.free() / largest;
        int count = (int) Math.max(1, Math.min(MAX_REQUESTED, fit));
        outstanding.set(count);
        try {
          given.request(count);
        } catch (RuntimeException | Error e) {
          giveUp(e);
        }
      }
    }

    private void giveUp(Throwable failure) {
      cancel();
      over.accept(failure);
    }

    @Override
    public void onNext(T item) {
      if (item == null) {
        NullPointerException e = new NullPointerException("the source returned null");
        giveUp(e);
        throw e;
      }
      try {
        largest = Math.max(largest, accumulator.offer(item));
      } catch (RuntimeException | Error e) {
        giveUp(e);
        return;
      }
      if (outstanding.decrementAndGet() == 0) {
        requestMore();
      }
    }

    @Override
    public void onError(Throwable failure) {
      Objects.requireNonNull(failure, "failure is null");
      over.accept(failure);
    }

    @Override
    public void onComplete() {
      over.accept(null);
    }
  }
}
