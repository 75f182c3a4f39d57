package io.pinelink.rest;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindings;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.http.CallInParts;
import io.pinelink.rest.http.ConnectionPool;
import io.pinelink.rest.http.HttpClient;
import io.pinelink.rest.http.HttpExchange;
import io.pinelink.rest.http.RestLibraries;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportLibraries;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A transport for operations as JSON over HTTP/1.1, or over HTTP/2 if configured. Connections are
 * kept alive and shared among the calls to one route. Futures complete on a network thread.
 *
 * <p>The route alone decides where bytes are sent: host, TLS server name and certificate check use
 * its logical host; addresses and proxy come from the route. Redirects are not followed, and this
 * class never retries.
 *
 * <p>Thread-safe. Source: the REST API, version 2026-04.
 */
@SuppressWarnings("exports") // the SPI is exported to this module
public final class RestTransport implements Transport {
  private final TransportOptions options;
  private final Duration stallBound;
  private final Clock clock;
  private final DeadlineTimer deadlines;

  /** Actions that end the calls in flight when the transport closes. */
  private final Set<Runnable> inFlight = ConcurrentHashMap.newKeySet();

  private final Object lock = new Object();
  private @Nullable HttpClient client;
  private boolean closed;

  RestTransport(TransportOptions options, Clock clock, DeadlineTimer deadlines) {
    this(options, clock, deadlines, HttpClient.STALL_BOUND);
  }

  /**
   * Creates a transport with another bound on stalled connections.
   *
   * @param stallBound how long an HTTP/2 connection may make no progress before it is abandoned
   */
  RestTransport(
      TransportOptions options, Clock clock, DeadlineTimer deadlines, Duration stallBound) {
    this.options = options;
    this.stallBound = stallBound;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  /**
   * Creates a transport with its own threads and connections; it starts none before the first call.
   */
  public static RestTransport create(TransportOptions options) {
    Objects.requireNonNull(options, "options is null");
    return new RestTransport(options, Clock.systemUTC(), new DeadlineTimer());
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    try {
      return RestBindings.find(operation) != null;
    } catch (LinkageError e) {
      throw RestLibraries.all().incompatible(e);
    }
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    FailedCall failed = context.failed(operation);
    IncompatibleLibraryException refusal = RestLibraries.all().refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    try {
      return call(operation, request, context, failed);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(notStarted(failed, e));
    }
  }

  private static Throwable notStarted(FailedCall failed, Throwable thrown) {
    return RestLibraries.all()
        .failure(
            thrown,
            () ->
                Failures.notSent(failed, "the call could not be started (" + thrown + ")", thrown));
  }

  private <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context, FailedCall failed) {
    RestBinding<Q, R> binding = RestBindings.find(operation);
    if (binding == null) {
      return CompletableFuture.failedFuture(
          Failures.notSent(failed, "REST does not support this operation", null));
    }
    List<Q> parts = binding.splitter().split(request, context.namespace());
    return parts.size() == 1
        ? call(binding, request, context, failed)
        : new CallInParts<>(
                parts,
                part -> call(binding, part, context, failed),
                binding.joiner(),
                thrown -> unreadable(failed, thrown))
            .start();
  }

  private static Throwable unreadable(FailedCall failed, Throwable thrown) {
    return RestLibraries.all()
        .failure(
            thrown,
            () ->
                Failures.malformedResponse(
                    failed, "the responses cannot be joined (" + thrown + ")", thrown));
  }

  private <Q, R> CompletableFuture<R> call(
      RestBinding<Q, R> binding, Q request, CallContext context, FailedCall failed) {
    CompletableFuture<R> future = new CompletableFuture<>();
    try {
      start(binding, request, context, failed, future);
    } catch (PinelinkException e) {
      future.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(notStarted(failed, e));
    }
    return future;
  }

