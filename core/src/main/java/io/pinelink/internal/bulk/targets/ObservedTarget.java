package io.pinelink.internal.bulk.targets;

import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.BatchResult;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.LimitKey;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A target that reports the ids of each batch that was accepted.
 *
 * @param accepted receives the ids, on the thread that completes the call
 */
record ObservedTarget<T>(BulkTarget<T> target, Consumer<List<String>> accepted)
    implements BulkTarget<T> {
  @Override
  public LimitKey scope() {
    return target.scope();
  }

  @Override
  public FailedCall failedCall() {
    return target.failedCall();
  }

  @Override
  public String description() {
    return target.description();
  }

  @Override
  public int maxItems() {
    return target.maxItems();
  }

  @Override
  public long maxBytes() {
    return target.maxBytes();
  }

  @Override
  public String id(T item) {
    return target.id(item);
  }

  @Override
  public T checked(T item) {
    return target.checked(item);
  }

  @Override
  public long bytes(List<T> items) {
    return target.bytes(items);
  }

  @Override
  public long bytesBound(List<T> items) {
    return target.bytesBound(items);
  }

  @Override
  public boolean isRepeatable() {
    return target.isRepeatable();
  }

  @Override
  public boolean isReading() {
    return target.isReading();
  }

  @Override
  public Executor receivesOn() {
    return target.receivesOn();
  }

  @Override
  public CompletableFuture<BatchResult<T>> call(List<T> items) {
    return Futures.map(
        target.call(items),
        result -> {
          accepted.accept(items.stream().map(target::id).toList());
          return result;
        });
  }

  @Override
  public CompletableFuture<@Nullable Void> awaitVisible(ConsistencyToken write, Duration timeout) {
    return target.awaitVisible(write, timeout);
  }
}
