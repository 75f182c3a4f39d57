package io.pinelink;

import io.pinelink.internal.Futures;
import io.pinelink.internal.InFlight;
import io.pinelink.internal.Scheduler;
import io.pinelink.internal.ingest.Lanes;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Credential;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Opens calls: gives each its context, hands it to the chain of transports, and completes it on the
 * right thread.
 *
 * @param counts where calls are counted by their route
 * @param scheduler times the pauses between the questions of a wait
 * @param lanes how fast data is loaded, for each namespace; all callers of a client share them
 * @param version the API version, which the transports send
 * @param options of its calls; the timeout is always given
 * @param completeOn where futures complete; a caller that only waits completes them where they are
 */
record Caller(
    Transport chain,
    InFlight inFlight,
    RouteCounts counts,
    Scheduler scheduler,
    Credential credential,
    OpenRoute open,
    String namespace,
    CallOptions options,
    Executor completeOn,
    Lanes lanes,
    ApiVersion version) {

  /** A caller in the default namespace that completes its futures where they are. */
  static Caller of(
      Transport chain,
      InFlight inFlight,
      RouteCounts counts,
      Credential credential,
      OpenRoute open,
      Duration timeout,
      ApiVersion version) {
    return new Caller(
        chain,
        inFlight,
        counts,
        Scheduler.system(),
        credential,
        open,
        "",
        CallOptions.timeout(timeout),
        Futures.IN_PLACE,
        Lanes.system(),
        version);
  }

  /** The same caller on another route. */
  Caller on(OpenRoute other) {
    return new Caller(
        chain,
        inFlight,
        counts,
        scheduler,
        credential,
        other,
        namespace,
        options,
        completeOn,
        lanes,
        version);
  }

  /** The same caller whose calls go through another chain. */
  Caller through(Transport other) {
    return new Caller(
        other,
        inFlight,
        counts,
        scheduler,
        credential,
        open,
        namespace,
        options,
        completeOn,
        lanes,
        version);
  }

  /** How long a call may take. */
  Duration timeout() {
    return options.timeout().orElseThrow();
  }

  /** The route that the next call takes. */
  Route route() {
    return open.now();
  }

  <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Objects.requireNonNull(request, "request");
    require(operation);
    version.check(operation, request);
    Route route = open.now();
    Deadline deadline = Deadline.after(timeout());
    CallContext context =
        new CallContext(route, namespace, deadline, credential, Map.of(), 1, options.isOnce());
    inFlight.enter(deadline);
    counts.called(route);
    return inFlight.leaveWith(completeOn, start(operation, request, context));
  }

  /** Throws an {@link IllegalStateException} if no transport carries the operation. */
  void require(Operation<?, ?> operation) {
    if (!chain.supports(operation)) {
      throw new IllegalStateException(missingTransport(operation));
    }
  }

  /** How many bytes a call would send; empty if the transport does not tell. */
  <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request) {
    return chain.bodyBytes(operation, request, namespace);
  }

  /** A decorator may break the promise never to throw; the call must still be counted out. */
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

  Caller inNamespace(String other) {
    return new Caller(
        chain,
        inFlight,
        counts,
        scheduler,
        credential,
        open,
        other,
        options,
        completeOn,
        lanes,
        version);
  }

  Caller as(Credential other) {
    return new Caller(
        chain,
        inFlight,
        counts,
        scheduler,
        other,
        open,
        namespace,
        options,
        completeOn,
        lanes,
        version);
  }

  Caller with(CallOptions given) {
    return new Caller(
        chain,
        inFlight,
        counts,
        scheduler,
        credential,
        open,
        namespace,
        given.over(options),
        completeOn,
        lanes,
        version);
  }

  /** A caller whose calls take no longer than this, nor than they would anyway. */
  Caller within(Duration most) {
    return most.compareTo(timeout()) < 0 ? with(CallOptions.timeout(most)) : this;
  }

  /** The same caller, for who only waits for its futures. */
  Caller inPlace() {
    return completingOn(Futures.IN_PLACE);
  }

  Caller completingOn(Executor executor) {
    return new Caller(
        chain,
        inFlight,
        counts,
        scheduler,
        credential,
        open,
        namespace,
        options,
        executor,
        lanes,
        version);
  }
}
