package io.pinelink.cli.conformance;

import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.RawOperations;
import io.pinelink.spi.Transport;
import io.pinelink.spi.request.RawRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a raw request in place of the next call of a client, on the route of that call. The call
 * then fails with {@link Answered}.
 */
final class RawSender {
  private final AtomicReference<@Nullable RawRequest> next = new AtomicReference<>();

  /** The end of a call in whose place a raw request was answered with success. */
  static final class Answered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Answered() {
      super("a raw request was answered", null, false, false);
    }
  }

  /** Makes the next call the request. Calls are made one at a time. */
  void replaceNext(RawRequest request) {
    next.set(request);
  }

  /** Returns the transport of a client. */
  Transport around(Transport transport) {
    return new ForwardingTransport(transport) {
      @Override
      public <Q, R> CompletableFuture<R> call(
          Operation<Q, R> operation, Q request, CallContext context) {
        RawRequest raw = next.getAndSet(null);
        if (raw == null) {
          return super.call(operation, request, context);
        }
        return super.call(RawOperations.SEND, raw, context)
            .thenApply(
                answered -> {
                  throw new Answered();
                });
      }
    };
  }
}
