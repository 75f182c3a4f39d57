package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;

/** Runs classes that use the extension, in an engine of JUnit's own. */
class PineconeExtensionTest {
  private static final Set<EmbeddedPinecone> SERVERS = new LinkedHashSet<>();
  private static final List<Pinelink> CLIENTS = new ArrayList<>();

  @BeforeEach
  void forget() {
    SERVERS.clear();
    CLIENTS.clear();
  }

  private static void run(Class<?> tests, int expected) {
    EngineTestKit.engine("junit-jupiter")
        .configurationParameter("junit.jupiter.conditions.deactivate", "")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .assertStatistics((EventStatistics events) -> events.succeeded(expected).failed(0));
  }

  @Test
  void aStaticFieldStartsOneServerAndResetsItBetweenTests() {
    run(Shared.class, 3);

    assertThat(SERVERS).hasSize(1);
    assertThatIllegalStateException()
        .isThrownBy(Shared.pinecone::server)
        .withMessage("the server is not running: no test of the class has begun");
    assertThat(CLIENTS).hasSize(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> CLIENTS.get(0).controlPlane().listIndexes())
        .withMessageContaining("closed");
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Shared {
    @RegisterExtension
    static final PineconeExtension pinecone = PineconeExtension.builder().index("docs", 2).build();

    @Test
    @Order(1)
    void writes(Index docs, EmbeddedPinecone server, Pinelink client) {
      SERVERS.add(server);
      CLIENTS.add(client);
      docs.upsert(List.of(Vector.of("a", new float[] {1, 0})));
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
      assertThat(client).isSameAs(pinecone.client());
    }

    @Test
    @Order(2)
    void findsNothingOfTheTestBefore(@IndexName("docs") Index docs, EmbeddedPinecone server) {
      SERVERS.add(server);
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).isEmpty();
      assertThat(server.requests()).noneMatch(request -> request.operation().equals("upsert"));
    }

    @Nested
    class Inside {
      @Test
      void hasTheSameServer(EmbeddedPinecone server) {
        SERVERS.add(server);
      }
    }
  }

  @Test
  void anInstanceFieldStartsAServerForEachTest() {
    run(Own.class, 2);

    assertThat(SERVERS).hasSize(2);
  }

  static class Own {
    @RegisterExtension final PineconeExtension pinecone = new PineconeExtension();

    @Test
    void one() {
      SERVERS.add(pinecone.server());
    }

    @Test
    void two() {
      SERVERS.add(pinecone.server());
    }
  }

  @Test
  void dataStaysWithoutReset() {
    run(Kept.class, 2);
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Kept {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().index("docs", 2).resetBetweenTests(false).build();

    @Test
    @Order(1)
    void writes(Index docs) {
      docs.upsert(List.of(Vector.of("a", new float[] {1, 0})));
    }

    @Test
    @Order(2)
    void reads(Index docs) {
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
    }
  }

  @Test
  void theAnnotationNeedsNoField() {
    run(Annotated.class, 1);
  }

  @ExtendWith(PineconeExtension.class)
  static class Annotated {
    @Test
    void hasAClient(Pinelink client) {
      assertThat(client.controlPlane().listIndexes().items()).isEmpty();
    }
  }

  @Test
  void anIndexOfSeveralMustBeNamed() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Two.class))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(1).failed(1));
  }

  static class Two {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().index("docs", 2).index("news", 3).build();

    @Test
    void named(@IndexName("news") Index news) {
      assertThat(news.describeIndexStats().totalVectorCount()).isZero();
    }

    @Test
    void unnamed(Index index) {
      throw new AssertionError("not reached with " + index);
    }
  }

  @Test
  void indexesOfEachKindAreParameters() {
    run(EachKind.class, 3);
  }

  static class EachKind {
    private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    private static final IndexSchema SCHEMA =
        IndexSchema.builder().text("title", FullTextSearch.defaults()).build();

    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder()
            .index("vectors", 2)
            .index(
                CreateIndexForModelRequest.builder(
                        "records", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
                    .build())
            .index(CreateDocumentIndexRequest.builder("documents", SCHEMA, SPEC).build())
            .build();

    @Test
    void vectors(@IndexName("vectors") Index index, @IndexName("vectors") AsyncIndex async) {
      assertThat(index.name()).contains("vectors");
      assertThat(async.describeIndexStats().join().totalVectorCount()).isZero();
    }

    @Test
    void records(
        @IndexName("records") RecordIndex index, @IndexName("records") AsyncRecordIndex async) {
      assertThat(index.upsert(List.of(TextRecord.of("r", "text", "x"))).info()).isNotNull();
      assertThat(async.name()).contains("records");
    }

    @Test
    void documents(
        @IndexName("documents") DocumentIndex index,
        @IndexName("documents") AsyncDocumentIndex async) {
      assertThat(index.name()).contains("documents");
      assertThat(async.describeIndexStats().join().totalVectorCount()).isZero();
    }
  }
}
