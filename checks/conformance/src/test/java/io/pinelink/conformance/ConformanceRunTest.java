package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.error.ErrorCode;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceRunTest {
  @TempDir Path journals;

  @Test
  void theEmbeddedServerIsAsExpectedInEveryRowOnBothRoutes() throws IOException {
    try (EmbeddedPinecone server = ConformanceFixture.server()) {
      List<RowCell> cells = ConformanceFixture.cells();
      ConformanceEngine engine =
          new ConformanceFixture(journals)
              .engine(ConformanceFixture.service(server), ConformanceFixture.pace());

      ConformanceEngine.Ended ended =
          engine.run(
              RunNames.random(), ConformanceFixture.SETTINGS, cells, ConformanceFixture.SILENT);

      assertThat(ended.report().results())
          .filteredOn(result -> result.verdict().outcome() != Outcome.EXPECTED)
          .extracting(result -> result.cell().name() + ": " + result.verdict())
          .isEmpty();
      assertThat(ended.report().results()).hasSameSizeAs(cells);
      assertThat(ended.left()).isEmpty();
      assertThat(server.project().indexes()).isEmpty();
      assertThat(journals).isEmptyDirectory();
      assertThat(engine.requests()).isLessThanOrEqualTo(RunEstimate.of(cells).cost().requests());
      assertThat(ended.report().results())
          .allSatisfy(
              result ->
                  assertThat(result.exchanges().size())
                      .as(result.cell().name())
                      .isBetween(1, result.cell().row().cost().requests()));
      assertThat(server.requests())
          .filteredOn(request -> request.namespace().orElse("").endsWith("-private"))
          .isNotEmpty()
          .allMatch(request -> request.listener() == Listener.PRIVATE_DATA);
    }
  }

  @Test
  void rowsOfTheControlPlaneAreCheckedOnce() {
    assertThat(ConformanceFixture.cells())
        .filteredOn(cell -> cell.route() == RouteSide.PRIVATE)
        .extracting(cell -> cell.row().id())
        .contains("wrong-key", "document-usage")
        .doesNotContain("name-taken", "older-description", "backup-statuses");
  }

  @Test
  void anUnavailableServiceIsNoDifference() throws IOException {
    RowResult result = faulty(Fault.refuse(ErrorCode.UNAVAILABLE, "busy"));

    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NOT_TRIED);
    assertThat(result.verdict().seen()).startsWith("the service is unavailable: ");
  }

  @Test
  void theReasonOfALostConnectionDoesNotNameTheProject() throws IOException {
    RowResult result = faulty(Fault.drop());

    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NOT_TRIED);
    assertThat(result.verdict().seen()).contains("-xxxxxxx.svc.").doesNotContain("a1b234c");
  }

  private RowResult faulty(Fault fault) throws IOException {
    try (EmbeddedPinecone server = ConformanceFixture.server()) {
      server.faults().next("describeIndexStats", fault);
      List<RowCell> cells =
          ConformanceFixture.publicCells().stream()
              .filter(cell -> cell.row().id().equals("unknown-version"))
              .toList();
      return new ConformanceFixture(journals)
          .run(
              ConformanceFixture.service(
                  server, builder -> builder.retryOptions(RetryOptions.none())),
              cells)
          .report()
          .results()
          .get(0);
    }
  }

  @Test
  void aRunEndsIfItsJournalCannotBeWritten() throws IOException {
    RunNames names = RunNames.random();
    RunJournal journal = RunJournal.create(journals, names.run(), "api");
    journal.close();
    Secrets secrets = new Secrets(EmbeddedPinecone.API_KEY);
    try (EmbeddedPinecone server = ConformanceFixture.server();
        RecordingProxy proxy =
            new RecordingProxy(ConformanceFixture.service(server), EmbeddedPinecone.API_KEY);
        Clients clients = new Clients(ConformanceFixture.service(server), proxy)) {
      RunPace pace = ConformanceFixture.pace();
      ServiceCalls calls = new ServiceCalls(proxy, pace);
      RunSettings settings = ConformanceFixture.SETTINGS;
      LeftoverRemoval removal =
          new LeftoverRemoval(clients.unrecorded().controlPlane(), pace, note -> {});
      FixtureIndexes indexes =
          new FixtureIndexes(clients, proxy, calls, names, settings, journal, removal);
      ConformanceRun run =
          new ConformanceRun(
              clients, proxy, calls, indexes, settings, secrets, ConformanceFixture.SILENT);

      assertThatThrownBy(() -> run.run(ConformanceFixture.publicCells()))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(server.project().indexes()).isEmpty();
    }
  }
}
