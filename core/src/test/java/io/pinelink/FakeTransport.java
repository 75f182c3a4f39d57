package io.pinelink;

import io.pinelink.model.Protocol;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportLibraries;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A transport in memory: keeps the calls, and each test answers them as it likes. */
public final class FakeTransport implements Transport, TransportProvider {
  /** A call that arrived. */
  public record Call(
      Operation<?, ?> operation,
      Object request,
      CallContext context,
      CompletableFuture<Object> answer) {}

  private final Protocol protocol;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final List<Object> ready = new ArrayList<>();
  @Nullable TransportOptions options;

  /** Counts the bytes of a request; null for a transport that cannot count. */
  @Nullable ToLongFunction<Object> counting;

  /** Returns an upper bound of the bytes of a request; null for the bound of other transports. */
  @Nullable ToLongFunction<Object> bounding;

  /**
   * Answers each call by its request; null if calls are answered in order. A Throwable fails it.
   */
  public @Nullable Function<Object, Object> responding;

  /** The libraries that it claims to run on. */
  public TransportLibraries libraries = TestLibraries.fitting();

  int refreshes;
  public int closed;

  public FakeTransport(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Gives a client these transports, for tests of other packages. */
  public static Pinelink.Builder under(Pinelink.Builder client, FakeTransport... transports) {
    return client.transports(transports);
  }

  /** Answers the next call at once; a Throwable fails it. */
  public FakeTransport answering(Object... answers) {
    ready.addAll(List.of(answers));
    return this;
  }

  /** The next call that has arrived or will. */
  public Call next() {
    try {
      Call call = calls.poll(10, TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError("no call arrived");
      }
      return call;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public boolean hasNoCall() {
    return calls.isEmpty();
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    calls.add(new Call(operation, request, context, answer));
    Object next = answerTo(request);
    if (next != null) {
      if (next instanceof Throwable failure) {
        answer.completeExceptionally(failure);
      } else {
        answer.complete(next);
      }
    }
    @SuppressWarnings("unchecked")
    CompletableFuture<R> typed = (CompletableFuture<R>) answer;
    return typed;
  }

  private @Nullable Object answerTo(Object request) {
    Function<Object, Object> responder = responding;
    if (responder != null) {
      return responder.apply(request);
    }
    return ready.isEmpty() ? null : ready.remove(0);
  }

  /** Returns whether the service offers the operation over this protocol. */
  @Override
  public boolean supports(Operation<?, ?> operation) {
    return Operations.all().contains(operation) && operation.protocols().contains(protocol);
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return counting == null ? OptionalLong.empty() : OptionalLong.of(counting.applyAsLong(request));
  }

  @Override
  public <Q> OptionalLong bodyBytesBound(Operation<Q, ?> operation, Q request, String namespace) {
    return bounding == null
        ? Transport.super.bodyBytesBound(operation, request, namespace)
        : OptionalLong.of(bounding.applyAsLong(request));
  }

  @Override
  public TransportLibraries libraries() {
    return libraries;
  }

  @Override
  public void refresh() {
    refreshes++;
  }

  @Override
  public void close() {
    closed++;
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Transport create(TransportOptions given) {
    options = given;
    return this;
  }
}
