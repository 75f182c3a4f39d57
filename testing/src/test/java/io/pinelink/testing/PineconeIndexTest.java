package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.pinelink.AsyncControlPlane;
import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncPinelink;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.AsyncTypedDocumentIndex;
import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.AsyncAdminClient;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.FullText;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Faults;
import io.pinelink.server.ServerClock;
import io.pinelink.testing.requests.RecordedRequests;
import io.pinelink.testing.requests.RequestCount;
import io.pinelink.testing.requests.RequestPatterns;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs classes that declare their indexes by annotation. */
class PineconeIndexTest {
  private static final Vector A = Vector.of("a", new float[] {1, 0, 0});

  private static void writeAlone(Index index) {
    assertThat(index.fetch(FetchRequest.byIds("a")).vectors()).isEmpty();
    index.upsert(List.of(A));
    assertThat(index.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
  }

  @Test
  void aParameterDeclaresItsIndex() {
    Run.succeeding(4, OnParameters.class);
  }

  record Note(String id, @FullText String title) {}

  static class OnParameters {
    @Test
    void vectors(@PineconeIndex(dimension = 3) Index index, ControlPlane control) {
      writeAlone(index);
      assertThat(control.describeIndex("index").metric()).contains(Metric.COSINE);
    }

    @Test
    void sparse(
        @PineconeIndex(name = "words", vectorType = "sparse") AsyncIndex words,
        AsyncControlPlane control) {
      words
          .upsert(
              List.of(
                  Vector.builder("a")
                      .sparseValues(SparseValues.of(new int[] {3}, new float[] {1}))
                      .build()))
          .join();
      assertThat(control.describeIndex("words").join().vectorType()).contains(VectorType.SPARSE);
    }

    @Test
    void records(
        @PineconeIndex(model = "llama-text-embed-v2") RecordIndex records, AsyncRecordIndex same) {
      records.upsert(List.of(TextRecord.of("r", "text", "x")));
      assertThat(same.name()).isEqualTo(records.name());
    }

    @Test
    void typedDocuments(
        @PineconeIndex TypedDocumentIndex<Note> notes,
        AsyncTypedDocumentIndex<Note> async,
        DocumentIndex documents,
        AsyncDocumentIndex asyncDocuments) {
      notes.upsert(List.of(new Note("n", "Spring tides")));
      assertThat(notes.fetch(request -> request.ids("n")).items())
          .containsExactly(new Note("n", "Spring tides"));
      assertThat(async.name()).isEqualTo(documents.name()).isEqualTo(asyncDocuments.name());
    }
  }

  @Test
  void theClassAndTheMethodDeclareIndexes() {
    Run.succeeding(6, Derived.class);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @PineconeIndex(name = "meta", dimension = 3, metric = "euclidean")
  @interface Euclidean {}

  @Euclidean
  @PineconeIndex(name = "docs", dimension = 3)
  @PineconeIndex(name = "notes", schema = Note.class)
  abstract static class Base {
    @Test
    void inherited(@IndexName("docs") Index docs, DocumentIndex notes) {
      writeAlone(docs);
      assertThat(notes.name()).contains("notes");
    }
  }

  static class Derived extends Base {
    @Test
    @PineconeIndex(name = "more", dimension = 2)
    void method(@IndexName("docs") Index docs, @IndexName("more") Index more, Pinelink client) {
      writeAlone(docs);
      assertThat(client.controlPlane().listIndexes().items())
          .extracting(index -> index.name())
          .containsExactlyInAnyOrder("meta", "docs", "notes", "more");
      assertThat(more.describeIndexStats().dimension()).hasValue(2);
    }

    @RepeatedTest(2)
    void repeated(@IndexName("docs") Index docs) {
      writeAlone(docs);
    }

    @Nested
    class Inside {
      @ParameterizedTest
      @ValueSource(strings = {"meta", "docs"})
      void parameterized(String name, AsyncPinelink client, ControlPlane control) {
        assertThat(client.index(name).join().name()).contains(name);
        assertThat(control.describeIndex("meta").metric()).contains(Metric.EUCLIDEAN);
      }
    }
  }

  @Test
  void constructorsAndMethodsBeforeTestsHaveParameters() {
    Run.succeeding(2, Constructed.class);
    Run.succeeding(2, OneInstance.class);
  }

  static class Constructed {
    private final Index index;

    Constructed(@PineconeIndex(dimension = 3) Index index) {
      this.index = index;
    }

    @BeforeEach
    void setUp(@PineconeIndex(name = "other", dimension = 3) Index other) {
      writeAlone(other);
    }

    @Test
    void one() {
      writeAlone(index);
    }

    @Test
    void two(RecordedRequests requests) {
      writeAlone(index);
      requests.verify(RequestCount.exactly(2), RequestPatterns.upserts());
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @PineconeIndex(dimension = 3)
  static class OneInstance {
    private Index index;

    @BeforeAll
    void open(Index index) {
      this.index = index;
      writeAlone(index);
    }

    @Test
    void one() {
      writeAlone(index);
    }

    @Test
    void two(Index same) {
      writeAlone(index);
      assertThat(same.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
    }
  }

  @Test
  void dynamicTestsShareTheServerOfTheirFactory() {
    Run.succeeding(2, Dynamic.class);
  }

  static class Dynamic {
    @TestFactory
    List<DynamicTest> tests(@PineconeIndex(dimension = 3) Index index) {
      return List.of(
          DynamicTest.dynamicTest("writes", () -> writeAlone(index)),
          DynamicTest.dynamicTest(
              "reads",
              () -> assertThat(index.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a")));
    }
  }

  @Test
  void theInnermostOfSeveralExtensionsPassesTheParameters() {
    Run.succeeding(2, FieldAndAnnotation.class);
  }

  @PineconeIndex(name = "docs", dimension = 3)
  static class FieldAndAnnotation {
    @RegisterExtension
    static final PineconeExtension outer =
        PineconeExtension.builder().server(server -> server.projectId("outer")).build();

    @Test
    void theFieldWins(EmbeddedPinecone server, Index docs) {
      assertThat(server.project().shortId()).isEqualTo("outer");
      assertThat(server).isSameAs(outer.server());
      writeAlone(docs);
    }

    @Nested
    class Inside {
      @RegisterExtension
      static final PineconeExtension inner =
          PineconeExtension.builder().server(server -> server.projectId("inner")).build();

      @Test
      void theInnerFieldWins(EmbeddedPinecone server, Index docs) {
        assertThat(server.project().shortId()).isEqualTo("inner");
        assertThat(server).isSameAs(inner.server());
        writeAlone(docs);
      }
    }
  }

  @Test
  void adminFaultsAndClockAreParameters() {
    Run.succeeding(1, OfServer.class);
  }

  @PineconeIndex(dimension = 3)
  static class OfServer {
    @Test
    void parameters(
        AdminClient admin,
        AsyncAdminClient async,
        Faults faults,
        ServerClock clock,
        EmbeddedPinecone server,
        Pinelink client) {
      assertThat(admin.listProjects().items()).hasSize(1);
      assertThat(async).isNotNull();
      assertThat(faults).isSameAs(server.faults());
      clock.stop();
      assertThat(server.clock().isStopped()).isTrue();
      assertThat(client.index("index").name()).contains("index");
    }
  }

  @Test
  void theRouteIsPrivateUnlessTheClientSetsAnother() {
    Run.succeeding(2, PrivateByDefault.class, PublicByChoice.class);
  }

  static class PrivateByDefault {
    @Test
    void isPrivate(@PineconeIndex(dimension = 3) Index index) {
      assertThat(index.route().kind()).isEqualTo(Route.Kind.PRIVATE);
    }
  }

  static class PublicByChoice {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().server(server -> server.privateEndpoint(false)).build();

    @Test
    void isPublic(@PineconeIndex(dimension = 3) Index index) {
      assertThat(index.route().kind()).isEqualTo(Route.Kind.PUBLIC);
    }
  }

  @Test
  void aTestBeginsWithoutAConnectionIfItsIndexIsUsual() {
    Run.succeeding(3, Unconnected.class, Provisioned.class);
  }

  @PineconeIndex(dimension = 3)
  static class Unconnected {
    @Test
    void isDescribedLater(Index index, Pinelink client) {
      assertThat(client.routeCounts()).allMatch(count -> count.connections() == 0);
      assertThat(index.route().source()).isEqualTo(Route.Source.CONTROL_PLANE);
      writeAlone(index);
      IndexDescription described = client.controlPlane().describeIndex("index");
      assertThat(described.dimension()).hasValue(3);
      assertThat(described.id()).isPresent();
      assertThat(client.hostBook().find("index").orElseThrow().host())
          .isEqualTo(described.host().orElseThrow());
    }

    @Test
    void isCreatedByTheClientElsewhere(
        @PineconeIndex(name = "west", dimension = 2, region = "us-west-2") Index west,
        @IndexName("index") Index index,
        ControlPlane control) {
      writeAlone(index);
      assertThat(control.describeIndex("west").spec())
          .asInstanceOf(type(IndexSpec.Serverless.class))
          .returns("us-west-2", IndexSpec.Serverless::region);
      assertThat(west.describeIndexStats().dimension()).hasValue(2);
    }
  }

  static class Provisioned {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder()
            .server(server -> server.provisioningTime(Duration.ofMillis(50)))
            .index("docs", 3)
            .build();

    @Test
    void isReady(Index docs) {
      writeAlone(docs);
    }
  }

  @Test
  void anIndexThatTheServerRefusesFailsAsItDoesForAClient() {
    Run.of(Refused.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ParameterResolutionException.class),
                message(
                    text ->
                        text.contains("createIndex on ")
                            && text.contains("Metric must be cosine, euclidean, or dotproduct"))));
  }

  static class Refused {
    @Test
    void test(@PineconeIndex(dimension = 3, metric = "manhattan") Index index) {}
  }

  @Test
  void anInvalidDeclarationNamesItsPlace() {
    Run.of(Invalid.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message(
                    text ->
                        text.startsWith("@PineconeIndex(name = \"index\") on ")
                            && text.contains("Invalid.test(io.pinelink.Index)")
                            && text.endsWith(
                                "it needs exactly one of dimension, vectorType = \"sparse\", model"
                                    + " and schema"))));
    Run.of(Twice.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ParameterResolutionException.class),
                message(text -> text.contains("the index 'index' is declared twice"))));
  }

  static class Invalid {
    @Test
    void test(@PineconeIndex Index index) {}
  }

  @PineconeIndex(dimension = 3)
  static class Twice {
    @Test
    void test(@PineconeIndex(dimension = 2) Index index) {}
  }
}
