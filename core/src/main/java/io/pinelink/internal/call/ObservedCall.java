package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import io.pinelink.telemetry.CallScope;
import io.pinelink.telemetry.CallStart;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call that listeners observe, as the future of its result. It passes the events of its
 * attempts on, and reports the end before it completes.
 */
final class ObservedCall<R> extends LinkedFuture<R>
    implements CallStart, CallObserver, BiConsumer<R, Throwable> {
  private static final CallObserver[] NOBODY = {};
  private static final String INDEX_HOST = ".svc.";

  private final CallListeners listeners;
  private final RouteCounts counts;
  private final Operation<?, R> operation;
  private final Optional<String> index;
  private final String namespace;
  private final Route route;
  private final OptionalInt batchSize;
  private final long startedAt = System.nanoTime();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile CallObserver[] observers = NOBODY;
  private volatile Route latest;

  ObservedCall(
      CallListeners listeners,
      RouteCounts counts,
      Operation<?, R> operation,
      Optional<String> index,
      String namespace,
      Route route,
      OptionalInt batchSize) {
    this.listeners = listeners;
    this.counts = counts;
    this.operation = operation;
    this.index = index;
    this.namespace = namespace;
    this.route = route;
    this.latest = route;
    this.batchSize = batchSize;
  }

  /**
   * Returns the name of the index that a call concerns: the name by which it was opened, if any.
   */
  static <Q> Optional<String> index(
      Operation<Q, ?> operation, Q request, String opened, Route route) {
    return opened.isEmpty() && route.isControlPlane()
        ? operation.index(request)
        : index(opened, route);
  }

  /** Returns the name of the index that several calls concern. */
  static Optional<String> index(String opened, Route route) {
    if (!opened.isEmpty()) {
      return Optional.of(opened);
    }
    return route.isControlPlane() ? Optional.empty() : Optional.ofNullable(hosted(route.host()));
  }

  /** Returns the index of a host such as {@code docs-a1b2c3.svc.…}, without the project. */
  private static @Nullable String hosted(String host) {
    int end = host.indexOf(INDEX_HOST);
    int project = end < 0 ? -1 : host.lastIndexOf('-', end);
    return project > 0 ? host.substring(0, project) : null;
  }

  /** Reports the start, and starts the call in the context of the observers. */
  CompletableFuture<R> start(Supplier<CompletableFuture<R>> call) {
    observers = listeners.started(this);
    CompletableFuture<R> inner;
    CallScope scope = enter();
    try {
      inner = call.get();
    } finally {
      scope.close();
    }
    follow(inner);
    CompletableFuture<?> unused = inner.whenComplete(this);
    // An interceptor may ignore a cancellation, so that its future never ends.
    unused = whenComplete((value, failure) -> report(value, failure));
    return this;
  }

  @Override
  public void accept(R value, @Nullable Throwable failure) {
    try {
      report(value, failure);
    } finally {
      end(value, failure);
    }
  }

  private void report(@Nullable R response, @Nullable Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      EndedCall<R> end =
          new EndedCall<>(
              operation,
              response,
              failure == null ? null : Futures.unwrap(failure),
              Duration.ofNanos(System.nanoTime() - startedAt),
              attempts.get(),
              latest,
              counts);
      each(observer -> observer.ended(end));
    }
  }

  private void each(Consumer<CallObserver> event) {
    CallObserver[] all = observers;
    for (int i = 0; i < all.length; i++) {
      try {
        event.accept(all[i]);
      } catch (RuntimeException | Error e) {
        listeners.failed(i, e);
      }
    }
  }

  @Override
  public CallScope enter() {
    CallObserver[] all = observers;
    CallScope[] scopes = new CallScope[all.length];
    for (int i = 0; i < all.length; i++) {
      scopes[i] = enter(i, all[i]);
    }
    return () -> {
      for (int i = scopes.length - 1; i >= 0; i--) {
        close(i, scopes[i]);
      }
    };
  }

  private CallScope enter(int position, CallObserver observer) {
    try {
      CallScope scope = observer.enter();
      return scope == null ? CallScope.none() : scope;
    } catch (RuntimeException | Error e) {
      listeners.failed(position, e);
      return CallScope.none();
    }
  }

  private void close(int position, CallScope scope) {
    try {
      scope.close();
    } catch (RuntimeException | Error e) {
      listeners.failed(position, e);
    }
  }

  @Override
  public void attemptStarted(int number, AttemptKind kind, Route on) {
    attempts.incrementAndGet();
    latest = on;
    each(observer -> observer.attemptStarted(number, kind, on));
  }

  @Override
  public void attemptFailed(int number, Throwable failure) {
    each(observer -> observer.attemptFailed(number, failure));
  }

  @Override
  public void retrying(Duration wait) {
    each(observer -> observer.retrying(wait));
  }

  @Override
  public void gaveUp(GiveUpReason why) {
    each(observer -> observer.gaveUp(why));
  }

  @Override
  public String operation() {
    return operation.name();
  }

  @Override
  public Optional<String> index() {
    return index;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public Optional<AddressClass> addressClass() {
    return counts.addressClass(route);
  }

  @Override
  public OptionalInt batchSize() {
    return batchSize;
  }

  /** Returns the operation, as a future does not show its context. */
  @Override
  public String toString() {
    return "ObservedCall[" + operation + " on " + route.authority() + "]";
  }
}
