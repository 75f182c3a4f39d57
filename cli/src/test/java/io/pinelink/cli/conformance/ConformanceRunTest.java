package io.pinelink.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.conformance.RowCell.RouteSide;
import io.pinelink.cli.conformance.Verdict.Outcome;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.PrivateEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceRunTest {
  @TempDir Path journals;

  @Test
  void theEmbeddedServerIsAsExpectedInEveryRow() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      List<RowCell> cells = ConformanceFixture.publicCells();
      ConformanceFixture fixture = new ConformanceFixture(journals);
      ConformanceEngine engine =
          fixture.engine(
              () -> ConformanceFixture.patient(server.clientBuilder()),
              EmbeddedPinecone.API_KEY,
              ConformanceFixture.pace());

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
    }
  }

  @Test
  void thePrivateRouteIsCheckedToo() throws IOException {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      PrivateEndpoint endpoint = server.project().registerPrivateEndpoint();
      List<RowCell> cells =
          ConformanceRun.cells(
              Assumptions.all().stream()
                  .filter(row -> row.id().equals("missing-namespace"))
                  .toList(),
              EnumSet.allOf(RouteSide.class));

      ConformanceEngine.Ended ended =
          new ConformanceFixture(journals)
              .run(
                  () -> ConformanceFixture.patient(server.project().clientBuilder(endpoint)),
                  EmbeddedPinecone.API_KEY,
                  cells);

      assertThat(ended.report().results())
          .extracting(result -> result.cell().name() + ": " + result.verdict().outcome().text())
          .containsExactly(
              "missing-namespace/rest/public: as expected",
              "missing-namespace/grpc/public: as expected",
              "missing-namespace/rest/private: as expected",
              "missing-namespace/grpc/private: as expected");
    }
  }
}
