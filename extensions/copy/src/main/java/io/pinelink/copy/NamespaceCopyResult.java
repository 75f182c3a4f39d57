package io.pinelink.copy;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A {@link NamespaceCopyReport}. */
record NamespaceCopyResult(
    String source,
    String target,
    BulkOutcome ending,
    Optional<Throwable> cause,
    long skipped,
    long found,
    long copied,
    List<CopyFailure> failures,
    boolean isFinishedBefore,
    long vanished,
    Optional<MirrorPlan> mirrorPlan,
    Optional<BulkReport> deletes,
    Optional<ComparisonReport> comparison,
    Optional<String> switchedAlias,
    Duration elapsed)
    implements NamespaceCopyReport {

  NamespaceCopyResult with(
      Optional<BulkReport> deletes,
      Optional<ComparisonReport> comparison,
      Optional<String> switchedAlias) {
    return new NamespaceCopyResult(
        source,
        target,
        ending,
        cause,
        skipped,
        found,
        copied,
        failures,
        isFinishedBefore,
        vanished,
        mirrorPlan,
        deletes,
        comparison,
        switchedAlias,
        elapsed);
  }

  @Override
  public boolean isComplete() {
    return ending == BulkOutcome.COMPLETE && copied == found;
  }

  @Override
  public boolean isClean() {
    return isComplete()
        && deletes.map(BulkReport::isClean).orElse(true)
        && comparison.map(ComparisonReport::isEqual).orElse(true);
  }

  @Override
  public Optional<Throwable> firstCause() {
    return cause
        .or(() -> failures.stream().findFirst().map(CopyFailure::reason))
        .or(() -> deletes.flatMap(BulkReport::firstCause));
  }

  /** Returns the namespaces, the counts and the first few failures. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("'").append(source).append("' to '").append(target).append("': ended as ");
    text.append(ending).append(", found ").append(found).append(", copied ").append(copied);
    if (skipped > 0) {
      text.append(", skipped ").append(skipped);
    }
    cause.ifPresent(thrown -> text.append("; ").append(thrown));
    failures.stream().limit(3).forEach(failure -> text.append("; ").append(failure));
    if (isFinishedBefore) {
      text.append("; finished before");
    }
    mirrorPlan.ifPresent(plan -> text.append("; to delete ").append(plan.deletes()));
    deletes.ifPresent(report -> text.append("; deletes: ").append(report));
    comparison.ifPresent(report -> text.append("; compared: ").append(report));
    return text.toString();
  }
}
