package io.pinelink.internal.call;

import io.pinelink.internal.retry.RetryBudgetWatcher;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.RetryTokens;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one client's calls, in order. What they throw is logged once for each.
 *
 * <p>Events of the client's state, its retry budgets and longer operations, are reported one after
 * another, and none after the client is closed.
 */
public final class CallListeners {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final AtomicLong CLIENTS = new AtomicLong();
  private static final CallListeners NONE = new CallListeners(List.of());

  private final long client = CLIENTS.incrementAndGet();
  private final List<CallListener> all;
  private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
  private final Object stateLock = new Object();
  private boolean closed;

  private CallListeners(List<CallListener> all) {
    this.all = List.copyOf(all);
  }

  /** Returns the listeners of a client that has none. */
  public static CallListeners none() {
    return NONE;
  }

  /** Returns the listeners, in this order. */
  public static CallListeners of(List<CallListener> listeners) {
    return listeners.isEmpty() ? NONE : new CallListeners(listeners);
  }

  /** Returns whether any listener wants to observe the next call. */
  boolean isEnabled() {
    for (int i = 0; i < all.size(); i++) {
      if (isEnabled(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEnabled(int position) {
    try {
      return all.get(position).isEnabled();
    } catch (RuntimeException | Error e) {
      failed(position, e);
      return false;
    }
  }

  /** Returns the observers of a call that starts, by the positions of their listeners. */
  CallObserver[] started(CallStart call) {
    CallObserver[] observers = new CallObserver[all.size()];
    for (int i = 0; i < observers.length; i++) {
      observers[i] = isEnabled(i) ? started(i, call) : CallObserver.none();
    }
    return observers;
  }

  private CallObserver started(int position, CallStart call) {
    try {
      CallObserver observer = all.get(position).started(call);
      return observer == null ? CallObserver.none() : observer;
    } catch (RuntimeException | Error e) {
      failed(position, e);
      return CallObserver.none();
    }
  }

  void connected(Connection connection) {
    each(listener -> listener.connected(connection));
  }

  void refused(Connection connection) {
    each(listener -> listener.refused(connection));
  }

  /** Returns the receiver of the events of retry budgets; null if there are no listeners. */
  public @Nullable RetryBudgetWatcher budgetWatcher() {
    return all.isEmpty() ? null : new Budgets();
  }

  private final class Budgets implements RetryBudgetWatcher {
    @Override
    public void changed(Route route, double left, int full) {
      eachWhileOpen(listener -> listener.retryTokens(new RetryTokens(client, route, left, full)));
    }

    @Override
    public void removed(Route route, double left, int full) {
      eachWhileOpen(
          listener -> listener.retryBudgetRemoved(new RetryTokens(client, route, left, full)));
    }
  }

  /**
   * Returns what each listener returns for an operation of many calls that starts, given the number
   * of the client.
   */
  <T> List<T> observers(BiFunction<CallListener, Long, T> start) {
    List<T> observers = new ArrayList<>();
    synchronized (stateLock) {
      for (int i = 0; i < all.size() && !closed; i++) {
        if (isEnabled(i)) {
          try {
            observers.add(Objects.requireNonNull(start.apply(all.get(i), client), "the observer"));
          } catch (RuntimeException | Error e) {
            failed(i, e);
          }
        }
      }
    }
    return observers;
  }

  /** Reports that the client is closed. Only the first call has an effect. */
  public void closed() {
    synchronized (stateLock) {
      if (!closed) {
        closed = true;
        each(listener -> listener.closed(client));
      }
    }
  }

  private void eachWhileOpen(Consumer<CallListener> event) {
    synchronized (stateLock) {
      if (!closed) {
        each(event);
      }
    }
  }

  private void each(Consumer<CallListener> event) {
    for (int i = 0; i < all.size(); i++) {
      try {
        event.accept(all.get(i));
      } catch (RuntimeException | Error e) {
        failed(i, e);
      }
    }
  }

  /** Logs the first failure of a listener. */
  void failed(int position, Throwable failure) {
    if (failed.add(position)) {
      LOG.log(
          Level.WARNING,
          "a call listener failed; its further failures are not logged: "
              + all.get(position).getClass().getName(),
          failure);
    }
  }
}
