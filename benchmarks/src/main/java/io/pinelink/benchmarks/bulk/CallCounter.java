package io.pinelink.benchmarks.bulk;

import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A transport decorator that counts upserts and failed upserts. */
final class CallCounter extends ForwardingTransport {
  private final AtomicLong calls;
  private final AtomicLong failures;

  CallCounter(Transport next, AtomicLong calls, AtomicLong failures) {
    super(next);
    this.calls = calls;
    this.failures = failures;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    CompletableFuture<R> answer = super.call(operation, request, context);
    if (operation.equals(DataOperations.UPSERT)
        || operation.equals(DocumentOperations.UPSERT_DOCUMENTS)) {
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
}
