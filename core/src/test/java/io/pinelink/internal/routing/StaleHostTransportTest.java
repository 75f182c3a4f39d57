package io.pinelink.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When the control plane is asked, and how long a call waits for its answer. */
class StaleHostTransportTest {
  private static final IndexHosts OLD =
      new IndexHosts("docs-a1.svc.aped-1.pinecone.io", Optional.empty(), Route.Source.HOST_BOOK);
  private static final IndexHosts NEW =
      new IndexHosts(
          "docs-b2.svc.aped-2.pinecone.io", Optional.empty(), Route.Source.CONTROL_PLANE);
  private static final Router ROUTER =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()));
  private static final Route OLD_ROUTE = ROUTER.choose(OLD).first();
  private static final Route NEW_ROUTE = ROUTER.choose(NEW).first();
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, NEW_ROUTE, Protocol.GRPC, 1);
  private static final DeleteResponse DONE =
      new VectorResponses.DeleteResult(OptionalLong.empty(), INFO);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ServiceException refusal =
      Failures.refusal(
          new FailedCall("delete", OLD_ROUTE, 1),
          new Refusal(ErrorCode.NOT_FOUND, "no such index", null, null),
          null);
  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final CurrentRoute open = new CurrentRoute(OLD, OLD_ROUTE);

  /** The timeouts of the descriptions. */
  private final List<Duration> asked = new ArrayList<>();

  private final CompletableFuture<IndexDescription> answer = new CompletableFuture<>();

  /** The ends of the waits, which a test brings about. */
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();

  private final List<Duration> waits = new ArrayList<>();
  private final Scheduler scheduler =
      delay -> {
        CompletableFuture<Void> end = new CompletableFuture<>();
        waits.add(delay);
        ends.add(end);
        return end;
      };
  private long nanos;
  private final StaleHostTransport check =
      new StaleHostTransport(
          grpc,
          open,
          max -> {
            asked.add(max);
            return answer.copy();
          },
          index -> {
            open.move(NEW, NEW_ROUTE);
            return CompletableFuture.completedFuture(NEW_ROUTE);
          },
          () -> nanos,
          scheduler);

  private CompletableFuture<DeleteResponse> delete(Duration timeout) {
    return check.call(
        DataOperations.DELETE,
        DeleteRequest.all(),
        new CallContext(
            open.now(),
            "",
            Deadline.after(timeout, () -> nanos),
            new ApiKey("any-api-key"),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(false)));
  }

  private static IndexDescription described(String host) {
    return IndexDescription.builder(
            "docs",
            new ControlResponses.IndexStatusResult(true, "Ready"),
            IndexSpec.serverless(Cloud.AWS, "us-east-1"),
            INFO)
        .metric(Metric.COSINE)
        .vectorType(VectorType.DENSE)
        .host(host)
        .build();
  }

  @Test
  void aRefusedCallIsSentToTheNewHost() {
    grpc.answering(refusal, DONE);
    CompletableFuture<DeleteResponse> call = delete(LONG);
    answer.complete(described(NEW.host()));

    assertThat(call).isCompletedWithValue(DONE);
    assertThat(ends).singleElement().satisfies(end -> assertThat(end).isCancelled());
  }

  @Test
  void theDescriptionIsAwaitedForAtMostFiveSeconds() {
    grpc.answering(refusal);
    CompletableFuture<DeleteResponse> call = delete(LONG);

    assertThat(asked).containsExactly(Duration.ofSeconds(5));
    assertThat(waits).containsExactly(Duration.ofSeconds(5));
    assertThat(call).isNotDone();

    ends.get(0).complete(null);
    assertThatThrownBy(call::join).hasCause(refusal);
  }

  @Test
  void theDescriptionIsNeverAwaitedBeyondTheDeadline() {
    grpc.answering(refusal);
    CompletableFuture<DeleteResponse> call = delete(Duration.ofSeconds(2));

    assertThat(asked).containsExactly(Duration.ofSeconds(2));
    assertThat(waits).containsExactly(Duration.ofSeconds(2));
    ends.get(0).complete(null);
    assertThatThrownBy(call::join).hasCause(refusal);
  }

  @Test
  void aLateDescriptionMovesTheIndexForLaterCalls() {
    grpc.answering(refusal);
    CompletableFuture<DeleteResponse> call = delete(LONG);
    ends.get(0).complete(null);
    answer.complete(described(NEW.host()));

    assertThatThrownBy(call::join).hasCause(refusal);
    assertThat(open.now()).isEqualTo(NEW_ROUTE);
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void anUnchangedHostIsDescribedAgainAfterThirtySeconds() {
    answer.complete(described(OLD.host()));
    for (long second : new long[] {0, 29, 30}) {
      nanos = Duration.ofSeconds(second).toNanos();
      grpc.answering(refusal);
      assertThatThrownBy(() -> delete(LONG).join()).hasCause(refusal);
    }

    assertThat(asked).hasSize(2);
  }
}
