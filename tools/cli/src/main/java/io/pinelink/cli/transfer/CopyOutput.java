package io.pinelink.cli.transfer;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailureLine;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.Table;
import io.pinelink.copy.ComparisonReport;
import io.pinelink.copy.CopyFailure;
import io.pinelink.copy.CopyReport;
import io.pinelink.copy.Difference;
import io.pinelink.copy.NamespaceCopyReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output of copies and comparisons, and their exit codes. */
final class CopyOutput {
  private static final int MAX_LINES = 20;

  private CopyOutput() {}

  /** Prints the outcome of a copy, and returns the exit code. */
  static int print(CopyReport report, OutputOptions output) {
    if (output.isJson()) {
      output.print(
          Map.of("namespaces", report.namespaces().stream().map(CopyOutput::json).toList()));
    } else {
      Table table =
          Table.of("NAMESPACE", "COPIED", "BEFORE", "FAILED", "DELETED", "VERIFIED", "ALIAS");
      for (NamespaceCopyReport part : report.namespaces()) {
        table.row(
            named(part.target()),
            part.copied(),
            part.skipped(),
            part.found() - part.copied(),
            part.deletes().map(BulkReport::accepted).orElse(0L),
            part.comparison().map(CopyOutput::word).orElse("no"),
            part.switchedAlias().orElse(null));
      }
      output.print(table);
    }
    ExitCode code = ExitCode.DONE;
    for (NamespaceCopyReport part : report.namespaces()) {
      printSkipped(part, output);
      printFailures(part, output);
      part.comparison().ifPresent(compared -> printDifferences(compared, output));
      code = code == ExitCode.DONE ? code(part, output) : code;
    }
    return code.code();
  }

  /** Prints what a mirror would delete. */
  static void printPlan(CopyReport report, OutputOptions output) {
    Table table = Table.of("NAMESPACE", "TO DELETE", "OF");
    report
        .namespaces()
        .forEach(
            part ->
                part.mirrorPlan()
                    .ifPresent(
                        plan ->
                            table.row(named(part.target()), plan.deletes(), plan.targetItems())));
    output.print(
        Map.of("namespaces", report.namespaces().stream().map(CopyOutput::json).toList()), table);
  }

  /** Prints what this run did not look at again. */
  private static void printSkipped(NamespaceCopyReport part, OutputOptions output) {
    String namespace = "namespace '" + named(part.source()) + "'";
    if (part.isFinishedBefore()) {
      output.note(
          "%s was finished by an earlier run: its %s items were not read again"
              .formatted(namespace, part.skipped()));
    } else if (part.skipped() > 0) {
      output.note(
          "%s: %s items were copied by an earlier run and not read again"
              .formatted(namespace, part.skipped()));
    }
  }

  static ExitCode code(NamespaceCopyReport part, OutputOptions output) {
    ExitCode code =
        part.isComplete() ? ExitCode.DONE : code(part.ending(), part.cause().orElse(null), output);
    if (code == ExitCode.DONE && part.deletes().isPresent()) {
      code = code(part.deletes().get(), output);
    }
    if (code == ExitCode.DONE && part.comparison().isPresent()) {
      code = code(part.comparison().get());
    }
    return code == ExitCode.DONE && !part.isClean() ? ExitCode.FAILED : code;
  }

  /** Returns the exit code of a comparison. If nothing was compared, the names may be wrong. */
  static ExitCode code(ComparisonReport report) {
    if (report.isEqual()) {
      return ExitCode.DONE;
    }
    return isNothing(report) ? ExitCode.NOT_FOUND : ExitCode.FAILED;
  }

  static boolean isNothing(ComparisonReport report) {
    return report.compared() == 0 && report.vanished() == 0 && report.unlisted() == 0;
  }

  /** Returns the exit code of a bulk operation, and prints why it ended early. */
  static ExitCode code(BulkReport report, OutputOptions output) {
    if (report.isClean()) {
      return ExitCode.DONE;
    }
    return code(report.ending(), report.cause().orElse(null), output);
  }

  private static ExitCode code(
      BulkOutcome ending, @Nullable Throwable cause, OutputOptions output) {
    if (ending == BulkOutcome.COMPLETE) {
      return ExitCode.PARTLY_DONE;
    }
    output
        .err()
        .println(
            "pinelink: ended as " + ending + (cause == null ? "" : ": " + FailureLine.of(cause)));
    output.err().flush();
    return ExitCode.of(ending, cause);
  }

  private static String word(ComparisonReport compared) {
    if (compared.isEqual()) {
      return "equal";
    }
    return isNothing(compared) ? "nothing" : "different";
  }

  private static void printFailures(NamespaceCopyReport part, OutputOptions output) {
    part.failures().stream().limit(MAX_LINES).forEach(failure -> output.note(line(failure)));
    long more = part.found() - part.copied() - MAX_LINES;
    if (more > 0) {
      output.note("and " + more + " more");
    }
  }

  private static String line(CopyFailure failure) {
    return "%s '%s': %s"
        .formatted(
            failure.outcome().toString().toLowerCase(Locale.ROOT),
            failure.id(),
            FailureLine.of(failure.reason()));
  }

  private static void printDifferences(ComparisonReport compared, OutputOptions output) {
    compared.differences().stream()
        .limit(MAX_LINES)
        .forEach(difference -> output.note(difference.toString()));
  }

  private static Map<String, @Nullable Object> json(NamespaceCopyReport part) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("namespace", named(part.target()));
    json.put("ending", part.ending().name());
    json.put("copied", part.copied());
    json.put("before", part.skipped());
    json.put("failed", part.found() - part.copied());
    json.put("vanished", part.vanished());
    if (part.isFinishedBefore()) {
      json.put("finishedBefore", true);
    }
    part.mirrorPlan()
        .ifPresent(
            plan -> {
              json.put("toDelete", plan.deletes());
              json.put("targetItems", plan.targetItems());
            });
    json.put("deleted", part.deletes().map(BulkReport::accepted).orElse(0L));
    part.comparison().ifPresent(compared -> json.put("comparison", json(compared)));
    part.switchedAlias().ifPresent(alias -> json.put("alias", alias));
    json.put("failures", part.failures().stream().map(CopyOutput::json).toList());
    return json;
  }

  private static Map<String, Object> json(CopyFailure failure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", failure.id());
    json.put("reason", FailureLine.of(failure.reason()));
    return json;
  }

  static Map<String, @Nullable Object> json(ComparisonReport compared) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("equal", compared.equal());
    json.put("missing", compared.missing());
    json.put("extra", compared.extra());
    json.put("different", compared.different());
    json.put("vanished", compared.vanished());
    json.put("duplicates", compared.duplicates());
    json.put("unlisted", compared.unlisted());
    List<Map<String, Object>> differences = new ArrayList<>();
    for (Difference difference : compared.differences()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", difference.id());
      one.put("kind", word(difference.kind()));
      one.put("parts", difference.parts());
      differences.add(one);
    }
    json.put("differences", differences);
    return json;
  }

  static String word(Difference.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String named(String namespace) {
    return namespace.isEmpty() ? "__default__" : namespace;
  }
}
