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
   * it, rejected if the target or the mapping refused it. What earlier runs with the same
   * checkpoint copied is {@linkplain BulkReport#skipped() skipped}: this run did not list those ids
   * again, so what was added or changed among them since is not copied.
   */
  BulkReport items();

  /**
   * Returns whether an earlier run with the same checkpoint copied the namespace completely, so
   * that this run copied nothing. It still ran the deletes of a mirror and the comparison.
   */
  boolean isFinishedBefore();

  /** Returns the number of ids that were listed, and deleted before they were fetched. */
  long vanished();

  /**
   * Returns what {@link CopyOptions.Builder#mirror} had to delete when the run began, also in a dry
   * run; empty without a mirror.
   */
  Optional<MirrorPlan> mirrorPlan();

  /**
   * Returns the outcome of the deletes of {@link CopyOptions.Builder#mirror}; empty if nothing was
   * to be deleted, since the copy was incomplete or mirroring was not requested.
   */
  Optional<BulkReport> deletes();

  /**
   * Returns the comparison; empty if none was requested, the copy was incomplete, or {@linkplain
   * CopyOptions.Builder#allNamespaces all namespaces} are copied and this one has no items.
   */
  Optional<ComparisonReport> comparison();

  /** Returns the alias that was pointed to the target; empty if none was. */
  Optional<String> switchedAlias();

  /**
   * Returns whether every step that was requested succeeded completely. A comparison succeeds if it
   * is {@linkplain ComparisonReport#isEqual() equal}, for which something must have been compared.
   */
  boolean isClean();
}
