package engines.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engines.Server;
import io.pinelink.Pinelink;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteArticlesTest {
  private static Server server;
  private static final Queue<Pinelink> clients = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() {
    server = new Server();
    clients.clear();
  }

  @AfterEach
  void everyClientIsClosed() {
    server.close();
    assertThat(clients)
        .isNotEmpty()
        .allSatisfy(
            client ->
                assertThatThrownBy(() -> client.index("articles").describeIndexStats())
                    .isInstanceOf(IllegalStateException.class));
  }

  /** Connects the workers, which are threads of this process. */
  private static Pinelink connect() {
    Pinelink client = server.connect();
    clients.add(client);
    return client;
  }

  private static List<String> articles(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"id\":\"" + i + "\",\"values\":[1," + i + "],\"title\":\"T\"}")
        .toList();
  }

  private static PCollection<String> write(Pipeline pipeline, List<String> lines) {
    return pipeline
        .apply(Create.of(lines))
        .apply(ParDo.of(new WriteArticles(WriteArticlesTest::connect, "articles")));
  }

  private static Pipeline pipeline() {
    return Pipeline.create(PipelineOptionsFactory.fromArgs("--targetParallelism=4").create());
  }

  @Test
  void refusedLinesAreTheOutputAndTheOthersAreInTheIndex() {
    List<String> lines = new ArrayList<>(articles(500));
    lines.add("no JSON");
    lines.add("{\"id\":\"a\",\"values\":[1],\"title\":\"T\"}");
    Pipeline pipeline = pipeline();
    PAssert.that(write(pipeline, lines)).containsInAnyOrder(lines.subList(500, 502));
    pipeline.run().waitUntilFinish();

    assertThat(server.stored()).hasSize(500);
    assertThat(server.pinecone().requests().stream().filter(r -> r.operation().equals("upsert")))
        .as("a call for each bundle")
        .hasSizeGreaterThan(3);
  }

  /** A reshuffle makes a bundle of each line. */
  @Test
  void linesOfSmallBundlesAreWrittenInBatches() {
    int count = 500;
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Create.of(articles(count)))
        .apply(Reshuffle.viaRandomKey())
        .apply(new InBatches())
        .apply(ParDo.of(new WriteArticles(WriteArticlesTest::connect, "articles")));
    pipeline.run().waitUntilFinish();

    assertThat(server.stored()).hasSize(count);
    assertThat(server.pinecone().requests().stream().filter(r -> r.operation().equals("upsert")))
        .as("calls, far fewer than lines")
        .hasSizeLessThan(count / 2);
  }

  @Test
  void aTransientFailureRefusesNothing() {
    server.pinecone().faults().next("upsert", Fault.refuse(ErrorCode.UNAVAILABLE, "not now"));
    Pipeline pipeline = pipeline();
    PAssert.that(write(pipeline, articles(500))).empty();
    pipeline.run().waitUntilFinish();

    assertThat(server.stored()).hasSize(500);
  }

  @Test
  void anyOtherFailureFailsThePipeline() {
    server
        .pinecone()
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.UNAUTHENTICATED, "wrong key"))
                .operations("upsert")
                .build());
    Pipeline pipeline = pipeline();
    write(pipeline, articles(500));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasCauseInstanceOf(BulkException.class);
    assertThat(server.stored()).isEmpty();
  }
}
