package io.pinelink.spi;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A transport that forwards all of its methods to another one. A layer above the transports extends
 * it and overrides what it changes, usually {@link #call}.
 *
 * <p>Thread-safe if the subclass is.
 */
public abstract class ForwardingTransport implements Transport {
  private final Transport delegate;

  /** Creates a transport that forwards to another one, which {@link #close()} closes. */
  protected ForwardingTransport(Transport delegate) {
    this.delegate = delegate;
  }

  /** Returns the transport that methods are forwarded to. */
  protected final Transport delegate() {
    return delegate;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    return delegate.call(operation, request, context);
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return delegate.supports(operation);
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return delegate.bodyBytes(operation, request, namespace);
  }

  @Override
  public <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request, String namespace) {
    return delegate.bodyBytesBound(operation, request, namespace);
  }

  @Override
  public TransportLibraries libraries() {
    return delegate.libraries();
  }

  @Override
  public void refresh() {
    delegate.refresh();
  }

  @Override
  public void close() {
    delegate.close();
  }
}
