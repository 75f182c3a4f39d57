package io.pinelink.benchmarks.bulk;

import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Counts upserts, and those that failed, on their way to the network. */
final class CallCounter implements Transport {
  private final Transport next;
  private final AtomicLong calls;
  private final AtomicLong failures;

  CallCounter(Transport next, AtomicLong calls, AtomicLong failures) {
    this.next = next;
    this.calls = calls;
    this.failures = failures;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    CompletableFuture<R> answer = next.call(operation, request, context);
    if (operation.equals(DataOperations.UPSERT)) {
      calls.incrementAndGet();
      var unused =
          answer.whenComplete(
              (response, failure) -> {
                if (failure != null) {
                  failures.incrementAndGet();
                }
              });
    }
    return answer;
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return next.supports(operation);
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return next.bodyBytes(operation, request, namespace);
  }

  @Override
  public void refresh() {
    next.refresh();
  }

  @Override
  public void close() {
    next.close();
  }
}
