package io.pinelink.transfer;

import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.validation.Check;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The implementation of this package's reports, which the client creates. Not for applications:
 * they receive reports from copies and comparisons.
 */
public abstract class TransferBridge {
  /** For the client. */
  protected TransferBridge() {}

  /** A {@link Difference}. */
  protected record DifferenceResult(String id, Kind kind, List<String> parts)
      implements Difference {
    /** Copies the parts. */
    public DifferenceResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(kind, "kind is null");
      parts = Check.copy("parts", parts);
    }

    /** Returns the kind, the id and the parts. */
    @Override
    public String toString() {
      return kind + " '" + id + "'" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }
  }

  /** A {@link ComparisonReport}. */
  protected record ComparisonResult(
      long equal,
      long missing,
      long extra,
      long different,
      long vanished,
      long duplicates,
      long unlisted,
      List<Difference> differences,
      Duration elapsed)
      implements ComparisonReport {
    /** Copies the differences. */
    public ComparisonResult {
      differences = Check.copy("differences", differences);
      Objects.requireNonNull(elapsed, "elapsed is null");
    }

    @Override
    public long compared() {
      return equal + missing + extra + different;
    }

    @Override
    public boolean isEqual() {
      return equal > 0 && compared() == equal && duplicates == 0 && unlisted == 0;
    }

    /** Returns the counts in one line, and the first few differences. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("equal ").append(equal).append(", missing ").append(missing);
      text.append(", extra ").append(extra);
      text.append(", different ").append(different);
      append(text, ", vanished ", vanished);
      append(text, ", duplicates ", duplicates);
      append(text, ", unlisted ", unlisted);
      differences.stream().limit(3).forEach(difference -> text.append("; ").append(difference));
      return text.toString();
    }

    private static void append(StringBuilder text, String name, long count) {
      if (count > 0) {
        text.append(name).append(count);
      }
    }
  }

  /** A {@link MirrorPlan}. */
  protected record MirrorPlanResult(long deletes, long targetItems, boolean isSourceEmpty)
      implements MirrorPlan {
    /** Checks the counts. */
    public MirrorPlanResult {
      if (deletes < 0 || deletes > targetItems) {
        throw new IllegalArgumentException(
            "deletes are " + deletes + ", expected 0 to " + targetItems);
      }
    }

    @Override
    public double deletedShare() {
      return targetItems == 0 ? 0 : (double) deletes / targetItems;
    }
  }

  /** A {@link NamespaceCopyReport}. */
  protected record NamespaceCopyResult(
      String source,
      String target,
      BulkReport items,
      boolean isFinishedBefore,
      long vanished,
      Optional<MirrorPlan> mirrorPlan,
      Optional<BulkReport> deletes,
      Optional<ComparisonReport> comparison,
      Optional<String> switchedAlias)
      implements NamespaceCopyReport {
    /** Checks that no part is null. */
    public NamespaceCopyResult {
      Objects.requireNonNull(source, "source is null");
      Objects.requireNonNull(target, "target is null");
      Objects.requireNonNull(items, "items is null");
      Objects.requireNonNull(mirrorPlan, "mirrorPlan is null");
      Objects.requireNonNull(deletes, "deletes is null");
      Objects.requireNonNull(comparison, "comparison is null");
      Objects.requireNonNull(switchedAlias, "switchedAlias is null");
    }

    @Override
    public boolean isClean() {
      return items.isClean()
          && deletes.map(BulkReport::isClean).orElse(true)
          && comparison.map(ComparisonReport::isEqual).orElse(true);
    }

    /** Returns the namespaces and the */
    @Override
    public String toString() {
      return "'"
          + source
          + "' to '"
          + target
          + "': "
          + items
          + (isFinishedBefore ? "; finished before" : "")
          + mirrorPlan.map(plan -> "; to delete " + plan.deletes()).orElse("")
          + deletes.map(report -> "; deleted " + report.accepted()).orElse("")
          + comparison.map(report -> "; compared: " + report).orElse("");
    }
  }

  /** A {@link CopyReport}. */
  protected record CopyReportResult(List<NamespaceCopyReport> namespaces) implements CopyReport {
    /** Copies the list. */
    public CopyReportResult {
      namespaces = Check.copy("namespaces", namespaces);
    }

    @Override
    public long copied() {
      return namespaces.stream().mapToLong(part -> part.items().accepted()).sum();
    }

    @Override
    public long failed() {
      return namespaces.stream()
          .mapToLong(part -> part.items().read() - part.items().accepted())
          .sum();
    }

    @Override
    public boolean isClean() {
      return namespaces.stream().allMatch(NamespaceCopyReport::isClean);
    }

    /** Returns the outcome of each namespace. */
    @Override
    public String toString() {
      return "CopyReport" + namespaces;
    }
  }
}
