package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The saving of the changes that calls make. By default, nothing is saved. */
public interface Saving extends AutoCloseable {
  /**
   * Loads what was saved, and begins to save.
   *
   * @param loading creates all resources, from what was saved; null if nothing was
   * @param all passes all resources to a sink
   * @return what the loading returned
   */
  default <T> T begin(Function<@Nullable SavedState, T> loading, Consumer<ResourceSink> all) {
    return loading.apply(null);
  }

  /**
   * Executes a call that may change resources, and saves the changes before it returns.
   *
   * @throws RpcException if changes cannot be saved
   */
  default <T> T change(Supplier<T> call) {
    return call.get();
  }

  /**
   * Executes a change that no call makes, and saves it before it returns.
   *
   * @throws UncheckedIOException if it cannot be saved
   */
  default <T> T update(Supplier<T> change) {
    try {
      return change(change);
    } catch (RpcException e) {
      throw new UncheckedIOException(new IOException(e.text(), e));
    }
  }

  /** Executes a change without a result as {@link #update(Supplier)} does. */
  default void update(Runnable change) {
    var unused =
        update(
            () -> {
              change.run();
              return change;
            });
  }

  /**
   * Executes a call that changes resources only as far as time has passed, such as to remove what
   * has expired. It succeeds even if such changes cannot be saved.
   */
  default <T> T read(Supplier<T> call) {
    return call.get();
  }

  /**
   * Makes sure that writes to an index are saved, before a call that may write to it.
   *
   * @throws RpcException if the index cannot be saved
   */
  default void prepare(UUID index) {}

  /** Executes a call that replaces all resources, and saves the new ones in place of the old. */
  default void replace(Runnable call) {
    call.run();
  }

  /** Executes a call that removes all resources, and perhaps creates others. */
  default void clear(Runnable call) {
    call.run();
  }

  /** Releases what holds the saved data, once everything is saved. */
  @Override
  default void close() {}

  /** Returns what calls do if the server saves nothing. */
  static Saving none() {
    return new Saving() {};
  }
}
