package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoint at intervals, if one is configured. The file is not changed until the
 * source has reached the position in the file: a shorter source is not the one of the file.
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

  /**
   * Returns the completed offsets of previous runs. Checks that the file can be written before
   * anything is sent.
   */
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
   * Returns the error of a source that ended before the checkpoint's position; null if it did not.
   *
   * @param length the number of items of the source
   */
  @Nullable RuntimeException checkLength(long length) {
    return checkpoint == null || length >= mark
        ? null
        : new IllegalStateException(
            "checkpoint "
                + checkpoint.file()
                + " contains position "
                + mark
                + ", but the source ended after "
                + length
                + (length == 1 ? " item" : " items")
                + ": it is another source, or a part of the one that the checkpoint is for;"
                + " continue with the same source, or remove the file to load this one from its"
                + " beginning");
  }

  /**
   * Saves at most once per interval. {@code length} is the number of items from the source so far.
   */
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

  /**
   * Writes the final state, or removes the file if nothing is left to do. Returns the failure, if
   * any.
   */
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
