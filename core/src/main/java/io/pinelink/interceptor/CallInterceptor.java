package io.pinelink.interceptor;

import io.pinelink.routing.Route;
import java.util.concurrent.CompletableFuture;

/**
 * Code around each call of a client, which can delay, refuse, answer or change it, as an {@code
 * Interceptor} does in OkHttp. To observe calls only, use a {@code CallListener}.
 *
 * <pre>{@code
 * CallInterceptor readOnly =
 *     call -> {
 *       if (!call.isReadOnly()) {
 *         throw new UnsupportedOperationException(call.operation() + " writes");
 *       }
 *       return call.proceed();
 *     };
 * }</pre>
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface CallInterceptor {
  /**
   * Returns the response of a call, usually {@link Call#proceed()}. Runs on the thread that starts
   * the call and must not block. What it throws fails the call. If the caller cancels the call, the
   * future that this method returns is cancelled.
   *
   * @return a future of the response, which must be of the type that the operation returns
   */
  CompletableFuture<?> intercept(Call call);

  /** A call that starts. Implemented by Pinelink only; methods may be added. */
  interface Call {
    /** Returns the name of the operation, such as {@code query}. */
    String operation();

    /** Returns whether the operation changes nothing. */
    boolean isReadOnly();

    /** Returns the route of the call. */
    Route route();

    /** Returns the namespace of a call to an index; empty for the default one. */
    String namespace();

    /** Returns the request, such as a {@code QueryRequest}. */
    Object request();

    /** Sends the call, with its retries. */
    CompletableFuture<?> proceed();

    /**
     * Sends the call with another request, with its retries.
     *
     * @throws ClassCastException if the request is not of the type that the operation takes
     */
    CompletableFuture<?> proceed(Object request);
  }
}
