package io.pinelink.internal.coalesce;

import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.BatchCompletion;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends single items in batches. An item is sent at once while no batch is in flight. Otherwise
 * items are collected until the batch in flight is answered, the next batch is full, or its first
 * item has waited long enough. After a batch has failed, items are collected although none is in
 * flight: a service that refuses calls faster than it executes them would receive smaller batches,
 * and more of them.
 *
 * <p>A batch that the service refuses as invalid is split until only the invalid items fail. Any
 * other failure applies to all items of the batch.
 *
 * <p>Thread-safe. It has no thread and need not be closed.
 *
 * @param <T> the type of the items
 * @param <R> the type of the response to an item
 */
public final class Coalescer<T, R> {
  private final Function<List<T>, CompletableFuture<R>> write;
  private final ToLongFunction<T> sizeOf;
  private final Limits limits;
  private final Scheduler scheduler;
  private final Executor completeOn;

  private final Object lock = new Object();
  private Batch<T, R> gathering = new Batch<>();
  private int inFlight;
  private boolean failing;

  /**
   * The limits of a batch.
   *
   * @param maxItems the maximum number of items
   * @param maxBytes the maximum bytes of the items; a larger item is sent alone
   * @param maxWait how long an item may wait for others
   */
  public record Limits(int maxItems, long maxBytes, Duration maxWait) {}

  /**
   * Creates a coalescer.
   *
   * @param write sends a batch; its response completes each item
   * @param sizeOf returns the maximum bytes of an item
   */
  public Coalescer(
      Function<List<T>, CompletableFuture<R>> write,
      ToLongFunction<T> sizeOf,
      Limits limits,
      Scheduler scheduler,
      Executor completeOn) {
    this.write = write;
    this.sizeOf = sizeOf;
    this.limits = limits;
    this.scheduler = scheduler;
    this.completeOn = completeOn;
  }

  /** Sends an item in a batch and waits for the response. */
  public R sendAndWait(T item) {
    return Futures.await(gather(item, true));
  }

  /**
   * Sends an item in a batch. Cancelling the future withdraws the item if it is not in flight yet,
   * and has no effect otherwise.
   */
  public CompletableFuture<R> send(T item) {
    return gather(item, false);
  }

  private CompletableFuture<R> gather(T item, boolean isBlocking) {
    Waiting<T, R> waiting = new Waiting<>(item, sizeOf.applyAsLong(item), isBlocking);
    List<Batch<T, R>> due = new ArrayList<>();
    synchronized (lock) {
      if (!gathering.fits(waiting, limits.maxBytes())) {
        due.add(take());
      }
      gathering.add(waiting);
      if (isIdle() || gathering.size() >= limits.maxItems()) {
        due.add(take());
      } else if (gathering.size() == 1) {
        startTimer(gathering);
      }
    }
    due.forEach(this::send);
    return waiting;
  }

  private boolean isIdle() {
    return inFlight == 0 && !failing;
  }

  private void startTimer(Batch<T, R> batch) {
    batch.timer = scheduler.after(limits.maxWait());
    var unused = batch.timer.thenRun(() -> sendIfGathering(batch));
  }

  private void sendIfGathering(Batch<T, R> batch) {
    synchronized (lock) {
      if (batch != gathering) {
        return;
      }
      take();
    }
    send(batch);
  }

  /** Starts a new batch and returns the previous one, which must be sent. */
  private Batch<T, R> take() {
    Batch<T, R> taken = gathering;
    gathering = new Batch<>();
    inFlight++;
    return taken;
  }

  private void send(Batch<T, R> batch) {
    if (batch.timer != null) {
      batch.timer.complete(
          null); // its task finds nothing to do; cancel() would create an exception
    }
    send(batch.wanted(), this::sendWhatGathered);
  }

  private void sendWhatGathered() {
    Batch<T, R> next = null;
    synchronized (lock) {
      inFlight--;
      if (isIdle() && gathering.size() > 0) {
        next = take();
      }
    }
    if (next != null) {
      send(next);
    }
  }

  private void send(List<Waiting<T, R>> batch, Runnable then) {
    if (batch.isEmpty()) {
      then.run();
      return;
    }
    var unused =
        call(batch)
            .whenComplete(
                (response, failure) -> {
                  ended(failure);
                  if (failure == null) {
                    end(batch, response, null);
                    then.run();
                  } else if (batch.size() > 1 && isInvalid(Futures.unwrap(failure))) {
                    sendInHalves(batch, then);
                  } else {
                    end(batch, response, Futures.unwrap(failure));
                    then.run();
                  }
                });
  }

  /** Remembers whether the service fails. A refused item does not mean that it does. */
  private void ended(@Nullable Throwable failure) {
    synchronized (lock) {
      failing = failure != null && !isInvalid(Futures.unwrap(failure));
    }
  }

  /**
   * Completes the futures of a batch. Blocked callers are woken on this thread, since they run no
   * callbacks.
   */
  private void end(List<Waiting<T, R>> batch, R response, @Nullable Throwable failure) {
    List<Waiting<T, R>> others = new ArrayList<>(batch.size());
    for (Waiting<T, R> waiting : batch) {
      if (waiting.isBlocking) {
        Futures.complete(waiting, response, failure);
      } else {
        others.add(waiting);
      }
    }
    BatchCompletion.on(completeOn, others, response, failure);
  }

  private CompletableFuture<R> call(List<Waiting<T, R>> batch) {
    try {
      return Objects.requireNonNull(
          write.apply(batch.stream().map(waiting -> waiting.item).toList()),
          "a transport's future");
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e); // the client is closed
    }
  }

  /**
   * Sends a refused batch, of which nothing was written, in halves: one after the other, to keep
   * the order.
   */
  private void sendInHalves(List<Waiting<T, R>> batch, Runnable then) {
    int half = batch.size() / 2;
    send(batch.subList(0, half), () -> send(batch.subList(half, batch.size()), then));
  }

  private static boolean isInvalid(Throwable failure) {
    return failure instanceof ServiceException refused && refused.code().isInvalidRequest();
  }

  /** An item with the pending result of its caller. */
  private static final class Waiting<T, R> extends CompletableFuture<R> {
    final T item;
    final long bytes;
    final boolean isBlocking;

    Waiting(T item, long bytes, boolean isBlocking) {
      this.item = item;
      this.bytes = bytes;
      this.isBlocking = isBlocking;
    }
  }

  /** Items that are sent together. */
  private static final class Batch<T, R> {
    private final List<Waiting<T, R>> items = new ArrayList<>();
    private long bytes;
    private @Nullable CompletableFuture<Void> timer;

    int size() {
      return items.size();
    }

    boolean fits(Waiting<T, R> waiting, long maxBytes) {
      return items.isEmpty() || bytes + waiting.bytes <= maxBytes;
    }

    void add(Waiting<T, R> waiting) {
      items.add(waiting);
      bytes += waiting.bytes;
    }

    List<Waiting<T, R>> wanted() {
      return items.stream().filter(waiting -> !waiting.isDone()).toList();
    }
  }
}
