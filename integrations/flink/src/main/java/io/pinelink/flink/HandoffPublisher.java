package io.pinelink.flink;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A publisher without a buffer: {@link #give} blocks until the subscriber has requested an element.
 * One thread gives elements to one subscriber.
 */
final class HandoffPublisher<T> implements Flow.Publisher<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Flow.@Nullable Subscriber<? super T> subscriber;
  private long wanted;
  private boolean over;

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    lock.lock();
    try {
      if (this.subscriber != null) {
        throw new IllegalStateException("there is a subscriber already");
      }
      this.subscriber = subscriber;
    } finally {
      lock.unlock();
    }
    subscriber.onSubscribe(new Demand());
  }

  /**
   * Passes an element to the subscriber, after waiting for demand.
   *
   * @return false if the subscription was cancelled or the publisher ended
   */
  boolean give(T element) throws InterruptedException {
    Flow.Subscriber<? super T> receiver;
    lock.lockInterruptibly();
    try {
      while (!over && wanted == 0) {
        changed.await();
      }
      receiver = subscriber;
      if (over || receiver == null) {
        return false;
      }
      wanted--;
    } finally {
      lock.unlock();
    }
    receiver.onNext(element);
    return true;
  }

  /** Completes the subscriber. */
  void complete() {
    Flow.Subscriber<? super T> receiver;
    lock.lock();
    try {
      receiver = over ? null : subscriber;
      over = true;
    } finally {
      lock.unlock();
    }
    if (receiver != null) {
      receiver.onComplete();
    }
  }

  /** Rejects all further elements and releases a thread that waits in {@link #give}. */
  void end() {
    lock.lock();
    try {
      over = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long count) {
      lock.lock();
      try {
        wanted = count > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + count;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cancel() {
      end();
    }
  }
}
