package io.pinelink.internal.bulk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue that delivers the items that calls have read, one after another, on an executor that the
 * receiver may block. Its memory is bounded: calls are sent only while their expected results fit
 * into the queue. Everything but the receiver runs in the {@link SerialExecutor}.
 */
final class DeliveryQueue<T> {
  /** The receiver of the queue's results. */
  interface Next<T> {
    /**
     * Called when the items of a batch, or some of them, were delivered.
     *
     * @param taken the number of items that the receiver has taken, from the first
     * @param started the number of items passed to the receiver; one more if it threw or is still
     *     running
     * @param failure the reason if some were not taken; null if all were
     */
    void received(Batch<T> batch, int taken, int started, @Nullable Throwable failure);
  }

  private final SerialExecutor events;
  private final SerialExecutor receiving;
  private final long max;
  private final Next<T> next;
  private final Set<Delivery> deliveries = new LinkedHashSet<>();
  private long held;

  /** The highest mean of bytes per item of a response; negative before the first one. */
  private double bytesEach = -1;

  /** The reason for which delivery was stopped; null if it was not. */
  private volatile @Nullable Throwable stopped;

  /** Creates a queue of at most so many bytes. */
  DeliveryQueue(Executor executor, SerialExecutor events, long max, Next<T> next) {
    this.events = events;
    this.receiving = new SerialExecutor(executor, bug -> events.post(() -> rethrow(bug)));
    this.max = max;
    this.next = next;
  }

  private static void rethrow(Throwable bug) {
    throw new IllegalStateException("the items that were read cannot be delivered", bug);
  }

  /** Returns whether items wait for the receiver. */
  boolean isBusy() {
    return !deliveries.isEmpty();
  }

  /**
   * Returns whether calls for more items may be started. Before the first response, only one call
   * may be in flight.
   */
  boolean hasRoomFor(int inFlight, int more) {
    if (held == 0 && inFlight == 0) {
      return true;
    }
    return bytesEach >= 0 && held + bytesEach * (inFlight + more) <= max;
  }

  /** Adds the result of a call to the end of the queue. */
  void add(Batch<T> batch, long bytes, Consumer<T> receiver) {
    bytesEach = Math.max(bytesEach, (double) bytes / batch.size());
    Delivery delivery = new Delivery(batch, bytes, receiver);
    held += bytes;
    deliveries.add(delivery);
    receiving.post(delivery::run);
  }

  /** Stops delivery after the item that the receiver is processing. */
  void halt(Throwable why) {
    if (stopped == null) {
      stopped = why;
    }
  }

  /**
   * Stops delivery like {@link #halt}, and reports the batches that the receiver has not started.
   */
  void stop(Throwable why) {
    halt(why);
    all().stream().filter(Delivery::isUntouched).forEach(delivery -> delivery.over(why));
  }

  /** Stops waiting for the receiver and reports all batches. */
  void abandon(Throwable why) {
    all().forEach(delivery -> delivery.over(why));
  }

  /** Returns a copy, since reported batches are removed. */
  private List<Delivery> all() {
    return List.copyOf(deliveries);
  }

  /** The delivery of one batch. */
  private final class Delivery {
    private final Batch<T> batch;
    private final long bytes;
    private final Consumer<T> receiver;
    private int started;
    private int taken;

    Delivery(Batch<T> batch, long bytes, Consumer<T> receiver) {
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
          receiver.accept(item.value);
        } catch (RuntimeException | Error e) {
          // Set here, so that the receiver is not called again.
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

    /** Reports the current state of the batch; later progress is ignored. */
    void over(@Nullable Throwable why) {
      if (!deliveries.remove(this)) {
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
