package io.pinelink.grpc.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A pool of objects that are expensive to create, at most as many as there are processors.
 * Thread-locals would create one for each of a million virtual threads, and share one between
 * nested calls on a thread; an object taken from this pool has only one user.
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

  /** Returns an object to the pool; an object that is never returned is only garbage. */
  void give(T one) {
    for (int i = 0; i < free.length(); i++) {
      if (free.get(i) == null && free.compareAndSet(i, null, one)) {
        return;
      }
    }
  }
}
