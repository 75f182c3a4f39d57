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
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of bulk operations. */
final class BulkMeters {
  /** All listeners of a registry share its gauges, since it has one of each name and tags. */
  private static final Map<MeterRegistry, WeakReference<BulkMeters>> SHARED = new WeakHashMap<>();

  private final MeterRegistry registry;

  /** The gauges of running operations by their tags. */
  private final Map<Tags, Running> running = new HashMap<>();

  /** A gauge of the running operations of the clients that have started any. */
  private final class Running {
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Long> clients = new HashSet<>();
    private final Gauge gauge;

    Running(Tags tags) {
      gauge =
          Gauge.builder(CallAttributes.BULK_RUNNING_METRIC, count, AtomicInteger::get)
              .description("Bulk operations that have started and not ended")
              .tags(tags)
              .register(registry);
    }

    /** Removes a client, and returns whether none is left. */
    boolean remove(long client) {
      clients.remove(client);
      if (clients.isEmpty()) {
        registry.remove(gauge);
      }
      return clients.isEmpty();
    }
  }

  private BulkMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Returns the instance of a registry. */
  static BulkMeters of(MeterRegistry registry) {
    synchronized (SHARED) {
      WeakReference<BulkMeters> known = SHARED.get(registry);
      BulkMeters shared = known == null ? null : known.get();
      if (shared == null) {
        shared = new BulkMeters(registry);
        SHARED.put(registry, new WeakReference<>(shared));
      }
      return shared;
    }
  }

  BulkListener started(BulkStart bulk) {
    Tags tags =
        Tags.of(
            CallAttributes.OPERATION,
            bulk.operation(),
            CallAttributes.COLLECTION,
            bulk.index().orElse("none"));
    AtomicInteger count;
    synchronized (running) {
      Running gauge = running.computeIfAbsent(tags, Running::new);
      gauge.clients.add(bulk.client());
      count = gauge.count;
    }
    count.incrementAndGet();
    return new Operation(tags, count);
  }

  void closed(long client) {
    synchronized (running) {
      running.values().removeIf(gauge -> gauge.remove(client));
    }
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
    private final List<Counter> counters;
    private long[] before = new long[5];

    Operation(Tags tags, AtomicInteger count) {
      this.count = count;
      this.counters =
          List.of(
              items(tags, CallAttributes.ACCEPTED),
              items(tags, value(Outcome.REJECTED)),
              items(tags, value(Outcome.UNKNOWN)),
              items(tags, value(Outcome.UNSENT)),
              acceptedBytes(tags));
    }

    @Override
    public void progress(BulkProgress progress) {
      long[] now = {
        progress.accepted(),
        progress.rejected(),
        progress.unknown(),
        progress.unsent(),
        progress.acceptedBytes()
      };
      for (int i = 0; i < now.length; i++) {
        counters.get(i).increment((double) now[i] - before[i]);
      }
      before = now;
    }

    @Override
    public void ended(BulkReport report) {
      count.decrementAndGet();
    }
  }
}