  private <Q, R> void start(
      RestBinding<Q, R> binding,
      Q request,
      CallContext context,
      FailedCall failed,
      CompletableFuture<R> future) {
    if (context.deadline().isExpired()) {
      throw deadlineExceeded(context, failed);
    }
    String version = binding.operation().apiVersion(options.apiVersion(), request);
    RestRequest encoded = binding.encoder().encode(request, context.namespace(), version);
    Runnable abort =
        () ->
            future.completeExceptionally(
                Failures.connectionLost(failed, false, "the transport was closed"));
    HttpClient open = register(abort, failed);
    try {
      send(encoded, version, binding, request, context, failed, future, open, abort);
    } catch (RuntimeException | Error e) {
      inFlight.remove(abort);
      throw e;
    }
  }

  private <Q, R> void send(
      RestRequest encoded,
      String version,
      RestBinding<Q, R> binding,
      Q request,
      CallContext context,
      FailedCall failed,
      CompletableFuture<R> future,
      HttpClient open,
      Runnable abort) {
    Destination destination = Destination.of(context.route());
    ConnectionPool pool = open.pool(destination);
    HttpExchange<R> exchange =
        new HttpExchange<>(
            encoded,
            binding.decoder(request),
            context,
            failed,
            destination,
            options,
            version,
            open.chunks(),
            clock,
            future);
    DeadlineTimer.Watched watched =
        deadlines.watch(
            context.deadline(),
            () ->
                open.execute(
                    () -> future.completeExceptionally(deadlineExceeded(context, failed))));
    // However the future ends (response, deadline, cancellation, close), the exchange ends with it.
    var unused =
        future.whenComplete(
            (value, failure) -> {
              inFlight.remove(abort);
              watched.end();
              if (failure != null) {
                pool.forget(exchange);
                exchange.abandon();
              }
            });
    pool.execute(exchange);
  }

  private static DeadlineExceededException deadlineExceeded(
      CallContext context, FailedCall failed) {
    return Failures.deadlineExceeded(failed, context.deadline().timeout(), null);
  }

  private HttpClient register(Runnable abort, FailedCall failed) {
    synchronized (lock) {
      if (closed) {
        throw Failures.notSent(failed, "the transport is closed", null);
      }
      HttpClient open = client;
      if (open == null) {
        open = new HttpClient(options, stallBound);
        client = open;
      }
      inFlight.add(abort);
      return open;
    }
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return bodyBytes(operation, request, namespace, Json::length);
  }

  /** Returns the bound, which is exact except for floats. */
  @Override
  public <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request, String namespace) {
    return bodyBytes(operation, request, namespace, Json::lengthBound);
  }

  /** A measure of bodies. */
  @FunctionalInterface
  private interface BodyLength {
    long of(JsonWriter body) throws IOException;
  }

  private <Q> OptionalLong bodyBytes(
      Operation<Q, ?> operation, Q request, String namespace, BodyLength length) {
    IncompatibleLibraryException refusal = RestLibraries.all().refusal();
    if (refusal != null) {
      throw refusal;
    }
    try {
      RestBinding<Q, ?> binding = RestBindings.find(operation);
      if (binding == null) {
        return OptionalLong.empty();
      }
      String version = operation.apiVersion(options.apiVersion(), request);
      JsonWriter body = binding.encoder().encode(request, namespace, version).body();
      return OptionalLong.of(body == null ? 0 : length.of(body));
    } catch (IOException e) {
      throw new UncheckedIOException("the request body cannot be encoded: " + e, e);
    } catch (LinkageError e) {
      throw RestLibraries.all().incompatible(e);
    }
  }

  @Override
  public TransportLibraries libraries() {
    return RestLibraries.all();
  }

  @Override
  public void refresh() {
    synchronized (lock) {
      if (client != null) {
        client.refresh();
      }
    }
  }

  @Override
  public void close() {
    HttpClient open;
    synchronized (lock) {
      closed = true;
      open = client;
      client = null;
    }
    inFlight.forEach(Runnable::run);
    deadlines.close();
    if (open != null) {
      open.close();
    }
  }
}
