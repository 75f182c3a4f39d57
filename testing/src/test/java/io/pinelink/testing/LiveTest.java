package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.pinelink.ControlPlane;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.admin.AdminClient;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.FullText;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Faults;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testing.requests.RecordedRequests;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;

/**
 * Runs tests against the real service, for which another embedded server stands: the client reaches
 * it only by its public settings, and its key is in the environment of the build.
 */
class LiveTest {
  private static final Vector A = Vector.of("a", new float[] {1, 0, 0});
  private static final Set<String> NAMESPACES = new LinkedHashSet<>();
  private static final Set<String> INDEXES = new LinkedHashSet<>();
  private static EmbeddedPinecone service;

  @BeforeAll
  static void start() {
    assertThat(System.getenv("PINECONE_API_KEY"))
        .as("the key that the build sets for this module")
        .isEqualTo(EmbeddedPinecone.API_KEY);
    service = EmbeddedPinecone.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void reset() {
    service.reset();
    NAMESPACES.clear();
    INDEXES.clear();
  }

  /** The network of a real deployment, as an application configures it. */
  private static void connect(Pinelink.Builder client) {
    client
        .tls(TlsOptions.trustOnly(service.authority().certificate()))
        .proxy(ProxyOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connectRule(rule("api.pinecone.io", Listener.CONTROL))
        .connectRule(rule("*.svc.aped-4627-b74a.pinecone.io", Listener.PUBLIC_DATA));
  }

  private static ConnectRule rule(String host, Listener listener) {
    InetSocketAddress address = service.address(listener);
    return ConnectRule.forHost(host).dial(address);
  }

  private static EngineExecutionResults live(String setting, Class<?> tests) {
    return Run.with(Map.of("pinelink.live", setting), tests);
  }

  @Test
  void eachTestHasANamespaceOfItsOwn() {
    live("true", Isolated.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(4).failed(0).aborted(0));

    assertThat(NAMESPACES)
        .hasSize(4)
        .allMatch(namespace -> namespace.matches("pinelink-test-[0-9a-f-]{36}"));
    assertThat(INDEXES)
        .hasSize(3)
        .allMatch(name -> name.matches("(docs|words|notes)-[0-9a-f]{8}-[0-2]"));
    // Namespaces and indexes are removed.
    assertThat(service.project().indexes()).isEmpty();
    assertThat(service.requests())
        .extracting(RecordedRequest::operation)
        .contains("deleteNamespace", "deleteIndex");
  }

  record Note(String id, @FullText String title) {}

  @PineconeIndex(name = "docs", dimension = 3)
  static class Isolated {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().liveClient(LiveTest::connect).build();

    private static void write(Index docs) {
      NAMESPACES.add(docs.namespace());
      INDEXES.add(docs.name().orElseThrow());
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).isEmpty();
      docs.upsert(List.of(A));
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
    }

    @Test
    void writes(Index docs) {
      write(docs);
      assertThat(service.project().indexes()).contains(docs.name().orElseThrow());
    }

    @Test
    void findsNothingOfOtherTests(Index docs) {
      write(docs);
      assertThat(pinecone.index("docs").namespace()).isEqualTo(docs.namespace());
    }

    @Test
    void records(@PineconeIndex(name = "words", model = "llama-text-embed-v2") RecordIndex words) {
      NAMESPACES.add(words.namespace());
      INDEXES.add(words.name().orElseThrow());
      words.upsert(List.of(TextRecord.of("r", "text", "x")));
    }

    @Test
    void documents(@PineconeIndex(name = "notes") TypedDocumentIndex<Note> notes) {
      NAMESPACES.add(notes.namespace());
      INDEXES.add(notes.name().orElseThrow());
      notes.upsert(List.of(new Note("n", "Spring tides")));
      assertThat(notes.fetch(request -> request.ids("n")).items()).hasSize(1);
    }
  }

  @Test
  void dataIsCopiedToTheNamespaceOfTheTest() {
    live("true", Seeded.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(1).failed(0).aborted(0));
    assertThat(service.requests())
        .extracting(RecordedRequest::operation)
        .as("the service embeds the texts of records")
        .containsOnlyOnce("upsertRecords");
  }

  @PineconeIndex(name = "docs", dimension = 3)
  @PineconeIndex(name = "notes", schema = Note.class)
  @PineconeIndex(name = "words", model = "llama-text-embed-v2")
  @PineconeData(value = "docs.jsonl", index = "docs", namespace = "en")
  @PineconeData(value = "notes.jsonl", index = "notes")
  @PineconeData(value = "words.jsonl", index = "words")
  static class Seeded {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().liveClient(LiveTest::connect).build();

    @Test
    void reads(
        @IndexName("docs") Index docs,
        TypedDocumentIndex<Note> notes,
        @IndexName("words") Index words) {
      assertThat(docs.namespace()).startsWith("pinelink-test-");
      assertThat(docs.fetch(FetchRequest.byIds("a", "b")).vectors()).containsOnlyKeys("a", "b");
      assertThat(notes.fetch(request -> request.ids("n-1")).items()).hasSize(1);
      assertThat(words.fetch(FetchRequest.byIds("w-1")).vectors()).containsOnlyKeys("w-1");
    }
  }

  @Test
  void eachIndexIsDeletedAlthoughAnotherCannotBe() {
    service.faults().next("deleteIndex", Fault.refuse(ErrorCode.PERMISSION_DENIED, "protected"));

    live("true", Isolated.class).testEvents().assertStatistics(events -> events.succeeded(4));

    assertThat(service.project().indexes()).hasSize(1);
    assertThat(service.requests())
        .filteredOn(request -> request.operation().equals("deleteIndex"))
        .hasSize(3);
  }

  @Test
  void anIndexThatThisRunDidNotCreateIsNeverDeleted() {
    Fault taken = Fault.refuse(ErrorCode.ALREADY_EXISTS, "the name is taken");
    service.faults().next("createIndex", taken);

    live("true", Existing.class).testEvents().assertStatistics(events -> events.failed(1));

    assertThat(service.requests())
        .extracting(RecordedRequest::operation)
        .contains("createIndex")
        .doesNotContain("deleteIndex");
  }

  @Test
  void anExistingIndexKeepsTheDataOfOthers() {
    try (Pinelink owner = service.clientBuilder().build()) {
      owner
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(
                  "team-docs", 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      Index docs = owner.index("team-docs").namespace("team");
      docs.upsert(List.of(A));

      live("docs=team-docs", Existing.class)
          .testEvents()
          .assertStatistics(events -> events.succeeded(1).failed(0).aborted(0));

      assertThat(service.project().indexes()).containsExactly("team-docs");
      assertThat(docs.fetch(FetchRequest.byIds("a")).vectors()).containsKey("a");
      assertThat(docs.namespaces().list().items())
          .extracting(namespace -> namespace.name())
          .contains("team")
          .noneMatch(name -> name.startsWith("pinelink-test-"));
    }
  }

  @PineconeIndex(name = "docs", dimension = 3)
  static class Existing {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().liveClient(LiveTest::connect).build();

    @Test
    void writes(Index docs) {
      assertThat(docs.name()).contains("team-docs");
      docs.upsert(List.of(A));
      docs.delete(DeleteRequest.all());
      docs.upsert(List.of(A));
    }
  }

  @Test
  void testsThatNeedTheEmbeddedServerAreSkippedWithTheReason() {
    EngineExecutionResults results = live("true", OnlyEmbedded.class);

    results
        .testEvents()
        .assertStatistics(events -> events.skipped(5).aborted(1).failed(0).succeeded(0));
    String reason =
        "not run against the real service (pinelink.live), where a test has a namespace only: ";
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("faults"),
                skippedWithReason(reason + "a parameter of type Faults needs the embedded server")))
        .haveExactly(
            1,
            event(
                test("client"),
                skippedWithReason(
                    reason + "a parameter of type Pinelink needs the embedded server")))
        .haveExactly(
            1,
            event(
                test("accessor"),
                abortedWithReason(
                    instanceOf(TestAbortedException.class),
                    message(reason + "PineconeExtension.server() needs the embedded server"))));
    live("true", NeedsEmbeddedBeforeAll.class)
        .containerEvents()
        .assertStatistics(events -> events.skipped(1).failed(0));
  }

