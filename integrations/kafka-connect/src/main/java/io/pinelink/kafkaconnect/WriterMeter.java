package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;

/** Adds the progress of a writer to the counters of its task. */
final class WriterMeter implements BulkListener {
  private final SinkCounts counts;
  private long retries;
  private long heldBytes;

  WriterMeter(SinkCounts counts) {
    this.counts = counts;
  }

  @Override
  public void progress(BulkProgress progress) {
    counts.retries.addAndGet(progress.retries() - retries);
    retries = progress.retries();
    hold(progress.bytesHeld());
  }

  @Override
  public void ended(BulkReport report) {
    hold(0);
  }

  private void hold(long bytes) {
    counts.heldBytes.addAndGet(bytes - heldBytes);
    heldBytes = bytes;
  }
}
