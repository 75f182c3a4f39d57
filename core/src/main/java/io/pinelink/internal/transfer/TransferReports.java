package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkReport;
import io.pinelink.transfer.ComparisonReport;
import io.pinelink.transfer.CopyReport;
import io.pinelink.transfer.Difference;
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
      List<Difference> differences,
      Duration elapsed) {
    return new ComparisonResult(equal, missing, extra, different, differences, elapsed);
  }

  static NamespaceCopyReport namespace(
      String source,
      String target,
      BulkReport items,
      long vanished,
      Optional<BulkReport> deletes,
      Optional<ComparisonReport> comparison,
      Optional<String> switchedAlias) {
    return new NamespaceCopyResult(
        source, target, items, vanished, deletes, comparison, switchedAlias);
  }

  static CopyReport copy(List<NamespaceCopyReport> namespaces) {
    return new CopyReportResult(namespaces);
  }
}
