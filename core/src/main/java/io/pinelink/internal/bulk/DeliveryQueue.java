package io.pinelink.internal.bulk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what calls have read: one item after another, on an executor that the receiver may
 * block. What waits for that is held, and bounded: calls are made only as long as what they are
 * likely to bring fits besides it. Everything but the receiver runs in the {@link SerialExecutor}.
 */
final class DeliveryQueue<T> {
  /** What the sending hears of it. */
  interface Next<T> {
    /**
     * The items of a batch were handed over, or some of them.
     *
     * @param taken how many the receiver has taken, from the first
     * @param started how many it was given; one more if it threw, or is still at it
     * @param failure why not all of them; null if it has taken all
     */
    void received(Batch<T> batch, int taken, int started, @Nullable Throwable failure);
  }

  private final SerialExecutor events;
  private final SerialExecutor receiving;
  private final long max;
  private final Next<T> next;
  private final Set<Load> loads = new LinkedHashSet<>();
  private long held;

  /** The most bytes an item had in the mean of one answer; negative before the first answer. */
  private double bytesEach = -1;

  /** Nothing is handed over any more, and why. */
  private volatile @Nullable Throwable stopped;

  /**
   * Makes one that holds nothing.
   *
   * @param max how many bytes are held at most
   */
  DeliveryQueue(Executor executor, SerialExecutor events, long max, Next<T> next) {
    this.events = events;
    this.receiving = new SerialExecutor(executor, bug -> events.post(() -> rethrow(bug)));
    this.max = max;
    this.next = next;
  }

  private static void rethrow(Throwable bug) {
    throw new IllegalStateException("what was read cannot be handed over", bug);
  }

  /** Whether something waits for the receiver. */
  boolean isBusy() {
    return !loads.isEmpty();
  }

  /** Whether calls for so many items may be under way; before anything is known, one call. */
  boolean hasRoomFor(int inFlight, int more) {
    if (held == 0 && inFlight == 0) {
      return true;
    }
    return bytesEach >= 0 && held + bytesEach * (inFlight + more) <= max;
  }

  /** Takes what a call has read, after all that were added before. */
  void add(Batch<T> batch, long bytes, Consumer<T> receiver) {
    bytesEach = Math.max(bytesEach, (double) bytes / batch.size());
    Load load = new Load(batch, bytes, receiver);
    held += bytes;
    loads.add(load);
    receiving.post(load::run);
  }

  /** Hands over nothing more than what the receiver is at. */
  void halt(Throwable why) {
    if (stopped == null) {
      stopped = why;
    }
  }

  /** As {@link #halt}, and accounts for what the receiver has not begun. */
  void stop(Throwable why) {
    halt(why);
    all().stream().filter(Load::isUntouched).forEach(load -> load.over(why));
  }

  /** Waits for the receiver no longer. */
  void abandon(Throwable why) {
    all().forEach(load -> load.over(why));
  }

  /** A copy: whatever is over goes. */
  private List<Load> all() {
    return List.copyOf(loads);
  }

  /** The answer to a call, on its way to the receiver. */
  private final class Load {
    private final Batch<T> batch;
    private final long bytes;
    private final Consumer<T> receiver;
    private int started;
    private int taken;

    Load(Batch<T> batch, long bytes, Consumer<T> receiver) {
      this.batch = batch;
      this.bytes = bytes;
      this.receiver = receiver;
    }

    void run() {
      for (Item<T> item : batch.items) {
        if (!begin()) {
          break;
        }
        try {
          receiver.accept(item.value());
        } catch (RuntimeException | Error e) {
          // At once: it is not called again after that.
          stopped = e;
          break;
        }
        took();
      }
      Throwable why = stopped;
      events.post(() -> over(why));
    }

    private synchronized boolean begin() {
      if (stopped != null) {
        return false;
      }
      started++;
      return true;
    }

    private synchronized void took() {
      taken++;
    }

    private synchronized boolean isUntouched() {
      return started == 0;
    }

    /** Counts for what it has been so far; what comes after counts no more. */
    void over(@Nullable Throwable why) {
      if (!loads.remove(this)) {
        return;
      }
      held -= bytes;
      int given;
      int done;
      synchronized (this) {
        given = started;
        done = taken;
      }
      next.received(batch, done, given, done == batch.size() ? null : why);
    }
  }
}
