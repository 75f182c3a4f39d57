package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.MetricsTargets;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.HybridMatch;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RankedDocument;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.records.RecordHit;
import io.pinelink.routing.Route;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final Vector VECTOR = Vector.of("a", new float[] {1, 2});
  private static final Responses RESPONSES = Responses.defaults();

  @Test
  void responsesHaveTheirContent() {
    assertThat(RESPONSES.query(Responses.match(0.5f, VECTOR)).matches())
        .containsExactly(Responses.match(0.5f, VECTOR));
    assertThat(RESPONSES.fetchByMetadata(VECTOR).items()).containsExactly(VECTOR);
    assertThat(RESPONSES.listIds("a", "b").items()).containsExactly("a", "b");
    assertThat(RESPONSES.upsert(2).upsertedCount()).isEqualTo(2);
    assertThat(RESPONSES.update(0).matchedRecords()).hasValue(0);
    RecordHit hit = Responses.recordHit("r", 1, Fields.of("text", "Tartu"));
    assertThat(RESPONSES.searchRecords(hit).hits()).containsExactly(hit);
    DocumentMatch match =
        Responses.documentMatch("d", OptionalDouble.of(1), DocumentFields.empty());
    assertThat(RESPONSES.searchDocuments(match).matches()).containsExactly(match);
    Document document = Document.builder("d").put("title", "Tides").build();
    assertThat(RESPONSES.fetchDocuments(document).byId()).containsEntry("d", document);
    assertThat(RESPONSES.upsert(3).upsertedCount()).isEqualTo(3);
    assertThat(RESPONSES.update(1).matchedRecords()).hasValue(1);
    assertThat(RESPONSES.delete(2).matchedRecords()).hasValue(2);
    Responses identified = RESPONSES.requestId("r-1").nextToken("t").readUnits(5);
    assertThat(identified.listIds("a", "b").items()).containsExactly("a", "b");
    assertThat(identified.listIds("a").nextToken()).contains("t");
    assertThat(identified.delete().info().requestId()).contains("r-1");
    assertThat(identified.empty().info().requestId()).contains("r-1");
    HybridMatch hybrid = Responses.hybridMatch("d", "en", 0.5, Map.of(), DocumentFields.empty());
    assertThat(identified.hybridSearch(hybrid).matches()).containsExactly(hybrid);
    assertThat(identified.hybridSearch(hybrid).readUnits()).hasValue(5);
    ModelInfo model = ModelInfo.builder("e5", ModelType.EMBED, RESPONSES.info()).build();
    assertThat(RESPONSES.list(model).items()).containsExactly(model);
    assertThat(RESPONSES.embed("e5", new float[] {1}, new float[] {2}).embeddings())
        .extracting(embedding -> embedding.value(0))
        .containsExactly(1f, 2f);
    RankedDocument ranked = Responses.rankedDocument(0, 1, Optional.empty());
    assertThat(RESPONSES.rerank("bge", ranked).documents()).containsExactly(ranked);
  }

  /** A response has no constructor that a test could call. */
  @Test
  void exceptionsHaveTheTypeOfTheirReason() {
    ServiceException limited =
        Responses.serviceException("query", ErrorCode.RESOURCE_EXHAUSTED, "10 per second");
    assertThat(limited).isInstanceOf(RateLimitedException.class).hasMessageContaining("10 per");
    assertThat(limited.operation()).isEqualTo("query");
    TransportException lost =
        Responses.transportException("upsert", NetworkCause.CONNECTION_LOST, true, "reset");
    assertThat(lost.isUnsent()).isTrue();
    assertThat(lost).hasMessageContaining("reset");
    assertThat(Responses.deadlineExceededException("fetch", Duration.ofSeconds(2)))
        .hasMessageContaining("no answer within 2 s");
  }

  @Test
  void everyResponseCanBeCreated() {
    Set<Class<?>> made =
        Arrays.stream(Responses.class.getMethods())
            .map(Method::getReturnType)
            .collect(Collectors.toSet());

    assertThat(
            Stream.of(
                    VectorResponses.class,
                    NamespaceResponses.class,
                    RecordResponses.class,
                    DocumentResponses.class,
                    InferenceResponses.class,
                    ControlResponses.class,
                    ImportResponses.class,
                    BulkReports.class,
                    RouteReports.class)
                .flatMap(bridge -> Arrays.stream(bridge.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(result -> Arrays.stream(result.getInterfaces())))
        .hasSizeGreaterThan(45)
        .isSubsetOf(made);
  }

  @Test
  void namespacesAndAliasesHaveTheirContent() {
    NamespaceDescription en = RESPONSES.namespaceDescription("en", 3);
    assertThat(en.recordCount()).isEqualTo(3);
    assertThat(RESPONSES.nextToken("t").listNamespaces(en).nextToken()).contains("t");
    assertThat(RESPONSES.listNamespaces(en).items()).containsExactly(en);
    NamespaceAlias alias = RESPONSES.namespaceAlias("current", "v1");
    assertThat(alias.targetNamespace()).isEqualTo("v1");
    assertThat(RESPONSES.listNamespaceAliases(alias).items()).containsExactly(alias);
    NamespaceMatch match = Responses.namespaceMatch("en", Responses.match(1, VECTOR));
    QueryNamespacesResponse found = RESPONSES.readUnits(4).queryNamespaces(match);
    assertThat(found.matches()).containsExactly(match);
    assertThat(found.readUnits()).hasValue(4);
    assertThat(Objects.requireNonNull(found.infos().get("en")).namespace()).isEqualTo("en");
  }

  @Test
  void descriptionsOfTheControlPlaneHaveTheirContent() {
    assertThat(Responses.indexStatus(true, "Ready").isTerminal()).isFalse();
    assertThat(Responses.indexStatus(false, "Failed").isTerminal()).isTrue();
    CollectionDescription collection =
        RESPONSES.collection(
            "c", "Ready", "gcp", OptionalLong.of(7), OptionalInt.of(2), OptionalLong.empty());
    assertThat(collection.isReady()).isTrue();
    assertThat(collection.size()).hasValue(7);
    assertThat(collection.info()).isEqualTo(RESPONSES.info());
    RestoreJobDescription job =
        RESPONSES.restoreJob(
            "j",
            "b",
            "docs",
            "i",
            "Failed",
            Optional.empty(),
            Optional.of(Instant.EPOCH),
            OptionalDouble.of(40));
    assertThat(job.isFailed()).isTrue();
    assertThat(job.completedAt()).contains(Instant.EPOCH);
    assertThat(RESPONSES.createIndexFromBackup("j", "i").restoreJobId()).isEqualTo("j");
    MetricsTargets targets = Responses.metricsTargets(List.of("https://m"), Map.of("a", "b"));
    assertThat(RESPONSES.discoverMetrics(List.of(targets)).groups()).containsExactly(targets);
    assertThat(RESPONSES.empty().info()).isEqualTo(RESPONSES.info());
    assertThat(RESPONSES.startImport("7").id()).isEqualTo("7");
    ListResponse<CollectionDescription> list = RESPONSES.nextToken("t").list(collection);
    assertThat(list.items()).containsExactly(collection);
    assertThat(list.nextToken()).contains("t");
  }

  @Test
  void reportsOfTheClientHaveTheirContent() {
    BulkFailure failure =
        Responses.bulkFailure(
            "a", 3, BulkFailure.Outcome.REJECTED, new IllegalArgumentException("too long"));
    assertThat(failure).hasToString("REJECTED 'a' at position 3: too long");
    BulkReport report =
        Responses.bulkReport(
            BulkOutcome.COMPLETE,
            0,
            4,
            3,
            1,
            0,
            0,
            90,
            Duration.ofSeconds(1),
            List.of(failure),
            Optional.empty());
    assertThat(report.isClean()).isFalse();
    assertThat(report.firstCause()).contains(failure.reason());
    assertThat(Responses.routeCount(Route.Kind.PUBLIC, true, 2, 1, 0).calls()).isEqualTo(2);
  }

  @Test
  void typedResponsesHaveRecords() {
    DocumentMapper<Article> mapper = DocumentMapper.of(Article.class);
    Document document = Document.builder("d").put("title", "Tides").build();
    DocumentMatch match = Responses.documentMatch("d", OptionalDouble.of(1), document.fields());

    assertThat(RESPONSES.searchDocuments(mapper, match).matches())
        .singleElement()
        .satisfies(found -> assertThat(found.value()).isEqualTo(new Article("d", "Tides")));
    assertThat(RESPONSES.fetchDocuments(mapper, document).items())
        .containsExactly(new Article("d", "Tides"));
  }

  /** A document with a title. */
  public record Article(String id, String title) {}

  @Test
  void aFetchHasItsVectorsById() {
    FetchResponse fetched = RESPONSES.fetch(VECTOR, Vector.of("b", new float[] {3, 4}));

    assertThat(fetched.vectors()).containsOnlyKeys("a", "b").containsEntry("a", VECTOR);
  }

  @Test
  void statisticsCountTheVectorsOfAllNamespaces() {
    IndexStats stats = RESPONSES.stats(2, Map.of("", 3L, "en", 4L));

    assertThat(stats.totalVectorCount()).isEqualTo(7);
    assertThat(stats.dimension()).hasValue(2);
  }

  @Test
  void aResponseReportsNothingThatIsNotSet() {
    QueryResponse found = RESPONSES.query();

    assertThat(found.namespace()).isEmpty();
    assertThat(found.readUnits()).isEmpty();
    assertThat(found.egressBytes()).isEmpty();
    assertThat(found.columns()).isEmpty();
    assertThat(found.info().requestId()).isEmpty();
    assertThat(RESPONSES.listIds().nextToken()).isEmpty();
    assertThat(found).isEqualTo(RESPONSES.query()).hasSameHashCodeAs(RESPONSES.query());
  }

  @Test
  void settingsApplyToEveryResponse() {
    Responses set =
        Responses.defaults()
            .namespace("en")
            .readUnits(0)
            .egressBytes(9)
            .nextToken("t")
            .requestId("r-1")
            .writeLsn(7)
            .readLsn(8);

    ListIdsResponse page = set.listIds("a");
    assertThat(page.namespace()).isEqualTo("en");
    assertThat(page.readUnits()).hasValue(0);
    assertThat(page.egressBytes()).hasValue(9);
    assertThat(page.nextToken()).contains("t");
    assertThat(page.info().requestId()).contains("r-1");
    assertThat(page.info().writeLsn()).hasValue(7);
    assertThat(page.info().readLsn()).hasValue(8);
    assertThat(page.info().namespace()).isEqualTo("en");
    assertThat(page.info().route().description()).isEqualTo("local route, test");
  }
}
