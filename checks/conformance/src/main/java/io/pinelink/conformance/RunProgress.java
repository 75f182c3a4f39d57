package io.pinelink.conformance;

import io.pinelink.conformance.RowVerdict.Outcome;
import java.util.function.Consumer;

/** The progress of a run on standard error: a line about each row that is not as expected. */
final class RunProgress implements ConformanceRun.Progress {
  private final Consumer<String> notes;
  private final int total;
  private int done;

  RunProgress(Consumer<String> notes, int total) {
    this.notes = notes;
    this.total = total;
  }

  @Override
  public void started(String name) {
    if (name.startsWith("index/")) {
      notes.accept("creating " + name);
    }
  }

  @Override
  public void ended(RowResult result) {
    done++;
    Outcome outcome = result.verdict().outcome();
    notes.accept(
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
