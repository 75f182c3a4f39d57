package io.pinelink.internal.bulk;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes words, of which each takes as many bytes as it has letters, besides 10 a call. What begins
 * with "bad" is refused as invalid. Calls wait for the test, unless they are answered at once.
 */
final class ScriptedTarget implements BulkTarget<String> {
  static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  static final FailedCall CALL = new FailedCall("upsert", ROUTE, 1);

  /** A call that waits for its answer. */
  record Call(List<String> words, CompletableFuture<BatchResult<String>> answer) {}

  final ArrayDeque<Call> calls = new ArrayDeque<>();
  final List<List<String>> batches = new ArrayList<>();
  final Set<String> stored = new LinkedHashSet<>();
  final List<ConsistencyToken> awaited = new ArrayList<>();
  CompletableFuture<@Nullable Void> visible = CompletableFuture.completedFuture(null);
  int maxInFlight;

  /** Whether repeating a call is harmless. */
  boolean repeatable = true;

  /** Receives the words that were read; null if calls write. */
  @Nullable Consumer<String> receiver;

  Executor receivesOn = Runnable::run;
  long bytesEach = 1_000;

  /** The exception that cancelling a call throws. */
  @Nullable RuntimeException refusesToBeCancelled;

  private long lsn;

  /** Answers each call at once, with a failure if this makes one of it. */
  @Nullable Function<List<String>, @Nullable Throwable> atOnce;

  static ServiceException refusal(ErrorCode code) {
    return Failures.refusal(CALL, new Refusal(code, "no", null, null), null);
  }

  /** A refusal by a service that asks not to retry. */
  static ServiceException forbidding(ErrorCode code) {
    return Failures.refusal(CALL, new Refusal(code, "no", null, null, true), null);
  }

  static ServiceException throttling(Duration retryAfter) {
    return Failures.refusal(
        CALL, new Refusal(ErrorCode.RESOURCE_EXHAUSTED, "slow", null, retryAfter), null);
  }

  static ServiceException unavailable(Duration retryAfter) {
    return Failures.refusal(
        CALL, new Refusal(ErrorCode.UNAVAILABLE, "busy", null, retryAfter), null);
  }

  static TransportException lost(boolean unsent) {
    return Failures.connectionLost(CALL, unsent, "lost");
  }

  void answer(Call call, @Nullable Throwable failure) {
    Throwable thrown = failure;
    if (thrown == null && call.words().stream().anyMatch(word -> word.startsWith("bad"))) {
      thrown = refusal(ErrorCode.INVALID_ARGUMENT);
    }
    if (thrown != null) {
      call.answer().completeExceptionally(thrown);
    } else {
      stored.addAll(call.words());
      ResponseInfo info = VectorResponses.info(null, "", ++lsn, null, ROUTE, Protocol.GRPC, 1);
      Consumer<String> handedTo = receiver;
      call.answer()
          .complete(
              handedTo == null
                  ? BatchResult.done(info)
                  : BatchResult.read(info, bytesEach * call.words().size(), handedTo));
    }
  }

  /** Answers those that wait, and those that come by that. */
  void answerAll() {
    while (!calls.isEmpty()) {
      answer(calls.remove(), null);
    }
  }

  void answerNext(@Nullable Throwable failure) {
    answer(calls.remove(), failure);
  }

  @Override
  public FailedCall failedCall() {
    return CALL;
  }

  @Override
  public LimitKey scope() {
    return new LimitKey("host", "words", "");
  }

  @Override
  public String description() {
    return "words into host";
  }

  @Override
  public int maxItems() {
    return 1_000;
  }

  @Override
  public long maxBytes() {
    return 2_000_000;
  }

  @Override
  public boolean isRepeatable() {
    return repeatable;
  }

  @Override
  public boolean isReading() {
    return receiver != null;
  }

  @Override
  public Executor receivesOn() {
    return receivesOn;
  }

  @Override
  public String id(String word) {
    return word;
  }

  @Override
  public String checked(String word) {
    if (word.startsWith("illegal")) {
      throw new IllegalArgumentException(word);
    }
    return word;
  }

  @Override
  public long bytes(List<String> words) {
    return 10 + words.stream().mapToLong(String::length).sum();
  }

  @Override
  public long bytesBound(List<String> words) {
    return bytes(words);
  }

  @Override
  public CompletableFuture<BatchResult<String>> call(List<String> words) {
    batches.add(words);
    Call call = new Call(words, new Stubborn());
    if (atOnce != null) {
      answer(call, atOnce.apply(words));
    } else {
      calls.add(call);
      maxInFlight = Math.max(maxInFlight, calls.size());
    }
    return call.answer();
  }

  private final class Stubborn extends CompletableFuture<BatchResult<String>> {
    @Override
    public boolean cancel(boolean mayInterrupt) {
      if (refusesToBeCancelled != null) {
        throw refusesToBeCancelled;
      }
      return super.cancel(mayInterrupt);
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    awaited.add(write);
    return visible;
  }
}
