package io.pinelink.internal.simulation;

import io.pinelink.internal.retry.RetryingTransport;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** The call path of one client: the layers of a client, in their order, on the virtual clock. */
final class Caller {
  /** Longer than any message, so that no message has to be searched for it. */
  private static final ApiKey KEY = new ApiKey("key".repeat(200));

  private final VirtualTime time;
  private final Transport chain;

  Caller(VirtualTime time, Transport service, RandomGenerator random) {
    this.time = time;
    this.chain =
        new RetryingTransport(service, RetryOptions.defaults(), random, time, time::now, null);
  }

  /** Makes a call, which is not retried if it is made once. */
  <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, Duration timeout, boolean once) {
    Deadline deadline = Deadline.after(timeout, time::now);
    return chain.call(
        operation,
        request,
        new CallContext(
            SimulatedService.ROUTE,
            "",
            deadline,
            KEY,
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(once)));
  }
}
