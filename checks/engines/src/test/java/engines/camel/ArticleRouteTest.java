package engines.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import engines.Server;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Match;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleRouteTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final Server server = new Server();
  private final Pinelink client = server.connect();
  private final Main main = new Main();

  @BeforeEach
  void start() throws Exception {
    main.addInitialProperty("folder", folder.toString());
    main.configure().addRoutesBuilder(new ArticleRoute(client.index("articles")));
    main.start();
  }

  @AfterEach
  void stop() {
    main.stop();
    client.close();
    server.close();
  }

  private static String article(int number) {
    return "{\"id\":\"" + number + "\",\"values\":[1," + number + "],\"title\":\"T\"}";
  }

  private static String articles(int count) {
    return IntStream.range(0, count)
        .mapToObj(ArticleRouteTest::article)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Moves a file into the folder, so that it is complete when the route finds it. */
  private void deliver(String name, String lines) throws IOException {
    Path file = Files.writeString(folder.resolve(name), lines);
    Files.move(file, Files.createDirectories(folder.resolve("inbox")).resolve(name));
  }

  private void awaitFile(String path) {
    await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve(path)));
  }

  @Test
  void refusedLinesAreInAFileAndTheOthersInTheIndex() throws Exception {
    String dimension = "{\"id\":\"a\",\"values\":[1],\"title\":\"T\"}";
    deliver("articles.jsonl", articles(1_500) + "no JSON\n" + dimension + "\n" + articles(1_600));
    awaitFile("inbox/.camel/articles.jsonl");

    assertThat(server.stored()).hasSize(1_600);
    assertThat(Files.readAllLines(folder.resolve("refused/articles.jsonl")))
        .containsExactlyInAnyOrder("no JSON", dimension);
  }

  @Test
  void theLastLineOfAnIdIsStored() throws Exception {
    deliver("articles.jsonl", articles(10) + article(5).replace("[1,5]", "[1,55]"));
    awaitFile("inbox/.camel/articles.jsonl");

    assertThat(server.index().fetch(f -> f.ids("5")).vectors().get("5").value(1)).isEqualTo(55);
  }

  @Test
  void aFileIsTakenOnlyOnceAnOutageHasEnded() throws Exception {
    // The writer makes ten attempts, so that the route has to write the lines again.
    Fault outage = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
    ActiveFault active = fault(FaultRule.builder(outage).times(11));
    deliver("articles.jsonl", articles(100));
    await().atMost(PATIENCE).until(() -> active.strikes() == 11);
    awaitFile("inbox/.camel/articles.jsonl");

    assertThat(server.stored()).hasSize(100);
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void aMessageSearches() throws Exception {
    deliver("articles.jsonl", articles(10));
    awaitFile("inbox/.camel/articles.jsonl");
    List<?> matches =
        main.getCamelTemplate().requestBody("direct:nearest", new float[] {1, 0}, List.class);

    assertThat(matches).hasSize(10);
    assertThat(((Match) matches.get(0)).id()).isEqualTo("0");
  }

  @Test
  void aFileFailsWithAWrongKey() throws Exception {
    fault(FaultRule.builder(Fault.refuse(ErrorCode.UNAUTHENTICATED, "wrong key")));
    deliver("articles.jsonl", articles(2_500));
    awaitFile("inbox/.failed/articles.jsonl");

    assertThat(server.stored()).isEmpty();
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  private ActiveFault fault(FaultRule.Builder rule) {
    return server.pinecone().faults().add(rule.operations("upsert").build());
  }
}
