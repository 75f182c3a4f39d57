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
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(kind, "kind");
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
      List<Difference> differences,
      Duration elapsed)
      implements ComparisonReport {
    /** Copies the differences. */
    public ComparisonResult {
      differences = Check.copy("differences", differences);
      Objects.requireNonNull(elapsed, "elapsed");
    }

    @Override
    public boolean isEqual() {
      return missing == 0 && extra == 0 && different == 0;
    }

    /** Returns the counts in one line, and the first few differences. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append("equal ").append(equal).append(", missing ").append(missing);
      text.append(", extra ").append(extra).append(", different ").append(different);
      differences.stream().limit(3).forEach(difference -> text.append("; ").append(difference));
      return text.toString();
    }
  }

  /** A {@link NamespaceCopyReport}. */
  protected record NamespaceCopyResult(
      String source,
      String target,
      BulkReport items,
      long vanished,
      Optional<BulkReport> deletes,
      Optional<ComparisonReport> comparison,
      Optional<String> switchedAlias)
      implements NamespaceCopyReport {
    /** Checks that no part is null. */
    public NamespaceCopyResult {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(items, "items");
      Objects.requireNonNull(deletes, "deletes");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(switchedAlias, "switchedAlias");
    }

    @Override
    public boolean isClean() {
      return items.isClean()
          && deletes.map(BulkReport::isClean).orElse(true)
          && comparison.map(ComparisonReport::isEqual).orElse(true);
    }

    /** Returns the namespaces and the counts. */
    @Override
    public String toString() {
      return "'"
          + source
          + "' to '"
          + target
          + "': "
          + items
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
