package io.pinelink.transfer;

import io.pinelink.bulk.BulkReport;
import java.util.Optional;

/** The outcome of the copy of one namespace. */
public sealed interface NamespaceCopyReport permits TransferBridge.NamespaceCopyResult {
  /** Returns the namespace that was read; empty for the default one. */
  String source();

  /** Returns the namespace that was written; empty for the default one. */
  String target();

  /**
   * Returns the outcome of every item that was found in the source: accepted if the target accepted
   * it, rejected if the target or the mapping refused it.
   */
  BulkReport items();

  /** Returns the number of ids that were listed, and deleted before they were fetched. */
  long vanished();

  /**
   * Returns the outcome of the deletes of {@link CopyOptions.Builder#mirror}; empty if nothing was
   * to be deleted, since the copy was incomplete or mirroring was not requested.
   */
  Optional<BulkReport> deletes();

  /** Returns the comparison; empty if none was requested, or the copy was incomplete. */
  Optional<ComparisonReport> comparison();

  /** Returns the alias that was pointed to the target; empty if none was. */
  Optional<String> switchedAlias();

  /** Returns whether every step that was requested succeeded completely. */
  boolean isClean();
}
