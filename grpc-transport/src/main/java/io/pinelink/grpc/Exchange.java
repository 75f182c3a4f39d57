package io.pinelink.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.spi.CallContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One unary call: sends the message, gathers headers, answer, trailers and status. */
final class Exchange<Q, R, P, S> extends ClientCall.Listener<S> {
  private final GrpcBinding<Q, R, P, S> binding;
  private final CallContext context;
  private final ClientCall<P, S> call;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private Metadata headers = new Metadata();
  private @Nullable S answer;

  Exchange(GrpcBinding<Q, R, P, S> binding, CallContext context, ClientCall<P, S> call) {
    this.binding = binding;
    this.context = context;
    this.call = call;
  }

  CompletableFuture<R> start(Metadata requestHeaders, P message) {
    var unused =
        result.whenComplete(
            (value, failure) -> {
              if (result.isCancelled()) {
                call.cancel("cancelled by the caller", null);
              }
            });
    call.start(this, requestHeaders);
    call.request(2); // a second one shows that there is only one answer
    call.sendMessage(message);
    call.halfClose();
    return result;
  }

  @Override
  public void onHeaders(Metadata received) {
    headers = received;
  }

  @Override
  public void onMessage(S message) {
    if (answer != null) {
      fail("a second answer came", null);
      call.cancel("a second answer came", null);
    }
    answer = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ResponseHeaders response = new ResponseHeaders(headers, trailers);
    if (!status.isOk()) {
      result.completeExceptionally(
          StatusMapping.failure(status, response, context, binding.operation()));
    } else if (answer == null) {
      fail("the call ended well, but without an answer", null);
    } else {
      decode(answer, response);
    }
  }

  private void decode(S message, ResponseHeaders response) {
    try {
      result.complete(binding.decode().apply(message, response.info(context)));
    } catch (RuntimeException e) {
      fail(e.toString(), e);
    }
  }

  private void fail(String detail, @Nullable Throwable cause) {
    result.completeExceptionally(
        new MalformedResponseException(context.failed(binding.operation()), detail, cause));
  }
}
