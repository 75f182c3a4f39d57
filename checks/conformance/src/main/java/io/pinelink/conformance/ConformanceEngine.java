package io.pinelink.conformance;

import io.pinelink.Pinelink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a run together, runs it, and removes what it created. */
final class ConformanceEngine {
  private final CheckedService service;
  private final String apiKey;
  private final String controlPlane;
  private final Path journals;
  private final RunPace pace;
  private final Consumer<String> notes;
  private int requests;

  /**
   * Creates an engine.
   *
   * @param apiKey the key, which reports never contain
   * @param controlPlane the control plane, as journals name it
   * @param journals the directory of the journals
   * @param notes receives a line about each thing that is removed or left
   */
  ConformanceEngine(
      CheckedService service,
      String apiKey,
      String controlPlane,
      Path journals,
      RunPace pace,
      Consumer<String> notes) {
    this.service = service;
    this.apiKey = apiKey;
    this.controlPlane = controlPlane;
    this.journals = journals;
    this.pace = pace;
    this.notes = notes;
  }

  /**
   * The end of a run.
   *
   * @param ended why it ended early; null if it did not
   * @param left the indexes that could not be removed
   */
  record Ended(RunReport report, RunPace.@Nullable Ended ended, List<String> left) {}

  /** Runs the cells. */
  Ended run(
      RunNames names, RunSettings settings, List<RowCell> cells, ConformanceRun.Progress progress)
      throws IOException {
    Instant at = Instant.now();
    Secrets secrets = new Secrets(apiKey);
    try (RecordingProxy proxy = new RecordingProxy(service, apiKey);
        Clients clients = new Clients(service, proxy);
        RunJournal journal = RunJournal.create(journals, names.run(), controlPlane)) {
      LeftoverRemoval removal =
          new LeftoverRemoval(clients.unrecorded().controlPlane(), pace.forCleanUp(), notes);
      ServiceCalls calls = new ServiceCalls(proxy, pace);
      FixtureIndexes indexes =
          new FixtureIndexes(clients, proxy, calls, names, settings, journal, removal);
      ConformanceRun run =
          new ConformanceRun(clients, proxy, calls, indexes, settings, secrets, progress);
      List<String> left = List.of();
      try {
        run.run(cells);
      } finally {
        requests = proxy.total();
        left = end(journal, removal, settings);
      }
      Map<String, List<RecordedExchange>> setUps = run.setUps();
      return new Ended(
          new RunReport(names.run(), settings, at, setUps, run.results()), run.ended(), left);
    }
  }

  private static List<String> end(RunJournal journal, LeftoverRemoval removal, RunSettings settings)
      throws IOException {
    if (settings.keep()) {
      journal.keep();
      return List.of();
    }
    return removal.removeAll(journal);
  }

  /**
   * Removes what earlier runs left.
   *
   * @param alsoKept whether to remove what a user wanted to keep
   * @return the indexes that could not be removed
   */
  List<String> cleanUp(boolean alsoKept) throws IOException {
    List<String> left = new ArrayList<>();
    for (Path file : RunJournal.left(journals)) {
      try (RunJournal journal = RunJournal.open(file)) {
        if (journal == null) {
          notes.accept("left " + file + ": its run is not over");
        } else if (journal.indexes().isEmpty()) {
          notes.accept("deleted " + file + ": nothing is left of its run");
        } else if (!journal.controlPlane().equals(controlPlane)) {
          notes.accept("left " + file + ": it is about " + journal.controlPlane());
        } else if (alsoKept || !journal.isKept()) {
          left.addAll(removeAll(journal));
        }
      }
    }
    return left;
  }

  private List<String> removeAll(RunJournal journal) throws IOException {
    try (Pinelink client = service.direct().build()) {
      return new LeftoverRemoval(client.controlPlane(), pace, notes).removeAll(journal);
    }
  }

  /** Returns the number of requests of the last run, without those that removed indexes. */
  int requests() {
    return requests;
  }
}
