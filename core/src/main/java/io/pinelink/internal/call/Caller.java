package io.pinelink.internal.call;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.model.Protocol;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.telemetry.CallListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts calls: creates the context of each, passes it to the chain of transports, and completes
 * its future on the right thread. A caller is a view: it shares its {@link ClientState} with all
 * other callers of the client.
 *
 * @param target what calls concern
 * @param settings how they are made
 */
public record Caller(
    ClientState client,
    Transport chain,
    Credential credential,
    CallTarget target,
    CallSettings settings) {

  /** Creates a caller without the name of an index. */
  public Caller(
      ClientState client,
      Transport chain,
      Credential credential,
      CurrentRoute open,
      String namespace,
      Duration timeout,
      boolean once,
      ExtraHeaders headers,
      Executor completeOn) {
    this(
        client,
        chain,
        credential,
        new CallTarget(open, namespace, ""),
        new CallSettings(timeout, once, headers, completeOn));
  }

  /** Creates a caller in the default namespace that completes its futures in place. */
  public static Caller of(
      ClientState client,
      Transport chain,
      Credential credential,
      CurrentRoute open,
      Duration timeout) {
    return new Caller(
        client, chain, credential, open, "", timeout, false, ExtraHeaders.none(), Futures.IN_PLACE);
  }

  /** Returns the route of the next call. */
  public Route route() {
    return current().target.open().now();
  }

  /** Returns the hosts of the index; null for calls that concern none. */
  public @Nullable IndexHosts hosts() {
    return target.open().hosts();
  }

  /** Returns the name of the index; empty if it is not known or calls concern no index. */
  public String index() {
    return target.index();
  }

  /**
   * Returns the name of the index, as telemetry reports it: the name by which it was opened, or
   * else the name in its host; empty if the host names none.
   */
  public Optional<String> indexName() {
    return ObservedCall.index(target.index(), route());
  }

  /** Returns the namespace; empty for the default one, and for calls that concern none. */
  public String namespace() {
    return target.namespace();
  }

  /** Returns the timeout of a call, including all attempts. */
  public Duration timeout() {
    return settings.timeout();
  }

  /** Returns the executor that completes futures. */
  public Executor completeOn() {
    return settings.completeOn();
  }

  /** Returns the scheduler that times the pauses between the polls of a wait. */
  public Scheduler scheduler() {
    return current().client.scheduler();
  }

  /** Returns the object of a class that all callers of the client share. */
  public <T> T shared(Class<T> type, Supplier<T> create) {
    return current().client.shared(type, create);
  }

  /** Returns the caller of the client that has replaced this one, or this one. */
  private Caller current() {
    CompletableFuture<Caller> other = client.inFlight().successor(this);
    return other == null || !other.isDone() || other.isCompletedExceptionally()
        ? this
        : other.join();
  }

  /**
   * Starts a call. If another client has replaced this one, the call starts there: that is looked
   * up only once this client has refused the call, so that other clients never ask.
   *
   * @throws IllegalStateException if the client is closed, or no transport supports the operation
   * @throws IllegalArgumentException if the API version does not support the request
   */
  public <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request is null");
    Deadline deadline = Deadline.after(timeout());
    InFlightCalls inFlight = client.inFlight();
    if (!inFlight.enter(deadline)) {
      return callElsewhere(operation, request);
    }
    CompletableFuture<R> call;
    try {
      call = callHere(operation, request, deadline);
    } catch (RuntimeException | Error e) {
      inFlight.leave();
      throw e;
    }
    return inFlight.leaveWith(completeOn(), call);
  }

  private <Q, R> CompletableFuture<R> callElsewhere(Operation<Q, R> operation, Q request) {
    CompletableFuture<Caller> other = client.inFlight().successor(this);
    if (other == null) {
      throw new IllegalStateException("the client is closed");
    }
    return other.isDone() && !other.isCompletedExceptionally()
        ? other.join().call(operation, request)
        : Futures.then(other, caller -> caller.call(operation, request));
  }

  private <Q, R> CompletableFuture<R> callHere(
      Operation<Q, R> operation, Q request, Deadline deadline) {
    require(chain, operation);
    client.version().check(operation, request);
    Route route = target.open().now();
    ObservedCall<R> observed =
        client.listeners().isEnabled() ? observed(operation, request, route) : null;
    CallHandling handling =
        observed == null
            ? CallHandling.unobserved(settings.once())
            : new CallHandling(settings.once(), observed);
    CallContext context =
        new CallContext(route, namespace(), deadline, credential, settings.headers(), 1, handling);
    client.counts().called(route);
    return observed == null
        ? start(operation, request, context)
        : observed.start(() -> start(operation, request, context));
  }

  private <Q, R> ObservedCall<R> observed(Operation<Q, R> operation, Q request, Route route) {
    return new ObservedCall<>(
        client.listeners(),
        client.counts(),
        operation,
        ObservedCall.index(operation, request, target.index(), route),
        namespace(),
        route,
        operation.batchSize(request));
  }

  /** Returns what the client's listeners return for an operation of many calls that starts. */
  public <T> List<T> observers(BiFunction<CallListener, Long, T> start) {
    return current().client.listeners().observers(start);
  }

  /** Throws an {@link IllegalStateException} if no transport supports the operation. */
  public void require(Operation<?, ?> operation) {
    require(current().chain, operation);
  }

  private static void require(Transport chain, Operation<?, ?> operation) {
    if (!chain.supports(operation)) {
      throw new IllegalStateException(missingTransport(operation));
    }
  }

  /** Returns the bytes that a call would send; empty if the transport cannot compute them. */
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request) {
    return current().chain.bodyBytes(operation, request, namespace());
  }

  /** Returns an upper bound of {@link #bodyBytes}; empty if the transport cannot compute it. */
  public <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request) {
    return current().chain.bodyBytesBound(operation, request, namespace());
  }

  /**
   * Starts a call. An interceptor may throw; the call must still leave the count of calls in
   * flight.
   */
  private <Q, R> CompletableFuture<R> start(
      Operation<Q, R> operation, Q request, CallContext context) {
    try {
      return Objects.requireNonNull(chain.call(operation, request, context), "the chain's future");
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static String missingTransport(Operation<?, ?> operation) {
    Protocol protocol =
        operation.protocols().contains(Protocol.GRPC) ? Protocol.GRPC : Protocol.REST;
    return operation
        + " needs a transport that is not on the class path or not among the client's protocols:"
        + " add the artifact "
        + protocol.artifact();
  }

  /** Returns this caller on another route. */
  public Caller on(CurrentRoute other) {
    return with(target.on(other));
  }

  /** Returns this caller in another namespace. */
  public Caller inNamespace(String other) {
    return with(target.inNamespace(other));
  }

  /** Returns this caller for an index with a name. */
  public Caller named(String name) {
    return with(target.named(name));
  }

  private Caller with(CallTarget other) {
    return new Caller(client, chain, credential, other, settings);
  }

  /** Returns this caller with another chain of transports. */
  public Caller through(Transport other) {
    return new Caller(client, other, credential, target, settings);
  }

  /**
   * Returns this caller as one of another client, on its route; settings that differ from the
   * defaults are kept.
   */
  public Caller onto(Caller other, Caller defaults) {
    return new Caller(
        other.client,
        other.chain,
        other.credential,
        target.on(other.target.open()),
        settings.movedFrom(defaults.settings, other.settings));
  }

  /** Returns this caller without listeners. */
  public Caller unobserved() {
    return new Caller(client.unobserved(), chain, credential, target, settings);
  }

  /** Returns this caller with another credential. */
  public Caller as(Credential other) {
    return new Caller(client, chain, other, target, settings);
  }

  /** Returns this caller with another timeout, unless it is null, and without retries if wanted. */
  public Caller with(@Nullable Duration other, boolean noRetries) {
    return with(settings.with(other, noRetries));
  }

  /** Returns this caller with more headers, which replace headers of the same name. */
  public Caller with(ExtraHeaders more) {
    return with(settings.with(more));
  }

  /** Returns this caller with a timeout of at most {@code max}. */
  public Caller within(Duration max) {
    return max.compareTo(timeout()) < 0 ? with(max, false) : this;
  }

  /** Returns a copy whose futures complete on the network thread, for code that blocks on them. */
  public Caller inPlace() {
    return completingOn(Futures.IN_PLACE);
  }

  /** Returns this caller with another executor for the completion of its futures. */
  public Caller completingOn(Executor executor) {
    return executor == completeOn() ? this : with(settings.completingOn(executor));
  }

  private Caller with(CallSettings other) {
    return new Caller(client, chain, credential, target, other);
  }
}
