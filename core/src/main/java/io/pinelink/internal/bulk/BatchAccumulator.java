package io.pinelink.internal.bulk;

import io.pinelink.error.IncompatibleLibraryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An accumulator of the items of a source, on the source's thread. It numbers the items, skips
 * those that a previous run completed, validates and measures the others, and gathers them into
 * batches. Each item that it counts as read is passed on exactly once.
 */
final class BatchAccumulator<T> {
  private enum State {
    OPEN,
    /** Nothing more is sent, but items that arrive are still counted. */
    CLOSED,
    /** The counts are final. */
    SEALED
  }

  private final Engine<T> engine;
  private final BulkTarget<T> target;
  private final CheckpointWriter checkpoints;
  private final Batcher<T> batcher;
  private State state = State.OPEN;
  private long position;
  private long skipped;
  private long read;
  private int rejectedInRow;
  private @Nullable CompletableFuture<Void> linger;

  BatchAccumulator(Engine<T> engine, BulkTarget<T> target, CheckpointWriter checkpoints) {
    this.engine = engine;
    this.target = target;
    this.checkpoints = checkpoints;
    this.batcher = new Batcher<>(target, engine.options);
  }

  synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  synchronized long read() {
    return read;
  }

  /** Returns the number of items from the source so far, including skipped ones. */
  synchronized long position() {
    return position;
  }

  synchronized long skipped() {
    return skipped;
  }

  /**
   * Adds an item. The next one is requested only while the memory budget has space.
   *
   * @return the memory cost of the item while it is held; 0 if it is not held
   * @throws IllegalStateException if the source is not the one that a previous run completed in
   *     part
   */
  long offer(T value) {
    Objects.requireNonNull(value, "the source returned null");
    Item<T> item;
    List<Batch<T>> full = List.of();
    boolean isLate = false;
    Throwable refusal = null;
    int inRow = 0;
    synchronized (this) {
      if (state == State.SEALED) {
        return 0;
      }
      if (checkpoints.skips(position)) {
        checkpoints.skip(position, target.id(value));
        position++;
        skipped++;
        return 0;
      }
      checkpoints.check(position);
      item = new Item<>(position++, target.id(value), value, 0);
      read++;
      if (state == State.OPEN) {
        try {
          item = measured(item);
          rejectedInRow = 0;
        } catch (RuntimeException | Error e) {
          refusal = e;
          inRow = ++rejectedInRow;
          if (e instanceof RuntimeException && !(e instanceof IncompatibleLibraryException)) {
            item = new Item<>(item.position, item.id, value, batcher.sizer().bytesOfRefused(value));
            engine.memory.take(item.cost());
          }
        }
        if (refusal == null) {
          full = gather(item);
        }
      } else {
        isLate = true;
      }
    }
    // Without the lock, since this may run the user's code.
    if (isLate) {
      engine.late(item);
    } else if (refusal instanceof IncompatibleLibraryException unable) {
      engine.late(item); // no item can be measured
      throw unable;
    } else if (refusal instanceof RuntimeException reason) {
      engine.rejected(item, reason, inRow);
    } else if (refusal instanceof Error error) {
      engine.late(item);
      throw error;
    } else {
      full.forEach(engine::batch);
      return item.cost();
    }
    return 0;
  }

  private Item<T> measured(Item<T> item) {
    T value = target.checked(item.value);
    long bytes = batcher.sizer().bytes(value);
    return new Item<>(item.position, item.id, value, bytes);
  }

  private List<Batch<T>> gather(Item<T> item) {
    engine.memory.take(item.cost());
    List<Batch<T>> full = batcher.add(item);
    if (!full.isEmpty()) {
      forgetLinger();
    }
    if (batcher.size() > 0 && linger == null) {
      CompletableFuture<Void> timer = engine.limiters.scheduler().after(engine.options.linger());
      linger = timer;
      Future<?> unused = timer.thenRun(() -> flush(timer));
    }
    return full;
  }

  private void flush(CompletableFuture<Void> timer) {
    Batch<T> batch;
    synchronized (this) {
      if (timer != linger || state != State.OPEN) {
        return;
      }
      linger = null;
      batch = batcher.take();
    }
    if (batch.size() > 0) {
      engine.batch(batch);
    }
  }

  /** Sends the gathered items when the source has ended. */
  void flush() {
    List<Batch<T>> rest = new ArrayList<>();
    synchronized (this) {
      forgetLinger();
      if (state == State.OPEN && batcher.size() > 0) {
        rest.add(batcher.take());
      }
    }
    rest.forEach(engine::batch);
  }

  /** Stops sending. Returns the gathered items. */
  synchronized Batch<T> close() {
    if (state == State.OPEN) {
      state = State.CLOSED;
    }
    forgetLinger();
    return batcher.take();
  }

  private void forgetLinger() {
    if (linger != null) {
      linger.cancel(false);
      linger = null;
    }
  }

  /** Freezes the counts if all items that were read have been received. Returns whether it did. */
  synchronized boolean seal(long received) {
    if (received != read) {
      return false;
    }
    state = State.SEALED;
    return true;
  }
}