  static class NeedsEmbeddedBeforeAll {
    @RegisterExtension static final PineconeExtension pinecone = new PineconeExtension();

    @BeforeAll
    static void start(EmbeddedPinecone server) {}

    @Test
    void test() {}
  }

  @PineconeIndex(name = "docs", dimension = 3)
  static class OnlyEmbedded {
    @RegisterExtension
    static final PineconeExtension pinecone =
        PineconeExtension.builder().liveClient(LiveTest::connect).build();

    @Test
    void faults(Faults faults) {}

    @Test
    void client(Pinelink client) {}

    @Test
    void control(ControlPlane control) {}

    @Test
    void admin(AdminClient admin) {}

    @Test
    void requests(RecordedRequests requests) {}

    @Test
    void accessor() {
      pinecone.server();
    }
  }

  @Test
  void anInvalidSettingFailsTheTests() {
    live("yes", Isolated.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            4,
            finishedWithFailure(
                message(
                    text ->
                        text.endsWith(
                            "pinelink.live is 'yes', expected true, or existing indexes such as"
                                + " docs=team-docs,news=team-news"))));
  }

  @Test
  void falseRunsTheTestsAgainstTheEmbeddedServer() {
    live("false", OnlyEmbedded.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(6).failed(0).aborted(0));
  }
}
