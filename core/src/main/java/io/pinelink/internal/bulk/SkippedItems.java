package io.pinelink.internal.bulk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The items of a source that are skipped because an earlier run has completed them. If their ids
 * are others than in the earlier run, it is another source, and skipping them would lose them.
 *
 * <p>Used by the thread that reads the source, and by others once it has ended.
 */
final class SkippedItems {
  private final CompletedOffsets before;
  private final @Nullable Path checkpoint;
  private final SourceIdentity expected;
  private long sum;
  private volatile @Nullable IllegalStateException refusal;

  /**
   * Creates the check.
   *
   * @param before what the earlier run has completed
   * @param checkpoint the file, for messages; null if there is none
   */
  SkippedItems(CompletedOffsets before, @Nullable Path checkpoint) {
    this.before = before.copy();
    this.checkpoint = checkpoint;
    this.expected = before.identity();
  }

  /** Returns whether the item at a position is skipped. */
  boolean skips(long position) {
    return before.skips(position);
  }

  /**
   * Skips an item.
   *
   * @throws IllegalStateException if it shows that this is another source
   */
  void skip(long position, String id) {
    sum += SourceIdentity.hash(position, id);
    if (position == expected.position() && !id.equals(expected.first())) {
      throw refuse("has the id '" + id + "' there");
    }
  }

  /**
   * Checks the skipped items once all of them have been read.
   *
   * @param length the number of items that were read
   * @throws IllegalStateException if this is another source
   */
  void check(long length) {
    if (length >= before.mark() && sum != expected.sum()) {
      throw refuse("has other ids before position " + before.mark());
    }
  }

  private IllegalStateException refuse(String difference) {
    IllegalStateException refused =
        new IllegalStateException(
            ("checkpoint %s is for another source: that one has the id '%s' at position %s,"
                    + " this one %s; continue with the same source, or remove the file to load this"
                    + " one from its beginning")
                .formatted(checkpoint, expected.first(), expected.position(), difference));
    refusal = refused;
    return refused;
  }

  /** Returns why this is another source; null if nothing has shown that so far. */
  @Nullable IllegalStateException refusal() {
    return refusal;
  }
}
