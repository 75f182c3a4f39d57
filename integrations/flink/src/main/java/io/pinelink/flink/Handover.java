package io.pinelink.flink;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that one thread gives elements to, one by one. It keeps none: who gives waits until
 * the subscriber wants one. For one subscriber.
 */
final class Handover<T> implements Flow.Publisher<T> {
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
   * Hands an element over, as soon as it is wanted.
   *
   * @return false if nothing is wanted any more
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

  /** Says that there is no more to give. */
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

  /** Takes nothing any more, and lets go who waits to give. */
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
