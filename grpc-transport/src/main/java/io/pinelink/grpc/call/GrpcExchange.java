package io.pinelink.grpc.call;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.grpc.channel.ChannelLease;
import io.pinelink.grpc.codec.GrpcBinding;
import io.pinelink.model.Protocol;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.Failures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One unary call: sends the message, collects the response, and completes the future in all cases.
 */
public final class GrpcExchange<Q, R, P, S> extends ClientCall.Listener<S> {
  private final GrpcBinding<Q, R, P, S> binding;
  private final CallContext context;
  private final ClientCall<P, S> call;
  private final CallTracer tracer;
  private final ChannelLease lease;
  private final Result result = new Result();
  private @Nullable S message;
  private volatile DeadlineTimer.@Nullable Watched watched;
  private volatile boolean late;

  /** Creates the exchange of a call. */
  public GrpcExchange(
      GrpcBinding<Q, R, P, S> binding,
      CallContext context,
      ClientCall<P, S> call,
      CallTracer tracer,
      ChannelLease lease) {
    this.binding = binding;
    this.context = context;
    this.call = call;
    this.tracer = tracer;
    this.lease = lease;
  }

  public CompletableFuture<R> start(Metadata requestHeaders, P request) {
    call.start(this, requestHeaders);
    call.sendMessage(request);
    call.halfClose();
    // Last, since this wakes the network thread, as the end of the message does. The second message
    // is requested to detect a server that sends more than one.
    call.request(2);
    return result;
  }

  /** Stops the deadline watch when the call ends. */
  public void endWith(DeadlineTimer.Watched watch) {
    watched = watch;
    if (result.isDone()) {
      unwatch(); // the call may have ended before it was watched
    }
  }

  /** Cancels the call because its deadline has passed. */
  public void giveUp() {
    late = true;
    try {
      call.cancel("the deadline has passed", null);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(deadlineExceeded());
      lease.end(0);
    }
  }

  private DeadlineExceededException deadlineExceeded() {
    return Failures.deadlineExceeded(
        context.failed(binding.operation()), context.deadline().timeout(), null);
  }

  private void unwatch() {
    DeadlineTimer.Watched call = watched;
    if (call != null) {
      call.end();
    }
  }

  @Override
  public void onHeaders(Metadata received) {
    tracer.headers(received);
  }

  @Override
  public void onMessage(S received) {
    if (message != null) {
      fail("more than one response message arrived", null);
      call.cancel("more than one response message arrived", null);
    }
    message = received;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    try {
      tracer.trailers(trailers);
      lease.end(status.isOk() ? tracer.bytes() : 0);
      end(status);
    } catch (RuntimeException | Error e) {
      // gRPC has ended the call, so nothing else would complete the future.
      fail("the response cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } finally {
      unwatch();
    }
  }

  private void end(Status status) {
    if (!status.isOk() && isOver(status)) {
      result.completeExceptionally(deadlineExceeded());
    } else if (!status.isOk()) {
      result.completeExceptionally(
          GrpcLibraries.all()
              .failure(
                  status.getCause(),
                  () -> GrpcStatusMapping.failure(status, tracer, context, binding.operation())));
    } else if (message == null) {
      fail("the call succeeded without a response message", null);
    } else {
      result.complete(
          binding.decode().apply(message, context.info(Protocol.GRPC, tracer.values())));
    }
  }

  /** A server that counts the same time may reset the call before the watch has fired. */
  private boolean isOver(Status status) {
    return late || (status.getCode() == Status.Code.CANCELLED && context.deadline().isExpired());
  }

  private void fail(String detail, @Nullable Throwable cause) {
    result.completeExceptionally(
        GrpcLibraries.all()
            .failure(
                cause,
                () ->
                    Failures.malformedResponse(
                        context.failed(binding.operation()), detail, cause)));
  }

  /** The result of the call; cancelling it cancels the call. */
  private final class Result extends CompletableFuture<R> {
    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      if (cancelled) {
        call.cancel("cancelled by the caller", null);
      }
      return cancelled;
    }
  }
}
