package io.pinelink.cli.transfer;

import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import io.pinelink.cli.output.OutputOptions;
import io.pinelink.cli.output.PlainText;
import io.pinelink.copy.ComparisonReport;
import io.pinelink.copy.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outcomes of the comparisons of one command, by namespace. */
final class ComparisonResults {
  private final OutputOptions output;
  private final boolean several;
  private final List<Map<String, @Nullable Object>> json = new ArrayList<>();
  private boolean isNothing = true;
  private ExitCode code = ExitCode.DONE;

  /**
   * @param several whether there is an outcome for each of several namespaces
   */
  ComparisonResults(OutputOptions output, boolean several) {
    this.output = output;
    this.several = several;
  }

  /** Adds the outcome of a namespace, and prints it unless the user wants JSON. */
  void add(String namespace, ComparisonReport report) {
    if (!output.isJson()) {
      print(report, several ? "namespace '" + namespace + "': " : "");
    }
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("namespace", namespace);
    one.putAll(CopyOutput.json(report));
    json.add(one);
    if (!CopyOutput.isNothing(report)) {
      isNothing = false;
      code = report.isEqual() ? code : ExitCode.FAILED;
    }
  }

  /**
   * Ends the output, and returns the exit code.
   *
   * @throws FailedCommand if nothing was compared
   */
  int end() {
    if (output.isJson()) {
      output.print(several ? Map.of("namespaces", json) : json.get(0));
    }
    if (isNothing) {
      throw new FailedCommand(
          ExitCode.NOT_FOUND, "nothing was compared: both sides are empty or do not exist");
    }
    return code.code();
  }

  private void print(ComparisonReport report, String of) {
    for (Difference difference : report.differences()) {
      output.out().print(PlainText.line(text(difference)) + "\n");
    }
    String counts =
        String.format(
            Locale.ROOT,
            "%d equal, %d missing, %d extra, %d different%s%s%s",
            report.equal(),
            report.missing(),
            report.extra(),
            report.different(),
            more(report.vanished(), " vanished"),
            more(report.duplicates(), " more than once"),
            more(report.unlisted(), " not listed"));
    output.out().print(PlainText.line(of) + counts + "\n");
    output.out().flush();
  }

  private static String more(long count, String what) {
    return count == 0 ? "" : ", " + count + what;
  }

  private static String text(Difference difference) {
    String text = CopyOutput.word(difference.kind()) + "\t" + difference.id();
    return difference.parts().isEmpty()
        ? text
        : text + "\t" + String.join(", ", difference.parts());
  }
}
