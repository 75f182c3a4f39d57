package io.pinelink.server.internal.saving;

import io.pinelink.server.internal.wire.RpcException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The saving of the changes that calls make. By default, nothing is saved. */
public interface Saving extends AutoCloseable {
  /**
   * Loads what was saved, and begins to save.
   *
   * @param loading creates all resources
   * @param all passes all resources to a sink
   * @return what the loading returned
   */
  default <T> T begin(Function<SavedState, T> loading, Consumer<ResourceSink> all) {
    return loading.apply(SavedState.empty());
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
