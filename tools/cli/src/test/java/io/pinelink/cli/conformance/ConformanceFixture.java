package io.pinelink.cli.conformance;

import io.pinelink.Pinelink;
import io.pinelink.cli.conformance.RowCell.RouteSide;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;

/** Runs of the engine in tests, without pauses. */
final class ConformanceFixture {
  static final RunSettings SETTINGS =
      new RunSettings(ServicePlan.ENTERPRISE, "aws", "us-east-1", false);

  static final ConformanceRun.Progress SILENT =
      new ConformanceRun.Progress() {
        @Override
        public void started(String name) {}

        @Override
        public void ended(RowResult result) {}
      };

  private final Path journals;
  final List<String> notes = new ArrayList<>();

  ConformanceFixture(Path journals) {
    this.journals = journals;
  }

  /** Returns a builder for a machine that is busy with other tests. */
  static Pinelink.Builder patient(Pinelink.Builder builder) {
    return builder.connectTimeout(Duration.ofMinutes(1)).timeout(Duration.ofMinutes(2));
  }

  static RunPace pace() {
    return new RunPace(Duration.ZERO, Duration.ofMillis(1));
  }

  /** Returns all rows on both routes. */
  static List<RowCell> cells() {
    return ConformanceRun.cells(
        Assumptions.all(), EnumSet.allOf(RouteSide.class), EnumSet.allOf(Protocol.class));
  }

  static List<RowCell> publicCells() {
    return ConformanceRun.cells(
        Assumptions.all(), EnumSet.of(RouteSide.PUBLIC), EnumSet.allOf(Protocol.class));
  }

  ConformanceEngine engine(Supplier<Pinelink.Builder> builders, RunPace pace) {
    return new ConformanceEngine(
        side -> patient(builders.get()).routePolicy(side.policy()),
        EmbeddedPinecone.API_KEY,
        "api",
        journals,
        pace,
        notes::add);
  }

  ConformanceEngine.Ended run(Supplier<Pinelink.Builder> builders, List<RowCell> cells)
      throws IOException {
    return engine(builders, pace()).run(RunNames.random(), SETTINGS, cells, SILENT);
  }
}
