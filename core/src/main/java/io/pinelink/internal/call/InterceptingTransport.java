package io.pinelink.internal.call;

import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Passes each call through an interceptor of the program. */
public final class InterceptingTransport extends ForwardingTransport {
  private final CallInterceptor interceptor;

  /** Wraps a transport, to which the interceptor's calls proceed. */
  public InterceptingTransport(Transport next, CallInterceptor interceptor) {
    super(next);
    this.interceptor = interceptor;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    return Futures.map(
        interceptor.intercept(new Intercepted<>(delegate(), operation, request, context)),
        operation.response()::cast);
  }

  private record Intercepted<Q, R>(
      Transport next, Operation<Q, R> of, Q request, CallContext context)
      implements CallInterceptor.Call {
    @Override
    public String operation() {
      return of.name();
    }

    @Override
    public boolean isReadOnly() {
      return of.readOnly();
    }

    @Override
    public Route route() {
      return context.route();
    }

    @Override
    public String namespace() {
      return context.namespace();
    }

    @Override
    public CompletableFuture<R> proceed() {
      return next.call(of, request, context);
    }

    @Override
    public CompletableFuture<R> proceed(Object other) {
      Objects.requireNonNull(other, "request is null");
      return next.call(of, of.request().cast(other), context);
    }

    /** Returns the operation and the route, as the request may contain data. */
    @Override
    public String toString() {
      return of + " on " + context.route().authority();
    }
  }
}
