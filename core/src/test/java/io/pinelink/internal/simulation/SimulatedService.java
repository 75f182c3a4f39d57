package io.pinelink.internal.simulation;

import io.pinelink.error.ErrorCode;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.Transport;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A model of the service behind one host.
 *
 * <ul>
 *   <li>Three zones share the load at random. Each is a queue with a fixed rate; a call that does
 *       not fit into half a second of work is refused at once.
 *   <li>An accepted call also takes 10 ms, an exponential part of 10 ms on average, and for one in
 *       a hundred another 150 ms. It is executed even if its caller has left.
 *   <li>Each namespace has a quota for a second, counted from its first call. A call beyond it is
 *       refused with 429.
 * </ul>
 */
final class SimulatedService {
  static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, null, ROUTE, Protocol.GRPC, 1);

  private static final int ZONES = 3;
  private static final double LONGEST_QUEUE_SECONDS = 0.5;
  private static final double LEFT_IN_BROWN_OUT = 0.2;
  private static final long REFUSAL_NANOS = 5 * VirtualTime.MILLI;
  private static final long BASE_NANOS = 10 * VirtualTime.MILLI;
  private static final long TAIL_NANOS = 150 * VirtualTime.MILLI;
  private static final long SLOW_NANOS = 1_500 * VirtualTime.MILLI;
  private static final UpsertResponse UPSERTED = new VectorResponses.UpsertResult(1, INFO);
  private static final QueryResponse FOUND =
      new VectorResponses.QueryResult(
          List.of(), "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO);

  private final VirtualTime time;
  private final Trouble trouble;
  private final long begin;
  private final long end;
  private final Measures measures;
  private final SplittableRandom random;
  private final double callsPerSecond;
  private final double[] queued = new double[ZONES];
  private final long[] drainedAt = new long[ZONES];

  /**
   * @param begin when the trouble begins
   * @param callsPerSecond what all zones together can execute
   */
  SimulatedService(
      VirtualTime time,
      Trouble trouble,
      long begin,
      double callsPerSecond,
      Measures measures,
      SplittableRandom random) {
    this.time = time;
    this.trouble = trouble;
    this.begin = begin;
    this.end = begin + trouble.seconds() * VirtualTime.SECOND;
    this.callsPerSecond = callsPerSecond;
    this.measures = measures;
    this.random = random;
  }

  /** Returns the connection of clients of a namespace. */
  Transport namespace(Namespace namespace) {
    return new Connection(namespace);
  }

  private boolean is(Trouble kind) {
    return trouble == kind && time.now() >= begin && time.now() < end;
  }

  /** A namespace and the calls that it has accepted in this second. */
  static final class Namespace {
    private final Group group;
    private final int quota;
    private final int quotaInTrouble;
    private final @Nullable Duration retryAfter;
    private long countedFrom = -VirtualTime.SECOND;
    private int accepted;

    /**
     * @param retryAfter what the service requests with a refusal; null for nothing
     */
    Namespace(Group group, int quota, int quotaInTrouble, @Nullable Duration retryAfter) {
      this.group = group;
      this.quota = quota;
      this.quotaInTrouble = quotaInTrouble;
      this.retryAfter = retryAfter;
    }
  }

  private final class Connection implements Transport {
    private final Namespace namespace;

    Connection(Namespace namespace) {
      this.namespace = namespace;
    }

    @Override
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      measures.sent(namespace.group, time.now());
      Answer<R> answer = new Answer<>(operation, context);
      if (is(Trouble.REFUSING)) {
        answer.refuse(
            Failures.unconnected(
                context.failed(operation), new ConnectException("connection refused")));
      } else if (is(Trouble.SILENT)) {
        answer.after(Long.MAX_VALUE);
      } else if (is(Trouble.CLOSED)) {
        answer.refuse(ErrorCode.UNAVAILABLE, Duration.ofNanos(end - time.now()));
      } else if (!takeQuota()) {
        answer.refuse(ErrorCode.RESOURCE_EXHAUSTED, namespace.retryAfter);
      } else {
        execute(answer);
      }
      return answer;
    }

    private boolean takeQuota() {
      if (time.now() - namespace.countedFrom >= VirtualTime.SECOND) {
        namespace.countedFrom = time.now();
        namespace.accepted = 0;
      }
      int quota = is(Trouble.THROTTLED) ? namespace.quotaInTrouble : namespace.quota;
      return namespace.accepted++ < quota;
    }

    private void execute(Answer<?> answer) {
      int zone = random.nextInt(ZONES);
      double perSecond = callsPerSecond / ZONES * (is(Trouble.BROWN_OUT) ? LEFT_IN_BROWN_OUT : 1);
      double seconds = (double) (time.now() - drainedAt[zone]) / VirtualTime.SECOND;
      queued[zone] = Math.max(0, queued[zone] - seconds * perSecond);
      drainedAt[zone] = time.now();
      if (queued[zone] >= LONGEST_QUEUE_SECONDS * callsPerSecond / ZONES) {
        answer.refuse(ErrorCode.UNAVAILABLE, namespace.retryAfter);
        return;
      }
      queued[zone]++;
      long nanos = BASE_NANOS + (long) (queued[zone] / perSecond * VirtualTime.SECOND);
      nanos += (long) (-StrictMath.log(1 - random.nextDouble()) * 10 * VirtualTime.MILLI);
      nanos += random.nextInt(100) == 0 ? TAIL_NANOS : 0;
      nanos += zone == 0 && is(Trouble.SLOW_ZONE) ? SLOW_NANOS : 0;
      answer.after(nanos);
    }

    @Override
    public boolean supports(Operation<?, ?> operation) {
      return true;
    }

    @Override
    public void refresh() {}

    @Override
    public void close() {}
  }

  /** The answer to a call, which arrives after the time that the model computed. */
  private final class Answer<R> extends CompletableFuture<R> implements Runnable {
    private final Operation<?, R> operation;
    private final CallContext context;
    private @Nullable Throwable failure;

    Answer(Operation<?, R> operation, CallContext context) {
      this.operation = operation;
      this.context = context;
    }

    void refuse(ErrorCode code, @Nullable Duration retryAfter) {
      refuse(
          Failures.refusal(
              context.failed(operation), new Refusal(code, "busy", null, retryAfter), null));
    }

    void refuse(Throwable refusal) {
      failure = refusal;
      time.at(time.now() + REFUSAL_NANOS, this);
    }

    void after(long nanos) {
      long left = context.deadline().remainingNanos();
      if (nanos >= left) {
        failure =
            Failures.deadlineExceeded(
                context.failed(operation), context.deadline().timeout(), null);
      }
      time.at(time.now() + Math.min(nanos, left), this);
    }

    @Override
    public void run() {
      if (isDone()) {
        return; // cancelled
      }
      if (failure == null && is(Trouble.REFUSING)) {
        failure = Failures.connectionLost(context.failed(operation), false, "reset");
      }
      if (failure == null) {
        complete(operation.response().cast(response()));
      } else {
        completeExceptionally(failure);
      }
    }

    private Object response() {
      return operation.response() == UpsertResponse.class ? UPSERTED : FOUND;
    }
  }
}
