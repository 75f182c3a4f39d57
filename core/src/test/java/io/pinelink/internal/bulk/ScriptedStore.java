package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkChange;
import io.pinelink.error.ErrorCode;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store of numbers by namespace and id. An upsert stores its first value as the number, an update
 * adds its own to it if the id exists, and a delete removes it. Calls wait for the test.
 */
final class ScriptedStore {
  /** A call that waits for its answer. */
  record Call(
      BulkChange.Kind kind,
      String namespace,
      List<Object> items,
      CompletableFuture<BatchResult<Object>> answer) {
    List<String> ids() {
      return items.stream().map(ScriptedStore::id).toList();
    }
  }

  final List<Call> calls = new ArrayList<>();
  final List<Call> allCalls = new ArrayList<>();

  /** The state, in the form {@code namespace/id}. */
  final Map<String, Long> numbers = new TreeMap<>();

  /** Selects the items that the service refuses as invalid. */
  Predicate<Object> invalid = item -> false;

  int maxItems = 1_000;

  /** Whether calls are rejected. */
  boolean closed;

  /** The number of targets that were created. */
  int targets;

  BulkTarget<?> target(BulkChange.Kind kind, String namespace) {
    if (kind == BulkChange.Kind.UPSERT_DOCUMENT) {
      throw new IllegalArgumentException("no documents");
    }
    targets++;
    return new Target(kind, namespace);
  }

  static String id(Object item) {
    if (item instanceof Vector vector) {
      return vector.id();
    }
    return item instanceof UpdateRequest update ? update.id().orElseThrow() : (String) item;
  }

  static int number(Object item) {
    float[] values =
        item instanceof Vector vector ? vector.values() : ((UpdateRequest) item).values();
    return (int) values[0];
  }

  /** Executes and answers the oldest call. */
  void answerNext() {
    answer(calls.get(0));
  }

  void answerAll() {
    while (!calls.isEmpty()) {
      answerNext();
    }
  }

  void answer(Call call) {
    if (call.items().stream().anyMatch(invalid)) {
      fail(call, ScriptedTarget.refusal(ErrorCode.INVALID_ARGUMENT));
      return;
    }
    execute(call);
    calls.remove(call);
    call.answer()
        .complete(
            BatchResult.done(
                VectorResponses.info(null, "", 1L, null, ScriptedTarget.ROUTE, Protocol.GRPC, 1)));
  }

  /** Executes a call without an answer. */
  void execute(Call call) {
    for (Object item : call.items()) {
      String key = call.namespace() + "/" + id(item);
      switch (call.kind()) {
        case DELETE -> numbers.remove(key);
        case UPDATE_VECTOR -> numbers.computeIfPresent(key, (same, old) -> old * 31 + number(item));
        default -> numbers.put(key, (long) number(item));
      }
    }
  }

  void fail(Call call, Throwable failure) {
    calls.remove(call);
    call.answer().completeExceptionally(failure);
  }

  private final class Target implements BulkTarget<Object> {
    private final BulkChange.Kind kind;
    private final String namespace;

    Target(BulkChange.Kind kind, String namespace) {
      this.kind = kind;
      this.namespace = namespace;
    }

    @Override
    public LimitKey scope() {
      return new LimitKey("host", kind.name(), namespace);
    }

    @Override
    public FailedCall failedCall() {
      return ScriptedTarget.CALL;
    }

    @Override
    public String description() {
      return kind + " in " + namespace;
    }

    @Override
    public int maxItems() {
      return kind == BulkChange.Kind.UPDATE_VECTOR ? 1 : maxItems;
    }

    @Override
    public long maxBytes() {
      return 2_000_000;
    }

    @Override
    public String id(Object item) {
      return ScriptedStore.id(item);
    }

    @Override
    public Object checked(Object item) {
      if (id(item).startsWith("illegal")) {
        throw new IllegalArgumentException(id(item));
      }
      return item;
    }

    @Override
    public long bytes(List<Object> items) {
      return 10 + 100_000L * items.size();
    }

    @Override
    public long bytesBound(List<Object> items) {
      return bytes(items);
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public boolean isReading() {
      return false;
    }

    @Override
    public Executor receivesOn() {
      return Futures.IN_PLACE;
    }

    @Override
    public CompletableFuture<BatchResult<Object>> call(List<Object> items) {
      if (closed) {
        throw new IllegalStateException("the client is closed");
      }
      Set<String> ids = new HashSet<>();
      for (Call other : calls) {
        if (other.namespace().equals(namespace)) {
          ids.addAll(other.ids());
        }
      }
      Call call = new Call(kind, namespace, items, new CompletableFuture<>());
      if (call.ids().stream().anyMatch(id -> !ids.add(id))) {
        throw new AssertionError("two changes of one id are in flight: " + call);
      }
      calls.add(call);
      allCalls.add(call);
      return call.answer();
    }

    @Override
    public CompletableFuture<@Nullable Void> awaitVisible(
        ConsistencyToken write, Duration timeout) {
      throw new AssertionError("a writer does not wait for reads");
    }
  }
}
