package io.pinelink.spi;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Carries operations. A transport owns its connections and shares them by authority among all calls
 * of one client; it is thread-safe.
 */
public interface Transport extends AutoCloseable {
  /**
   * Starts a call. Returns at once and never throws; every failure is a future failed with a {@link
   * io.pinelink.error.PinelinkException}. Cancelling the future ends the exchange on the wire. The
   * future may complete on a network thread; the client moves it to the user's executor.
   */
  <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request, CallContext context);

  /** Whether this transport has a row for the operation. */
  boolean supports(Operation<?, ?> operation);

  /**
   * How many bytes the body of this call would have, exactly, without sending it; over gRPC those
   * of the message. Empty if the transport cannot tell, as this default cannot. Whoever wraps a
   * transport hands the question on.
   *
   * <p>A request with several vectors or records has the bytes of each, and some that do not depend
   * on them: {@code bytes(a, b, c) = bytes(a, b) + bytes(c) - fixed}, with the same {@code fixed}
   * for all, so that batches can be filled without being counted again and again.
   *
   * @param namespace as in {@link CallContext#namespace}
   */
  default <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return OptionalLong.empty();
  }

  /**
   * Gives up all connections, so that the next call looks names up again and connects anew. Calls
   * in flight end on the connections that they have.
   */
  void refresh();

  /**
   * Closes the connections and waits until their threads are gone. Calls in flight fail; the client
   * has drained them before. Closing twice is harmless.
   */
  @Override
  void close();
}
