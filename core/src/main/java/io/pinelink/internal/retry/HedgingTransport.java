package io.pinelink.internal.retry;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.retry.HedgeOptions;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes reads a second time that are late, as {@link HedgeOptions} say. It stands below {@link
 * Retrying}, which sees one try. Calls that are to be made once are left alone.
 */
public final class HedgingTransport implements Transport {
  /** The operations of an index that change nothing. */
  public static final Set<Operation<?, ?>> READS =
      Set.of(
          DataOperations.QUERY,
          DataOperations.FETCH,
          DataOperations.LIST_IDS,
          DataOperations.DESCRIBE_INDEX_STATS,
          DataOperations.FETCH_BY_METADATA,
          DataOperations.DESCRIBE_NAMESPACE,
          DataOperations.LIST_NAMESPACES,
          DataOperations.SEARCH_RECORDS);

  private final Transport next;
  private final HedgeOptions options;
  private final Scheduler scheduler;
  private final Map<String, HedgeBudget> budgets = new ConcurrentHashMap<>();

  /** Wraps a transport. */
  public HedgingTransport(Transport next, HedgeOptions options, Scheduler scheduler) {
    this.next = next;
    this.options = options;
    this.scheduler = scheduler;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    if (context.once() || !READS.contains(operation)) {
      return next.call(operation, request, context);
    }
    HedgeBudget budget =
        budgets.computeIfAbsent(
            context.route().authority(), authority -> new HedgeBudget(options.most()));
    budget.called();
    if (context.deadline().remaining().compareTo(options.delay()) <= 0) {
      return next.call(operation, request, context);
    }
    return new HedgedCall<>(next, operation, request, context, budget)
        .start(scheduler, options.delay());
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return next.bodyBytes(operation, request, namespace);
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return next.supports(operation);
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
