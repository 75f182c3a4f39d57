package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkOutcome;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoint at intervals, if one is configured. The file is not changed until the
 * source has reached the position in the file: a shorter source is not the one of the file. Nor is
 * one that has other ids where an earlier run has completed items, which would be lost if they were
 * skipped.
 *
 * <p>Items are skipped by the thread that reads the source; everything else is done in events, or
 * once the source has ended.
 */
final class CheckpointWriter {
  private final @Nullable Checkpoint checkpoint;
  private final BulkRun run;
  private long savedAt;
  private boolean closed;

  /** The offsets that earlier runs have completed, which are skipped. */
  private CompletedOffsets before = CompletedOffsets.none();

  /** The sum of the ids that were skipped. */
  private long sum;

  /** Why this is another source; null if nothing has shown that so far. */
  private volatile @Nullable IllegalStateException refusal;

  private @Nullable CheckpointLock lock;

  CheckpointWriter(BulkRun run, String target, Optional<String> source) {
    this.run = run;
    this.checkpoint =
        run.options
            .checkpoint()
            .map(file -> new Checkpoint(file, target, source.orElse("")))
            .orElse(null);
    this.savedAt = run.now();
  }

  /**
   * Returns the completed offsets of previous runs. Checks that no other bulk operation uses the
   * file, and that it can be written, before anything is sent.
   */
  CompletedOffsets open() {
    if (checkpoint == null) {
      return CompletedOffsets.none();
    }
    lock = CheckpointLock.take(checkpoint.file(), checkpoint.description());
    try {
      CompletedOffsets completed = checkpoint.load();
      checkpoint.save(completed);
      before = completed.copy();
      return completed;
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  /** Returns whether the item at a position is skipped. */
  boolean skips(long position) {
    return before.skips(position);
  }

  /** Skips an item, unless it shows that this is another source. */
  void skip(long position, String id) {
    sum += SourceIdentity.hash(position, id);
    if (position == before.identity().position() && !id.equals(before.identity().first())) {
      throw refuse("has the id '" + id + "' there");
    }
  }

  /** Checks the skipped items, once all of them have been read. */
  void check(long length) {
    if (length >= before.mark() && sum != before.identity().sum()) {
      throw refuse("has other ids before position " + before.mark());
    }
  }

  private IllegalStateException refuse(String difference) {
    SourceIdentity expected = before.identity();
    IllegalStateException refused =
        new IllegalStateException(
            ("checkpoint %s is for another source: that one has the id '%s' at position %s,"
                    + " this one %s; continue with the same source, or remove the file to load this"
                    + " one from its beginning")
                .formatted(
                    checkpoint == null ? "" : checkpoint.file(),
                    expected.first(),
                    expected.position(),
                    difference));
    refusal = refused;
    return refused;
  }

  /** Lets other bulk operations use the file. */
  void release() {
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }

  /**
   * Returns the error of a source that has ended and is not the one of the checkpoint; null if it
   * may be.
   *
   * @param length the number of items of the source
   */
  @Nullable RuntimeException checkEnd(long length) {
    if (checkpoint == null || isSame(length)) {
      return null;
    }
    return length >= before.mark()
        ? refusal
        : new IllegalStateException(
            "checkpoint "
                + checkpoint.file()
                + " contains position "
                + before.mark()
                + ", but the source ended after "
                + length
                + (length == 1 ? " item" : " items")
                + ": it is another source, or a part of the one that the checkpoint is for;"
                + " continue with the same source, or remove the file to load this one from its"
                + " beginning");
  }

  /** Returns whether the source has reached the position in the file, with the same ids. */
  private boolean isSame(long length) {
    if (length < before.mark() || refusal != null) {
      return false;
    }
    try {
      check(length);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /**
   * Saves at most once per interval. {@code length} is the number of items from the source so far.
   */
  void saveIfDue(OutcomeCounts counts, long length, Consumer<RuntimeException> onFailure) {
    if (checkpoint == null
        || closed
        || length < before.mark()
        || !counts.changed
        || run.since(savedAt).compareTo(run.options.checkpointInterval()) < 0
        || refusal != null) {
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
    savedAt = run.now();
  }

  /**
   * Writes the final state, or removes the file if nothing is left to do, and lets other bulk
   * operations use the file. Returns the failure, if any.
   */
  @Nullable RuntimeException close(OutcomeCounts counts, long length, BulkOutcome ending) {
    closed = true;
    try {
      return finish(counts, length, ending);
    } finally {
      release();
    }
  }

  private @Nullable RuntimeException finish(OutcomeCounts counts, long length, BulkOutcome ending) {
    if (checkpoint == null || !isSame(length)) {
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
