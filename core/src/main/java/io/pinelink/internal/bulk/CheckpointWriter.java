package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoint when it is due, if there is to be one. The file stays as it was until the
 * source has reached the position that the file holds: a shorter source is not that of the file.
 */
final class CheckpointWriter {
  private final @Nullable Checkpoint checkpoint;
  private final BulkOptions options;
  private final EngineTimers timers;
  private long savedAt;
  private long mark;
  private boolean closed;

  CheckpointWriter(BulkOptions options, String target, EngineTimers timers) {
    this.checkpoint = options.checkpoint().map(file -> new Checkpoint(file, target)).orElse(null);
    this.options = options;
    this.timers = timers;
    this.savedAt = timers.now();
  }

  /** What is settled so far. That the file can be written is found out before anything is sent. */
  CompletedOffsets open() {
    if (checkpoint == null) {
      return new CompletedOffsets(0, List.of());
    }
    CompletedOffsets completed = checkpoint.load();
    checkpoint.save(completed);
    mark = completed.mark();
    return completed;
  }

  /**
   * Returns what is wrong with a source that has ended; null if nothing is.
   *
   * @param length how many items the source had
   */
  @Nullable RuntimeException checkLength(long length) {
    return checkpoint == null || length >= mark
        ? null
        : new IllegalStateException(
            "checkpoint "
                + checkpoint.file()
                + " holds position "
                + mark
                + ", but the source ended after "
                + length
                + (length == 1 ? " item" : " items")
                + ": it is another source, or a part of the one that the checkpoint is for;"
                + " continue with the same source, or remove the file to load this one from its"
                + " beginning");
  }

  /** Saves at most once in an interval. {@code length} is how many items the source gave so far. */
  void saveIfDue(OutcomeCounts counts, long length, Consumer<RuntimeException> onFailure) {
    if (checkpoint == null
        || closed
        || length < mark
        || !counts.changed
        || timers.since(savedAt).compareTo(options.checkpointInterval()) < 0) {
      return;
    }
    try {
      save(checkpoint, counts);
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  private void save(Checkpoint file, OutcomeCounts counts) {
    file.save(counts.completed);
    counts.changed = false;
    savedAt = timers.now();
  }

  /** Writes the last state, or removes it where nothing is left to do. Returns what went wrong. */
  @Nullable RuntimeException close(OutcomeCounts counts, long length, BulkOutcome ending) {
    closed = true;
    if (checkpoint == null || length < mark) {
      return null;
    }
    try {
      boolean done = ending == BulkOutcome.COMPLETE || ending == BulkOutcome.NOT_VISIBLE;
      if (done && counts.unknown == 0 && counts.unsent == 0) {
        checkpoint.remove();
      } else {
        save(checkpoint, counts);
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
