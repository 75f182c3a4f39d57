package io.pinelink.server.internal.datalog;

import io.pinelink.server.internal.wire.RpcException;
import java.util.UUID;
import java.util.function.Supplier;

/** The saving of the changes that calls make, if the server saves anything. */
public interface Saving {
  /**
   * Executes a call that may change resources, and saves the changes before it returns.
   *
   * @throws RpcException if changes cannot be saved
   */
  <T> T change(Supplier<T> call);

  /**
   * Executes a call that changes resources only as far as time has passed, such as to remove what
   * has expired. It succeeds even if such changes cannot be saved.
   */
  <T> T read(Supplier<T> call);

  /**
   * Makes sure that writes to an index are saved, before a call that may write to it.
   *
   * @throws RpcException if the index cannot be saved
   */
  void prepare(UUID index);

  /** Returns what calls do if the server saves nothing. */
  static Saving none() {
    return new Saving() {
      @Override
      public <T> T change(Supplier<T> call) {
        return call.get();
      }

      @Override
      public <T> T read(Supplier<T> call) {
        return call.get();
      }

      @Override
      public void prepare(UUID index) {
        // Nothing is saved.
      }
    };
  }
}
