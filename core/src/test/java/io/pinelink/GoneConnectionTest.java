package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.TransportException;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.retry.RetryingTransport;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Protocol;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Tests calls whose connection ended before the service can have seen them. */
class GoneConnectionTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final FailedCall CALL = new FailedCall("delete", ROUTE, 1);
  private final TransportException unsent =
      Failures.connectionLost(CALL, true, "the connection is gone");
  private static final DeleteResponse DONE =
      new VectorResponses.DeleteResult(
          OptionalLong.empty(),
          VectorResponses.info(null, "", null, null, ROUTE, Protocol.GRPC, 1));

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final AtomicLong nanos = new AtomicLong();

  private CallContext context() {
    return new CallContext(
        ROUTE,
        "",
        Deadline.after(Duration.ofSeconds(1), nanos::get),
        new ApiKey("any-api-key"),
        ExtraHeaders.none(),
        1,
        CallHandling.unobserved(false));
  }

  /** The only case in which a call is repeated. */
  private Transport once(RetryOptions.Builder options) {
    return new RetryingTransport(
        grpc, options.maxAttempts(1).build(), RandomGenerator.getDefault(), new Timers());
  }

  private CompletableFuture<DeleteResponse> delete() {
    return once(RetryOptions.builder()).call(DataOperations.DELETE, DeleteRequest.all(), context());
  }

  @Test
  void anUnsentCallOnADeadConnectionIsResentOnce() {
    grpc.answering(unsent, DONE);

    assertThat(delete()).isCompletedWithValue(DONE);

    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(2);
  }

  @Test
  void anUnsentCallIsResentAtMostOnce() {
    grpc.answering(unsent, unsent, DONE);

    assertThatThrownBy(() -> delete().join()).hasCause(unsent);
  }

  @Test
  void aCallThatMayHaveBeenSentIsNotResent() {
    TransportException lost = Failures.connectionLost(CALL, false, "the connection broke");
    grpc.answering(lost, DONE);

    assertThatThrownBy(() -> delete().join()).hasCause(lost);
  }

  @Test
  void aConnectionThatCannotBeEstablishedIsNotRetriedImmediately() {
    TransportException refused =
        Failures.connectionLost(CALL, true, new ConnectException("Connection refused"));
    grpc.answering(refused, DONE);

    assertThatThrownBy(() -> delete().join()).hasCause(refused);
  }

  @Test
  void nothingIsResentAfterTheDeadline() {
    CompletableFuture<DeleteResponse> call = delete();
    nanos.set(Duration.ofSeconds(1).toNanos());
    grpc.next().answer().completeExceptionally(unsent);

    assertThatThrownBy(call::join).hasCause(unsent);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  /** A service that turns away each call would else be called twice for each. */
  @Test
  void nothingIsResentWhenTheRetryBudgetIsExhausted() {
    Transport chain = once(RetryOptions.builder().budget(2, 1));
    grpc.answering(unsent, unsent, unsent, DONE);

    assertThat(chain.call(DataOperations.DELETE, DeleteRequest.all(), context()))
        .isCompletedExceptionally();
    assertThatThrownBy(
            () -> chain.call(DataOperations.DELETE, DeleteRequest.all(), context()).join())
        .hasCause(unsent);

    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(2);
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void cancellingEndsTheAttemptInFlight() {
    CompletableFuture<DeleteResponse> call = delete();
    FakeTransport.Call first = grpc.next();
    first.answer().completeExceptionally(unsent);
    FakeTransport.Call second = grpc.next();
    call.cancel(true);

    assertThat(second.answer()).isCancelled();
  }
}
