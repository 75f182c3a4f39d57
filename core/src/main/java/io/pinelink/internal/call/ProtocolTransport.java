package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.Protocol;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A transport that sends each call over the operation's preferred protocol, or else over the first
 * transport, in the user's order, that supports the operation. It rejects a response that has
 * another subject than the request.
 */
public final class ProtocolTransport implements Transport {
  private final Map<Protocol, Transport> transports;

  /** Filled on first use, since querying a transport for all operations would load its classes. */
  private final Map<Operation<?, ?>, Transport> byOperation = new ConcurrentHashMap<>();

  /**
   * Creates a transport that selects among the given ones, the user's first choice first; closing
   * it closes them.
   */
  public ProtocolTransport(Map<Protocol, Transport> transports) {
    this.transports = new LinkedHashMap<>(transports);
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    Transport transport = find(operation);
    return transport == null
        ? CompletableFuture.failedFuture(new IllegalStateException("no transport for " + operation))
        : checked(operation, request, context, transport.call(operation, request, context));
  }

  private static <Q, R> CompletableFuture<R> checked(
      Operation<Q, R> operation, Q request, CallContext context, CompletableFuture<R> answer) {
    return operation.namesSubject()
        ? Futures.map(answer, value -> check(operation, request, context, value))
        : answer;
  }

  private static <Q, R> R check(
      Operation<Q, R> operation, Q request, CallContext context, R answer) {
    String mismatch = operation.mismatch(request, answer);
    if (mismatch != null) {
      throw Failures.malformedResponse(context.failed(operation), mismatch, null);
    }
    return answer;
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return find(operation) != null;
  }

  private @Nullable Transport find(Operation<?, ?> operation) {
    Transport known = byOperation.get(operation);
    if (known == null) {
      known = select(operation);
      if (known != null) {
        byOperation.put(operation, known);
      }
    }
    return known;
  }

  private @Nullable Transport select(Operation<?, ?> operation) {
    Transport preferred = operation.preferredProtocol().map(transports::get).orElse(null);
    if (preferred != null && preferred.supports(operation)) {
      return preferred;
    }
    for (Transport transport : transports.values()) {
      if (transport.supports(operation)) {
        return transport;
      }
    }
    return null;
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    Transport transport = find(operation);
    return transport == null
        ? OptionalLong.empty()
        : transport.bodyBytes(operation, request, namespace);
  }

  @Override
  public <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request, String namespace) {
    Transport transport = find(operation);
    return transport == null
        ? OptionalLong.empty()
        : transport.bodyBytesBound(operation, request, namespace);
  }

  @Override
  public void refresh() {
    transports.values().forEach(Transport::refresh);
  }

  @Override
  public void close() {
    transports.values().forEach(Transport::close);
  }
}
