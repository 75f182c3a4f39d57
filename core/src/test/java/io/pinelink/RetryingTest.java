package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport.Call;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.ServiceException.Refusal;
import io.pinelink.error.TransportException;
import io.pinelink.internal.Retrying;
import io.pinelink.internal.Timers;
import io.pinelink.model.CreateNamespaceRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.retry.RetryListener;
import io.pinelink.retry.RetryListener.Stop;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Router;
import io.pinelink.routing.TrustedDomains;
import io.pinelink.spi.ApiKey;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried again, when, and what is told; the clock and the timers are the test's. */
class RetryingTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final DeleteResponse DONE =
      new DeleteResponse(new ResponseInfo(null, "", null, null, ROUTE, Protocol.GRPC, 1));
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Timers timers = new Timers();
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private RetryOptions options = RetryOptions.defaults();
  private @Nullable Retrying layer;

  private final RetryListener listener =
      new RetryListener() {
        @Override
        public void retrying(PinelinkException failure, Duration wait) {
          told.add("retrying " + failure.operation() + " in " + wait);
        }

        @Override
        public void gaveUp(PinelinkException failure, Stop why) {
          told.add("gave up " + failure.operation() + ": " + why);
        }
      };

  /** Draws half of each bound: 100 ms, 200 ms, 400 ms. */
  private static final RandomGenerator HALF =
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

  private Retrying layer() {
    Retrying made = layer;
    if (made == null) {
      made = new Retrying(grpc, options, listener, HALF, timers);
      layer = made;
    }
    return made;
  }

  private <Q, R> CompletableFuture<R> call(Operation<Q, R> operation, Q request) {
    Deadline deadline = Deadline.after(TIMEOUT, nanos::get);
    return layer()
        .call(
            operation, request, new CallContext(ROUTE, "", deadline, new ApiKey("k"), Map.of(), 1));
  }

  private CompletableFuture<DeleteResponse> delete() {
    return call(DataOperations.DELETE, DeleteRequest.all());
  }

  /** Not idempotent. */
  private CompletableFuture<?> create() {
    return call(DataOperations.CREATE_NAMESPACE, CreateNamespaceRequest.named("en"));
  }

  private static ServiceException refused(ErrorCode code) {
    return refused(new Refusal(code, "no", null, null));
  }

  private static ServiceException refused(ErrorCode code, Duration retryAfter) {
    return refused(new Refusal(code, "no", null, retryAfter));
  }

  private static ServiceException refused(Refusal refusal) {
    return ServiceException.of(new FailedCall("delete", ROUTE, 1), refusal, null);
  }

  private static TransportException lost(boolean unsent) {
    return TransportException.of(
        new FailedCall("delete", ROUTE, 1), unsent, new IOException("reset"));
  }

  /** Fails the call that arrived, as a transport would: with the number of the try. */
  private Call fail(ErrorCode code) {
    Call call = grpc.next();
    call.answer()
        .completeExceptionally(
            ServiceException.of(
                call.context().failed(call.operation()),
                new Refusal(code, "no", null, null),
                null));
    return call;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    timers.end();
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "INTERNAL", "DEADLINE_EXCEEDED"})
  void whatMayPassIsTriedAgain(ErrorCode code) {
    grpc.answering(refused(code), DONE);
    CompletableFuture<DeleteResponse> call = delete();
    assertThat(call).isNotDone();

    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(DONE);
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(2);
    assertThat(told).containsExactly("retrying delete in PT0.1S");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "INTERNAL", "DEADLINE_EXCEEDED"})
  void whatDoesNotPassIsNot(ErrorCode code) {
    ServiceException refusal = refused(code);
    grpc.answering(refusal);

    assertThatThrownBy(() -> delete().join()).hasCause(refusal);
    assertThat(refusal.getMessage()).doesNotContain("tried again");
    assertThat(timers.delays()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void noAnswerIsTriedAgain() {
    grpc.answering(lost(false), DONE);
    CompletableFuture<DeleteResponse> call = delete();
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(DONE);
  }

  @Test
  void aNameThatDoesNotResolveIsNotTriedAgain() {
    TransportException unknown =
        TransportException.unconnected(
            new FailedCall("delete", ROUTE, 1), new UnknownHostException("docs"));
    grpc.answering(unknown);

    assertThatThrownBy(() -> delete().join()).hasCause(unknown);
  }

  @Test
  void anAnswerThatCannotBeReadIsNotTriedAgain() {
    MalformedResponseException malformed =
        new MalformedResponseException(new FailedCall("delete", ROUTE, 1), "what is that", null);
    grpc.answering(malformed);

    assertThatThrownBy(() -> delete().join()).hasCause(malformed);
  }

  @Test
  void whatIsNoFailureOfACallIsPassedOn() {
    IllegalStateException bug = new IllegalStateException("bug");
    grpc.answering(bug);

    assertThatThrownBy(() -> delete().join()).hasCause(bug);
  }

  @Test
  void fourTriesAreEnough() {
    CompletableFuture<DeleteResponse> call = delete();
    for (int i = 0; i < 4; i++) {
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofMillis(500));
    }

    assertThat(grpc.hasNoCall()).isTrue();
    assertThat(timers.delays())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.attempts()).isEqualTo(4);
              assertThat(e.getSuppressed()).hasSize(3);
            })
        .withMessage(
            "delete on docs-a1.svc.aped-1.pinecone.io (public route) after 4 attempts:"
                + " UNAVAILABLE, no");
    assertThat(told).endsWith("gave up delete: NO_ATTEMPTS_LEFT").hasSize(4);
  }

  @Test
  void oneTryIsOne() {
    options = RetryOptions.none();
    ServiceException refusal = refused(ErrorCode.UNAVAILABLE);
    grpc.answering(refusal);

    assertThatThrownBy(() -> delete().join()).hasCause(refusal);
    assertThat(refusal)
        .hasMessage("delete on docs-a1.svc.aped-1.pinecone.io (public route): UNAVAILABLE, no");
  }

  @Test
  void whatMayHaveBeenDoneIsNotDoneTwice() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE));

    assertThat(create())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "UNAVAILABLE, no; not tried again: the service may have acted, and createNamespace"
                + " twice is not the same as once");
    assertThat(told).containsExactly("gave up delete: NOT_SAFE");

    grpc.answering(lost(false));
    assertThat(create()).isCompletedExceptionally();
    assertThat(timers.delays()).isEmpty();
  }

  @Test
  void whatWasSurelyNotDoneIsTriedAgainWhateverItIs() {
    for (PinelinkException failure :
        List.of(
            refused(ErrorCode.RESOURCE_EXHAUSTED),
            lost(true),
            TransportException.unconnected(
                new FailedCall("delete", ROUTE, 1), new ConnectException("Connection refused")))) {
      grpc.answering(failure, DONE);
      CompletableFuture<?> call = create();
      pass(Duration.ofMillis(100));

      assertThat(call).as("%s", failure).isDone().isNotCompletedExceptionally();
    }
  }

  @Test
  void theServiceSaysWhenToComeBackAndTheOwnWaitIsOnTop() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(7)), DONE);
    CompletableFuture<DeleteResponse> call = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofMillis(7_100));
    pass(Duration.ofMillis(7_100));
    assertThat(call).isCompletedWithValue(DONE);
  }

  @Test
  void theWaitThatTheServiceAsksForIsNotCapped() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE, Duration.ofSeconds(29)), DONE);
    var unused = delete();

    assertThat(timers.delays()).containsExactly(Duration.ofMillis(29_100));
  }

  @Test
  void aWaitThatTheTimeoutDoesNotCoverFailsTheCallAtOnce() {
    nanos.set(5);
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofSeconds(30)));

    assertThat(delete())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30)))
        .withMessageEndingWith(
            "RESOURCE_EXHAUSTED, no; retry after PT30S; not tried again: the service asks to wait"
                + " PT30S, but the call's timeout leaves PT30S");
    assertThat(timers.delays()).isEmpty();
    assertThat(told).containsExactly("gave up delete: NO_TIME");
  }

  @Test
  void aWaitOfAgesDoesNotOverflow() {
    grpc.answering(refused(ErrorCode.RESOURCE_EXHAUSTED, Duration.ofNanos(Long.MAX_VALUE)));

    assertThat(delete()).isCompletedExceptionally();
    assertThat(told).containsExactly("gave up delete: NO_TIME");
  }

  @Test
  void theOwnWaitMustBeCoveredToo() {
    CompletableFuture<DeleteResponse> call = delete();
    nanos.set(Duration.ofMillis(29_900).toNanos());
    fail(ErrorCode.UNAVAILABLE);

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "not tried again: the next try would be in PT0.1S, but the call's timeout leaves"
                + " PT0.1S");
  }

  /** Packets are dropped: the third connect would be cut off, and tell nothing. */
  @Test
  void aConnectThatTimedOutIsMadeAgainOnlyWithTimeForAllOfIt() {
    CompletableFuture<DeleteResponse> call = delete();
    timeOutAfter(Duration.ofSeconds(10));
    pass(Duration.ofMillis(100));
    timeOutAfter(Duration.ofSeconds(10));

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECT_TIMEOUT))
        .withMessageEndingWith(
            "; not tried again: the next try would be in PT0.2S and may take PT10S as this one did,"
                + " but the call's timeout leaves PT9.9S");
    assertThat(told).endsWith("gave up delete: NO_TIME");
  }

  private void timeOutAfter(Duration time) {
    Call call = grpc.next();
    nanos.addAndGet(time.toNanos());
    call.answer()
        .completeExceptionally(
            TransportException.unconnected(
                call.context().failed(call.operation()),
                new ConnectException("connection timed out")));
  }

  @Test
  void theServiceMayForbidIt() {
    grpc.answering(refused(new Refusal(ErrorCode.UNAVAILABLE, "no", null, null, true)));

    assertThat(delete())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "no; not tried again: the service asks not to be called again for this");
    assertThat(told).containsExactly("gave up delete: FORBIDDEN_BY_SERVICE");
  }

  @Test
  void aTryIsGivenUpBeforeTheCall() {
    CompletableFuture<DeleteResponse> call = delete();
    Call first = grpc.next();
    assertThat(first.context().deadline().remaining()).isEqualTo(Duration.ofSeconds(15));
    nanos.set(Duration.ofSeconds(15).toNanos());
    first.answer().completeExceptionally(late(first));
    pass(Duration.ofMillis(100));

    Call second = grpc.next();
    assertThat(second.context().deadline().remaining()).isEqualTo(Duration.ofMillis(14_900));
    assertThat(second.context().deadline().timeout()).isEqualTo(TIMEOUT);
    second.answer().complete(DONE);
    assertThat(call).isCompletedWithValue(DONE);
  }

  private static DeadlineExceededException late(Call call) {
    return new DeadlineExceededException(
        call.context().failed(call.operation()), call.context().deadline().timeout(), null);
  }

  @Test
  void aTryThatCannotBeMadeAgainHasAllTheTime() {
    CompletableFuture<?> call = create();

    Call first = grpc.next();
    assertThat(first.context().deadline().remaining()).isEqualTo(TIMEOUT);
    first.answer().completeExceptionally(late(first));
    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(": no answer within PT30S");
  }

  @Test
  void theEndOfTimeTellsWhatFailedBefore() {
    CompletableFuture<DeleteResponse> call = delete();
    nanos.set(Duration.ofSeconds(20).toNanos());
    fail(ErrorCode.UNAVAILABLE);
    pass(Duration.ofMillis(100));
    Call second = grpc.next();
    nanos.set(TIMEOUT.toNanos());
    second.answer().completeExceptionally(late(second));

    assertThat(call)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(DeadlineExceededException.class)
        .withMessage(
            "delete on docs-a1.svc.aped-1.pinecone.io (public route) after 2 attempts: no answer"
                + " within PT30S; the try before failed: delete on docs-a1.svc.aped-1.pinecone.io"
                + " (public route): UNAVAILABLE, no");
    assertThat(told).endsWith("gave up delete: NO_TIME");
  }

  @Test
  void aTransportMayCountOnByItself() {
    grpc.answering(
        ServiceException.of(
            new FailedCall("delete", ROUTE, 2),
            new Refusal(ErrorCode.UNAVAILABLE, "no", null, null),
            null),
        DONE);
    var unused = delete();
    pass(Duration.ofMillis(100));

    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.next().context().attempt()).isEqualTo(3);
  }

  @Test
  void cancellingEndsTheTryUnderWay() {
    CompletableFuture<DeleteResponse> call = delete();
    fail(ErrorCode.UNAVAILABLE);
    pass(Duration.ofMillis(100));
    Call second = grpc.next();

    call.cancel(true);

    assertThat(second.answer()).isCancelled();
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void cancellingEndsTheWait() {
    CompletableFuture<DeleteResponse> call = delete();
    fail(ErrorCode.UNAVAILABLE);
    assertThat(timers.pending()).isEqualTo(1);

    call.cancel(true);

    assertThat(timers.pending()).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void whatFailsAsItIsCancelledIsNotTriedAgain() {
    CompletableFuture<DeleteResponse> call = delete();
    Call first = grpc.next();
    var unused =
        call.whenComplete((value, failure) -> first.answer().completeExceptionally(lost(false)));

    call.cancel(true);

    assertThat(timers.delays()).isEmpty();
  }

  @Test
  void ofAHostThatFailsLittleIsTriedAgain() {
    options = RetryOptions.builder().maxAttempts(2).budget(8, 0.5).build();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<DeleteResponse> call = delete();
      fail(ErrorCode.UNAVAILABLE);
      pass(Duration.ofMillis(100));
      grpc.next().answer().completeExceptionally(refused(ErrorCode.UNAVAILABLE));
      assertThat(call).isCompletedExceptionally();
    }

    CompletableFuture<DeleteResponse> third = delete();
    fail(ErrorCode.UNAVAILABLE);

    assertThat(third)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessageEndingWith(
            "not tried again: too many calls to docs-a1.svc.aped-1.pinecone.io fail, its retry"
                + " budget is used up");
    assertThat(told).endsWith("gave up delete: NO_BUDGET");
  }

  /** Fails a call that is not tried again, which takes a token all the same. */
  private void takeToken() {
    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(create()).isCompletedExceptionally();
    grpc.next();
  }

  @Test
  void whoSaysNoIsWellEnough() {
    options = RetryOptions.builder().budget(4, 1).build();
    takeToken();
    takeToken();
    grpc.answering(refused(ErrorCode.NOT_FOUND));
    assertThat(delete()).isCompletedExceptionally();
    grpc.answering(refused(ErrorCode.NOT_FOUND));
    assertThat(delete()).isCompletedExceptionally();

    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(delete()).isNotDone();
  }

  @Test
  void aTokenIsTakenByWhatIsNotTriedAgainToo() {
    options = RetryOptions.builder().budget(4, 1).build();
    takeToken();
    takeToken();

    grpc.answering(refused(ErrorCode.UNAVAILABLE));
    assertThat(delete()).isCompletedExceptionally();
    assertThat(told).endsWith("gave up delete: NO_BUDGET");
  }

  @Test
  void aListenerThatThrowsIsForgotten() {
    RetryListener broken =
        new RetryListener() {
          @Override
          public void retrying(PinelinkException failure, Duration wait) {
            throw new IllegalStateException("listener");
          }
        };
    layer = new Retrying(grpc, options, broken, HALF, timers);
    grpc.answering(refused(ErrorCode.UNAVAILABLE), DONE);
    CompletableFuture<DeleteResponse> call = delete();
    pass(Duration.ofMillis(100));

    assertThat(call).isCompletedWithValue(DONE);
  }

  @Test
  void callsMadeOnceAreNotSentTwiceForEver() {
    CallContext once =
        new CallContext(
            ROUTE, "", Deadline.after(TIMEOUT, nanos::get), new ApiKey("k"), Map.of(), 1, true);
    for (int i = 0; i < 200; i++) {
      grpc.answering(lost(true));
    }

    int sent = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(layer().call(DataOperations.DELETE, DeleteRequest.all(), once))
          .isCompletedExceptionally();
      for (; !grpc.hasNoCall(); sent++) {
        grpc.next();
      }
    }

    assertThat(sent).isBetween(101, 125);
    assertThat(timers.delays()).isEmpty();
  }
}
