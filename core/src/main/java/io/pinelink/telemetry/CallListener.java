package io.pinelink.telemetry;

import io.pinelink.bulk.BulkListener;
import io.pinelink.routing.RouteListener.Connection;

/**
 * Observes the calls of a client, for tracing, metrics and audits. Listeners are called in the
 * order in which {@code callListener} added them to the builder.
 *
 * <p>One call is one execution of an operation, with all of its attempts. A page of a list, a batch
 * of a bulk operation, a poll of a wait, and the login of an {@code AdminClient} are calls of their
 * own. A call that is refused before anything could be sent, such as one with an invalid request or
 * on a closed client, is not reported, and neither are calls of a diagnosis.
 *
 * <p>A listener is outside of everything else in a call: it surrounds the builder's interceptors,
 * which surround retries.
 *
 * <p>Implementations must be thread-safe and must not block, since most methods run on network
 * threads. What they throw never affects a call: the first exception of each listener is logged,
 * and all of them are ignored.
 *
 * <p>This package is a public extension point: it changes only with a new major version, except
 * that methods with a default may be added to {@code CallListener} and {@link CallObserver}, and
 * any methods to {@link CallStart} and {@link CallEnd}, which only Pinelink implements.
 */
@FunctionalInterface
public interface CallListener {
  /**
   * Called when a call starts, on the thread that starts it and before anything is sent. For a
   * blocking and for an asynchronous call, this is the thread of the caller, so that thread-local
   * context such as the current span is available. The batches of a bulk operation, the later pages
   * of an iteration and the later polls of a wait may start on threads of the client.
   *
   * @return the observer of this call; {@link CallObserver#none()} to ignore it
   */
  CallObserver started(CallStart call);

  /**
   * Returns whether this listener currently wants to observe calls. It is asked before each call;
   * while no listener of a client is enabled, calls allocate nothing for listeners. Default: true.
   */
  default boolean isEnabled() {
    return true;
  }

  /**
   * Called when a connection was established, for calls or to probe a route.
   *
   * @param connection the purpose and the address
   */
  default void connected(Connection connection) {}

  /**
   * Called when a name resolved to an address that its route does not allow, so that nothing was
   * sent there.
   *
   * @param connection the purpose and the address
   */
  default void refused(Connection connection) {}

  /**
   * Called when the tokens in the retry budget of a host change: with the first call to the host,
   * with each failed attempt, and with each response until the budget is full again. The last call
   * of this method has the current tokens. It runs on the thread on which the event occurs, which
   * may be a network thread: it must not block.
   */
  default void retryTokens(RetryTokens tokens) {}

  /**
   * Called when the client drops a retry budget, because it calls more hosts than it has budgets
   * for. A later call to the host starts with a full budget.
   *
   * @param last the tokens that were reported last
   */
  default void retryBudgetRemoved(RetryTokens last) {}

  /**
   * Called when a bulk operation starts, on the thread that starts it. Its calls are also observed
   * one by one, with {@link #started}.
   *
   * @return the listener of this bulk operation, beside the one in its options. Default: {@link
   *     BulkListener#none()}.
   */
  default BulkListener bulkStarted(BulkStart bulk) {
    return BulkListener.none();
  }

  /**
   * Called once a client is closed, after its calls have ended. Neither tokens of its retry budgets
   * nor bulk operations that start are reported afterwards: a listener that shows them, as gauges
   * for example, removes the gauges of this client now.
   *
   * @param client the number of the client, as in {@link RetryTokens} and {@link BulkStart}
   */
  default void closed(long client) {}
}
