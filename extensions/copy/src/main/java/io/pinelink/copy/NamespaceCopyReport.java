package io.pinelink.copy;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outcome of the copy of one namespace. */
public sealed interface NamespaceCopyReport permits NamespaceCopyResult {
  /** Returns the namespace that was read; empty for the default one. */
  String source();

  /** Returns the namespace that was written; empty for the default one. */
  String target();

  /** Returns how the reads and writes ended. */
  BulkOutcome ending();

  /** Returns the reason for the ending; empty for {@link BulkOutcome#COMPLETE}. */
  Optional<Throwable> cause();

  /**
   * Returns the number of items that earlier runs with the same checkpoint copied. This run did not
   * list those ids again, so what was added or changed among them since is not copied.
   */
  long skipped();

  /** Returns the number of items that this run found in the source. */
  long found();

  /** Returns the number of items that the target accepted in this run. */
  long copied();

  /**
   * Returns the first items that were found and not copied, as many as the options keep; {@link
   * CopyOptions.Builder#failureListener} receives all of them.
   */
  List<CopyFailure> failures();

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

  /** Returns the duration of the reads and writes. */
  Duration elapsed();

  /** Returns whether the source was read to its end and everything that was found was copied. */
  boolean isComplete();

  /**
   * Returns whether every step that was requested succeeded completely. A comparison succeeds if it
   * is {@linkplain ComparisonReport#isEqual() equal}, for which something must have been compared.
   */
  boolean isClean();

  /**
   * Returns the cause of the ending, or otherwise the reason of the first item that was not copied
   * or deleted; empty if there is none.
   */
  Optional<Throwable> firstCause();
}
