package io.pinelink.internal.retry;

import io.pinelink.FakeTransport;
import io.pinelink.FakeTransport.Call;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Protocol;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.telemetry.CallObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The retry layer over a transport that the test controls; the clock and the timers are the test's.
 */
abstract class RetryingScene {
  static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  static final DeleteResponse DONE =
      new VectorResponses.DeleteResult(
          OptionalLong.empty(),
          VectorResponses.info(null, "", null, null, ROUTE, Protocol.GRPC, 1));
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  final Timers timers = new Timers();
  final AtomicLong nanos = new AtomicLong();
  final List<String> events = new ArrayList<>();
  RetryOptions options = RetryOptions.defaults();
  @Nullable RetryingTransport layer;

  private CallObserver observer(Operation<?, ?> operation) {
    return new CallObserver() {
      @Override
      public void retrying(Duration wait) {
        events.add("retrying " + operation + " in " + wait);
      }

      @Override
      public void gaveUp(GiveUpReason why) {
        events.add("gave up " + operation + ": " + why);
      }
    };
  }

  /** Draws half of each bound: 100 ms, 200 ms, 400 ms. */
  static final RandomGenerator HALF =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException();
        }

        @Override
        public double nextDouble() {
          return 0.5;
        }
      };

  RetryingTransport layer() {
    RetryingTransport made = layer;
    if (made == null) {
      made = new RetryingTransport(grpc, options, HALF, timers, nanos::get, null);
      layer = made;
    }
    return made;
  }

  <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Deadline deadline = Deadline.after(TIMEOUT, nanos::get);
    return layer()
        .call(
            operation,
            request,
            new CallContext(
                ROUTE,
                "",
                deadline,
                new ApiKey("any-api-key"),
                ExtraHeaders.none(),
                1,
                new CallHandling(false, observer(operation))));
  }

  CompletableFuture<DeleteResponse> delete() {
    return call(DataOperations.DELETE, DeleteRequest.all());
  }

  /** Not idempotent. */
  CompletableFuture<?> create() {
    return call(DataOperations.CREATE_NAMESPACE, CreateNamespaceRequest.named("en"));
  }

  static ServiceException refused(ErrorCode code) {
    return refused(new Refusal(code, "no", null, null));
  }

  static ServiceException refused(ErrorCode code, Duration retryAfter) {
    return refused(new Refusal(code, "no", null, retryAfter));
  }

  static ServiceException refused(Refusal refusal) {
    return Failures.refusal(new FailedCall("delete", ROUTE, 1), refusal, null);
  }

  static TransportException lost(boolean unsent) {
    return Failures.connectionLost(
        new FailedCall("delete", ROUTE, 1), unsent, new IOException("reset"));
  }

  /** Fails the call that arrived, as a transport would: with the number of the attempt. */
  Call fail(ErrorCode code) {
    Call call = grpc.next();
    call.answer()
        .completeExceptionally(
            Failures.refusal(
                call.context().failed(call.operation()),
                new Refusal(code, "no", null, null),
                null));
    return call;
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    timers.end();
  }
}
