package io.pinelink.spi;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A transport that executes operations over one protocol. It owns its connections and shares them
 * by authority among all calls of one client. Implementations must be thread-safe.
 */
public interface Transport extends AutoCloseable {
  /**
   * Starts a call. Returns immediately and never throws; every failure completes the future with a
   * {@link io.pinelink.error.PinelinkException}. There are two exceptions, which are never retried:
   * an {@link io.pinelink.error.IncompatibleLibraryException} if the transport cannot run on the
   * libraries of the class path, and a {@link VirtualMachineError}. Cancelling the future cancels
   * the exchange on the wire. The future may complete on a network thread; the client completes the
   * user's future on the user's executor.
   */
  <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request, CallContext context);

  /** Returns whether this transport supports the operation. */
  boolean supports(Operation<?, ?> operation);

  /**
   * Returns the exact number of bytes in the body of a call, without sending it; over gRPC, in the
   * message. Empty if the transport cannot compute it, which is the default. Wrappers must forward
   * this method.
   *
   * <p>The size of a request with several vectors or records is the sum of their sizes and a fixed
   * part: {@code bytes(a, b, c) = bytes(a, b) + bytes(c) - fixed}, with the same {@code fixed} for
   * all, so that batches can be filled without measuring them repeatedly.
   *
   * @param namespace as in {@link CallContext#namespace}
   */
  default <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return OptionalLong.empty();
  }

  /**
   * Returns an upper bound of {@link #bodyBytes} that is cheaper to compute, by which the batches
   * of bulk operations are filled; by default {@link #bodyBytes} itself. Over REST it counts each
   * float with the longest text that it could have. Empty if the transport cannot compute it.
   * Wrappers must forward this method; one that overrides {@link #bodyBytes} must override it too.
   *
   * <p>Bounds add up like the exact sizes, and with the same {@code fixed}, so that bounds of some
   * vectors and exact sizes of others can be added.
   *
   * @param namespace as in {@link CallContext#namespace}
   */
  default <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request, String namespace) {
    return bodyBytes(operation, request, namespace);
  }

  /** Returns the libraries that this transport runs on, for the diagnosis; none by default. */
  default TransportLibraries libraries() {
    return TransportLibraries.none();
  }

  /**
   * Abandons all connections, so that the next call resolves names and connects again. Calls in
   * flight finish on their current connections.
   */
  void refresh();

  /**
   * Closes the connections and waits until their threads have ended. Calls in flight fail; the
   * client drains them first. Closing twice has no effect.
   */
  @Override
  void close();
}
