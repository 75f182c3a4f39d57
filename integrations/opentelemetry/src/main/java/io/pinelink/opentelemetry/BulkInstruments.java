package io.pinelink.opentelemetry;

import static io.pinelink.telemetry.CallAttributes.value;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallAttributes;
import java.util.List;

/** The metrics of bulk operations. */
final class BulkInstruments {
  private final LongCounter items;
  private final LongCounter acceptedBytes;
  private final LongUpDownCounter running;

  BulkInstruments(Meter meter) {
    items =
        meter
            .counterBuilder(CallAttributes.BULK_ITEMS_METRIC)
            .setUnit("{item}")
            .setDescription("Settled items of bulk operations")
            .build();
    acceptedBytes =
        meter
            .counterBuilder(CallAttributes.BULK_BYTES_METRIC)
            .setUnit("By")
            .setDescription("Bytes of accepted items of bulk operations")
            .build();
    running =
        meter
            .upDownCounterBuilder(CallAttributes.BULK_RUNNING_METRIC)
            .setUnit("{operation}")
            .setDescription("Bulk operations that have started and not ended")
            .build();
  }

  BulkListener started(BulkStart bulk) {
    AttributesBuilder attributes = Attributes.builder().put(Keys.OPERATION, bulk.operation());
    bulk.index().ifPresent(index -> attributes.put(Keys.COLLECTION, index));
    Operation operation = new Operation(attributes.build());
    running.add(1, operation.attributes);
    return operation;
  }

  private static Attributes with(Attributes attributes, String outcome) {
    return attributes.toBuilder().put(Keys.BULK_OUTCOME, outcome).build();
  }

  /** Counts what has been added since the previous report of one bulk operation. */
  private final class Operation implements BulkListener {
    private final Attributes attributes;
    private final List<Attributes> outcomes;
    private long[] before = new long[4];
    private long bytesBefore;

    Operation(Attributes attributes) {
      this.attributes = attributes;
      this.outcomes =
          List.of(
              with(attributes, CallAttributes.ACCEPTED),
              with(attributes, value(Outcome.REJECTED)),
              with(attributes, value(Outcome.UNKNOWN)),
              with(attributes, value(Outcome.UNSENT)));
    }

    @Override
    public void progress(BulkProgress progress) {
      long[] now = {
        progress.accepted(), progress.rejected(), progress.unknown(), progress.unsent()
      };
      for (int i = 0; i < now.length; i++) {
        items.add(now[i] - before[i], outcomes.get(i));
      }
      before = now;
      acceptedBytes.add(progress.acceptedBytes() - bytesBefore, attributes);
      bytesBefore = progress.acceptedBytes();
    }

    @Override
    public void ended(BulkReport report) {
      running.add(-1, attributes);
    }
  }
}
