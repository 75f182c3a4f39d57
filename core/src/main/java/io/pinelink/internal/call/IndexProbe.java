package io.pinelink.internal.call;

import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.IndexStats;
import io.pinelink.model.StatsRequest;
import io.pinelink.routing.Verdict;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A probe of an index: what the service answers to small calls with the API key. The doctor, and
 * with it the watch, and the facades of indexes share it.
 *
 * <p>It asks for the statistics, which cost nothing, and reads the record or document with an id
 * that nothing has, which costs one read unit: the service answers the former while a monthly quota
 * keeps it from answering reads, and may not offer statistics of document indexes.
 */
public final class IndexProbe {
  /** An id that is not expected to exist; if it does, the answer is as good. */
  private static final String NO_ID = "pinelink-probe-of-no-record";

  private final Caller caller;
  private final List<Call<?, ?>> reads;

  /** A small call. */
  private record Call<Q, R>(Operation<Q, R> operation, Q request) {}

  private static final Call<StatsRequest, IndexStats> STATS =
      new Call<>(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all());

  private static final Call<?, ?> FETCH =
      new Call<>(DataOperations.FETCH, FetchRequest.byIds(NO_ID));

  private static final Call<?, ?> FETCH_DOCUMENTS =
      new Call<>(DocumentOperations.FETCH_DOCUMENTS, FetchDocumentsRequest.byIds(NO_ID));

  private IndexProbe(Caller caller, Call<?, ?>... reads) {
    this.caller = caller;
    this.reads = List.of(reads);
  }

  /** Creates a probe of an index of an unknown kind. */
  public static IndexProbe of(Caller caller) {
    return new IndexProbe(caller, FETCH, FETCH_DOCUMENTS);
  }

  /** Creates a probe of an index with vectors or records. */
  public static IndexProbe ofVectors(Caller caller) {
    return new IndexProbe(caller, FETCH);
  }

  /** Creates a probe of a document index. */
  public static IndexProbe ofDocuments(Caller caller) {
    return new IndexProbe(caller, FETCH_DOCUMENTS);
  }

  /** The outcome of one call, with either a response or a failure. */
  public record Outcome(
      String operation,
      @Nullable Object response,
      @Nullable PinelinkException failure,
      Duration took) {
    public Verdict verdict() {
      return failure == null ? Verdict.ANSWERED : failure.verdict();
    }
  }

  /** The calls of a probe, in the order in which they were sent, and the one that decides. */
  public record Result(Outcome decisive, List<Outcome> calls) {
    public Verdict verdict() {
      return decisive.verdict();
    }

    /** Returns the outcome of the call for the statistics. */
    public Outcome stats() {
      return calls.get(0);
    }

    /** Returns the read that was answered; null if there is none. */
    public @Nullable Outcome read() {
      Outcome last = calls.get(calls.size() - 1);
      return calls.size() > 1 && last.failure() == null ? last : null;
    }
  }

  /**
   * Returns whether calls are answered, or throttled at the moment.
   *
   * @return a future that fails like the call that shows any other verdict
   */
  public CompletableFuture<Verdict> verdict() {
    return Futures.map(
        send(true),
        result -> {
          PinelinkException failure = result.decisive().failure();
          if (failure != null && !result.verdict().dataCanFlow()) {
            throw new CompletionException(failure);
          }
          return result.verdict();
        });
  }

  /**
   * Sends the calls one after the other, as few as are needed; reads also if the statistics were
   * answered and {@code read} is true.
   */
  public CompletableFuture<Result> send(boolean read) {
    return Futures.then(
        send(caller.inNamespace(""), STATS),
        stats -> {
          boolean next = stats.failure() == null ? read : isAboutTheCall(stats);
          return next
              ? read(new ArrayList<>(List.of(stats)), 0)
              : CompletableFuture.completedFuture(new Result(stats, List.of(stats)));
        });
  }

  private CompletableFuture<Result> read(List<Outcome> before, int i) {
    if (i == reads.size()) {
      return CompletableFuture.completedFuture(new Result(best(before), List.copyOf(before)));
    }
    if (!caller.chain().supports(reads.get(i).operation())) {
      return read(before, i + 1);
    }
    return Futures.then(
        send(caller, reads.get(i)),
        outcome -> {
          before.add(outcome);
          return isAboutTheCall(outcome)
              ? read(before, i + 1)
              : CompletableFuture.completedFuture(new Result(outcome, List.copyOf(before)));
        });
  }

  /**
   * Returns whether the service may answer another call although it refuses this one: an index of
   * another kind has other operations.
   */
  private static boolean isAboutTheCall(Outcome outcome) {
    return outcome.verdict() == Verdict.REFUSED || outcome.verdict() == Verdict.INDEX_NOT_FOUND;
  }

  /**
   * Returns the outcome that says most of calls of which all that are reads were refused. An index
   * that answers one call exists, even if it refuses others.
   */
  private static Outcome best(List<Outcome> outcomes) {
    Outcome best = outcomes.get(0);
    for (Outcome each : outcomes) {
      boolean missing = best.verdict() == Verdict.INDEX_NOT_FOUND;
      if (missing && each.verdict() == Verdict.REFUSED) {
        best = each;
      }
    }
    return best;
  }

  private <Q, R> CompletableFuture<Outcome> send(Caller from, Call<Q, R> call) {
    String name = call.operation().name();
    long begin = System.nanoTime();
    return Futures.handle(
        from.call(call.operation(), call.request()),
        (response, failure) -> {
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          if (failure == null) {
            return new Outcome(name, response, null, took);
          }
          if (failure instanceof PinelinkException refusal) {
            return new Outcome(name, null, refusal, took);
          }
          throw new CompletionException(failure);
        });
  }
}
