package io.pinelink.server.internal.deferred;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is created at its first use, so that a server loads only the classes that its calls
 * need. Thread-safe; if the creation fails, the next use attempts it again.
 *
 * @param <T> the type of the value
 */
public final class Deferred<T> implements Supplier<T> {
  private final Supplier<? extends T> source;
  private volatile @Nullable T value;

  public Deferred(Supplier<? extends T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T known = value;
    return known == null ? create() : known;
  }

  private synchronized T create() {
    T known = value;
    if (known == null) {
      known = Objects.requireNonNull(source.get());
      value = known;
    }
    return known;
  }
}
