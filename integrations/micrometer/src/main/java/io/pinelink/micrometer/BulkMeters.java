package io.pinelink.micrometer;

import static io.pinelink.telemetry.CallAttributes.value;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of bulk operations. */
final class BulkMeters {
  private final MeterRegistry registry;

  /** The running operations, of which the registry holds weak references. */
  private final Map<Tags, AtomicInteger> running = new ConcurrentHashMap<>();

  BulkMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  BulkListener started(BulkStart bulk) {
    Tags tags =
        Tags.of(
            CallAttributes.OPERATION,
            bulk.operation(),
            CallAttributes.COLLECTION,
            bulk.index().orElse("none"));
    AtomicInteger count = running.computeIfAbsent(tags, this::registered);
    count.incrementAndGet();
    return new Operation(tags, count);
  }

  private AtomicInteger registered(Tags tags) {
    AtomicInteger count = new AtomicInteger();
    Gauge.builder(CallAttributes.BULK_RUNNING_METRIC, count, AtomicInteger::get)
        .description("Bulk operations that have started and not ended")
        .tags(tags)
        .register(registry);
    return count;
  }

  private Counter items(Tags tags, String outcome) {
    return Counter.builder(CallAttributes.BULK_ITEMS_METRIC)
        .description("Settled items of bulk operations")
        .tags(tags)
        .tag(CallAttributes.BULK_OUTCOME, outcome)
        .register(registry);
  }

  private Counter acceptedBytes(Tags tags) {
    return Counter.builder(CallAttributes.BULK_BYTES_METRIC)
        .description("Bytes of accepted items of bulk operations")
        .tags(tags)
        .register(registry);
  }

  /** Counts what has been added since the previous report of one bulk operation. */
  private final class Operation implements BulkListener {
    private final AtomicInteger count;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter unknown;
    private final Counter unsent;
    private final Counter bytes;
    private long acceptedThen;
    private long rejectedThen;
    private long unknownThen;
    private long unsentThen;
    private long bytesThen;

    Operation(Tags tags, AtomicInteger count) {
      this.count = count;
      this.accepted = items(tags, CallAttributes.ACCEPTED);
      this.rejected = items(tags, value(Outcome.REJECTED));
      this.unknown = items(tags, value(Outcome.UNKNOWN));
      this.unsent = items(tags, value(Outcome.UNSENT));
      this.bytes = acceptedBytes(tags);
    }

    @Override
    public void progress(BulkProgress progress) {
      accepted.increment((double) progress.accepted() - acceptedThen);
      rejected.increment((double) progress.rejected() - rejectedThen);
      unknown.increment((double) progress.unknown() - unknownThen);
      unsent.increment((double) progress.unsent() - unsentThen);
      bytes.increment((double) progress.acceptedBytes() - bytesThen);
      acceptedThen = progress.accepted();
      rejectedThen = progress.rejected();
      unknownThen = progress.unknown();
      unsentThen = progress.unsent();
      bytesThen = progress.acceptedBytes();
    }

    @Override
    public void ended(BulkReport report) {
      count.decrementAndGet();
    }
  }
}
