package io.pinelink.grpc.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Things that are costly to make and are used again, at most as many as there are processors. One
 * for each thread would be one for each of a million virtual threads, and the same one twice where
 * work calls itself; what is taken from here is nobody else's.
 */
final class ObjectPool<T> {
  private final Supplier<T> factory;
  private final AtomicReferenceArray<T> free =
      new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());

  ObjectPool(Supplier<T> factory) {
    this.factory = factory;
  }

  T take() {
    for (int i = 0; i < free.length(); i++) {
      T one = free.get(i);
      if (one != null && free.compareAndSet(i, one, null)) {
        return one;
      }
    }
    return factory.get();
  }

  /** Gives back what was taken; never giving it back is no harm. */
  void give(T one) {
    for (int i = 0; i < free.length(); i++) {
      if (free.get(i) == null && free.compareAndSet(i, null, one)) {
        return;
      }
    }
  }
}
