package io.pinelink.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.conformance.RowVerdict.Outcome;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a run leaves nothing behind, however it ends, and touches nothing of others. */
class RunLeftoversTest {
  private static final Set<String> ROWS =
      Set.of("languages", "name-taken", "hybrid-reserved-fields");

  @TempDir Path folder;

  private static List<RowCell> cells() {
    return ConformanceFixture.publicCells().stream()
        .filter(cell -> ROWS.contains(cell.row().id()))
        .toList();
  }

  @Test
  void aStoppedRunRemovesItsIndexes() throws IOException {
    try (EmbeddedPinecone server = ConformanceFixture.server()) {
      RunPace pace = ConformanceFixture.pace();
      ConformanceEngine.Ended ended =
          new ConformanceFixture(folder)
              .engine(ConformanceFixture.service(server), pace)
              .run(
                  RunNames.random(),
                  ConformanceFixture.SETTINGS,
                  cells(),
                  whenStarted("hybrid-reserved-fields/rest/public", pace::stop));

      assertThat(ended.ended()).isNotNull();
      assertThat(ended.report().results())
          .anySatisfy(
              result ->
                  assertThat(result.verdict())
                      .isEqualTo(RowVerdict.notTried("the run was stopped")));
      assertThat(server.project().indexes()).isEmpty();
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void anIndexWithoutTheTagOfTheRunIsLeft() throws IOException {
    try (EmbeddedPinecone server = ConformanceFixture.server();
        Pinelink client = server.clientBuilder().build()) {
      RunNames names = RunNames.random();
      String foreign = names.name("classic");
      create(client, foreign);
      create(client, "docs");
      ConformanceFixture fixture = new ConformanceFixture(folder);
      try (RunJournal journal = RunJournal.create(folder, names.run(), "api")) {
        journal.creating(foreign);
        journal.creating("docs");
      }

      List<String> left =
          fixture
              .engine(ConformanceFixture.service(server), ConformanceFixture.pace())
              .cleanUp(false);

      assertThat(left).isEmpty();
      assertThat(server.project().indexes()).containsExactlyInAnyOrder(foreign, "docs");
      assertThat(fixture.notes).hasSize(2);
    }
  }

  private static void create(Pinelink client, String name) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense(name, 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }

  @Test
  @Tag("slow")
  void aRunThatLosesTheNetworkLeavesItsIndexesToTheNextOne() throws IOException {
    try (ProxiedServer server = new ProxiedServer()) {
      AtomicBoolean down = new AtomicBoolean();
      server.passage(
          (request, service) -> {
            if (down.get()) {
              throw new IOException("the network is down");
            }
            return service.respond(request);
          });
      ConformanceEngine engine =
          new ConformanceFixture(folder)
              .engine(
                  ConformanceFixture.local(
                      server.controlPlane(), builder -> builder.retryOptions(RetryOptions.none())),
                  ConformanceFixture.pace());
      for (RowCell cell : ConformanceFixture.publicCells()) {
        ConformanceEngine.Ended ended =
            engine.run(
                RunNames.random(),
                ConformanceFixture.SETTINGS,
                List.of(cell),
                whenStarted(cell.name(), () -> down.set(true)));

        assertThat(ended.report().results())
            .as(cell.name())
            .extracting(result -> result.verdict().outcome())
            .containsExactly(Outcome.NOT_TRIED);
        assertThat(ended.left()).containsAll(server.server.project().indexes());
        down.set(false);
        assertThat(engine.cleanUp(false)).isEmpty();
        assertThat(server.server.project().indexes()).as(cell.name()).isEmpty();
        assertThat(folder).isEmptyDirectory();
      }
    }
  }

  private static ConformanceRun.Progress whenStarted(String wanted, Runnable action) {
    return new ConformanceRun.Progress() {
      @Override
      public void started(String name) {
        if (name.equals(wanted)) {
          action.run();
        }
      }

      @Override
      public void ended(RowResult result) {}
    };
  }

  @Test
  void aJournalWithoutIndexesIsDeleted() throws IOException {
    Files.createFile(folder.resolve("0a1b2c3d.journal"));

    List<String> left =
        new ConformanceFixture(folder)
            .engine(
                CheckedService.at("http://localhost:1", EmbeddedPinecone.API_KEY),
                ConformanceFixture.pace())
            .cleanUp(false);

    assertThat(left).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }
}
