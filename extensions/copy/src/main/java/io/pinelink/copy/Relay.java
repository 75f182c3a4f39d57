package io.pinelink.copy;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The passage of items from a fetch to an upsert. It holds none: the thread that receives the
 * fetched items waits until the upsert requests one. So memory is bounded by the two engines.
 */
final class Relay<T> implements Flow.Publisher<T> {
  private final Semaphore demand = new Semaphore(0);
  private volatile Flow.@Nullable Subscriber<? super T> subscriber;
  private volatile boolean cancelled;

  @Override
  public void subscribe(Flow.Subscriber<? super T> given) {
    subscriber = given;
    given.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            demand.release((int) Math.min(count, Integer.MAX_VALUE / 2));
          }

          @Override
          public void cancel() {
            cancelled = true;
            demand.release();
          }
        });
  }

  /**
   * Passes an item on, once it is requested.
   *
   * @throws CancellationException if the upsert has ended, or this thread is interrupted
   */
  void emit(T item) {
    try {
      demand.acquire();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
    if (cancelled) {
      demand.release();
      throw new CancellationException("the target accepts nothing more");
    }
    Objects.requireNonNull(subscriber, "subscriber is null").onNext(item);
  }

  /** Ends the items. */
  void complete() {
    if (!cancelled) {
      Objects.requireNonNull(subscriber, "subscriber is null").onComplete();
    }
  }
}
