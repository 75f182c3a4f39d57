package io.pinelink.cli.conformance;

import io.pinelink.cli.conformance.Verdict.Outcome;
import io.pinelink.cli.output.OutputOptions;

/** The progress of a run on standard error: a line about each row that is not as expected. */
final class RunProgress implements ConformanceRun.Progress {
  private final OutputOptions output;
  private final int total;
  private int done;

  RunProgress(OutputOptions output, int total) {
    this.output = output;
    this.total = total;
  }

  @Override
  public void started(String name) {
    if (name.startsWith("index/")) {
      output.note("creating " + name);
    }
  }

  @Override
  public void ended(RowResult result) {
    done++;
    Outcome outcome = result.verdict().outcome();
    output.note(
        done
            + "/"
            + total
            + " "
            + result.cell().name()
            + ": "
            + outcome.text()
            + (outcome == Outcome.DIFFERENT ? ", " + result.verdict().seen() : ""));
  }
}
