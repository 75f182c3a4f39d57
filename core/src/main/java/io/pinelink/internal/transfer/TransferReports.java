package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkReport;
import io.pinelink.transfer.ComparisonReport;
import io.pinelink.transfer.CopyReport;
import io.pinelink.transfer.Difference;
import io.pinelink.transfer.MirrorPlan;
import io.pinelink.transfer.NamespaceCopyReport;
import io.pinelink.transfer.TransferBridge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Creates the reports of copies and comparisons. */
final class TransferReports extends TransferBridge {
  private TransferReports() {}

  static Difference difference(String id, Difference.Kind kind, List<String> parts) {
    return new DifferenceResult(id, kind, parts);
  }

  static ComparisonReport comparison(
      long equal,
      long missing,
      long extra,
      long different,
      long vanished,
      long duplicates,
      long unlisted,
      List<Difference> differences,
      Duration elapsed) {
    return new ComparisonResult(
        equal, missing, extra, different, vanished, duplicates, unlisted, differences, elapsed);
  }

  static MirrorPlan mirror(long deletes, long targetItems, boolean isSourceEmpty) {
    return new MirrorPlanResult(deletes, targetItems, isSourceEmpty);
  }

  static NamespaceCopyReport namespace(
      String source,
      String target,
      BulkReport items,
      boolean isFinishedBefore,
      long vanished,
      Optional<MirrorPlan> plan,
      Optional<BulkReport> deletes,
      Optional<ComparisonReport> comparison,
      Optional<String> switchedAlias) {
    return new NamespaceCopyResult(
        source,
        target,
        items,
        isFinishedBefore,
        vanished,
        plan,
        deletes,
        comparison,
        switchedAlias);
  }

  /** Returns the same report with the alias that was switched. */
  static NamespaceCopyReport switched(NamespaceCopyReport report, String alias) {
    return namespace(
        report.source(),
        report.target(),
        report.items(),
        report.isFinishedBefore(),
        report.vanished(),
        report.mirrorPlan(),
        report.deletes(),
        report.comparison(),
        Optional.of(alias));
  }

  static CopyReport copy(List<NamespaceCopyReport> namespaces) {
    return new CopyReportResult(namespaces);
  }
}
