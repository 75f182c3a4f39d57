package io.pinelink.kafkaconnect;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of a task since its start. Thread-safe. */
final class SinkCounts {
  /** Records that took effect, or were superseded by a later one of their id. */
  final AtomicLong settled = new AtomicLong();

  /** Records that the service or a check refused. */
  final AtomicLong refused = new AtomicLong();

  /** Records that were read but are neither settled nor refused, as of the last call. */
  final AtomicLong pending = new AtomicLong();

  /** How often the task started over from the last settled offsets. */
  final AtomicLong restarts = new AtomicLong();

  /** Calls that repeated changes of a call that was throttled or failed. */
  final AtomicLong retries = new AtomicLong();

  /** Bytes of changes that the writers hold, as of their last progress. */
  final AtomicLong heldBytes = new AtomicLong();
}
