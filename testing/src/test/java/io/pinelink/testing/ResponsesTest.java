package io.pinelink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentBridge;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.HybridMatch;
import io.pinelink.inference.InferenceBridge;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.inference.RankedDocument;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Fields;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.ModelBridge;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceBridge;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.records.RecordBridge;
import io.pinelink.records.RecordHit;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final Vector VECTOR = Vector.of("a", new float[] {1, 2});
  private static final Responses RESPONSES = Responses.defaults();

  @Test
  void responsesHaveTheirContent() {
    assertThat(RESPONSES.query(new Match(0.5f, VECTOR)).matches())
        .containsExactly(new Match(0.5f, VECTOR));
    assertThat(RESPONSES.fetchByMetadata(VECTOR).items()).containsExactly(VECTOR);
    assertThat(RESPONSES.listIds("a", "b").items()).containsExactly("a", "b");
    assertThat(RESPONSES.upsert(2).upsertedCount()).isEqualTo(2);
    assertThat(RESPONSES.update(0).matchedRecords()).hasValue(0);
    RecordHit hit = new RecordHit("r", 1, Fields.of("text", "Tartu"));
    assertThat(RESPONSES.searchRecords(hit).hits()).containsExactly(hit);
    DocumentMatch match = new DocumentMatch("d", OptionalDouble.of(1), DocumentFields.empty());
    assertThat(RESPONSES.searchDocuments(match).matches()).containsExactly(match);
    Document document = Document.builder("d").put("title", "Tides").build();
    assertThat(RESPONSES.fetchDocuments(document).byId()).containsEntry("d", document);
    assertThat(RESPONSES.upsertDocuments(3).upsertedCount()).isEqualTo(3);
    assertThat(RESPONSES.updateDocuments(1).matchedRecords()).hasValue(1);
    assertThat(RESPONSES.deleteDocuments(2).matchedRecords()).hasValue(2);
    Responses identified = RESPONSES.requestId("r-1").nextToken("t").readUnits(5);
    assertThat(identified.listDocuments("a", "b").items()).containsExactly("a", "b");
    assertThat(identified.listDocuments("a").nextToken()).contains("t");
    assertThat(identified.delete().info().requestId()).contains("r-1");
    assertThat(identified.upsertRecords().info().requestId()).contains("r-1");
    HybridMatch hybrid = new HybridMatch("d", "en", 0.5, Map.of(), DocumentFields.empty());
    assertThat(identified.hybridSearch(hybrid).matches()).containsExactly(hybrid);
    assertThat(identified.hybridSearch(hybrid).readUnits()).hasValue(5);
    ModelInfo model = ModelInfo.builder("e5", ModelType.EMBED, RESPONSES.info()).build();
    assertThat(RESPONSES.list(model).items()).containsExactly(model);
    assertThat(RESPONSES.embed("e5", new float[] {1}, new float[] {2}).embeddings())
        .extracting(embedding -> embedding.value(0))
        .containsExactly(1f, 2f);
    RankedDocument ranked = new RankedDocument(0, 1, Optional.empty());
    assertThat(RESPONSES.rerank("bge", ranked).documents()).containsExactly(ranked);
  }

  /** A response has no constructor that a test could call. */
  @Test
  void everyResponseCanBeCreated() {
    Set<Class<?>> made =
        Arrays.stream(Responses.class.getMethods())
            .map(Method::getReturnType)
            .collect(Collectors.toSet());

    assertThat(
            Stream.of(
                    ModelBridge.class,
                    NamespaceBridge.class,
                    RecordBridge.class,
                    DocumentBridge.class,
                    InferenceBridge.class)
                .flatMap(bridge -> Arrays.stream(bridge.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(result -> Arrays.stream(result.getInterfaces())))
        .hasSizeGreaterThan(25)
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
    NamespaceMatch match = new NamespaceMatch("en", new Match(1, VECTOR));
    QueryNamespacesResponse found = RESPONSES.readUnits(4).queryNamespaces(match);
    assertThat(found.matches()).containsExactly(match);
    assertThat(found.readUnits()).hasValue(4);
    assertThat(Objects.requireNonNull(found.infos().get("en")).namespace()).isEqualTo("en");
  }

  @Test
  void typedResponsesHaveRecords() {
    DocumentMapper<Article> mapper = DocumentMapper.of(Article.class);
    Document document = Document.builder("d").put("title", "Tides").build();
    DocumentMatch match = new DocumentMatch("d", OptionalDouble.of(1), document.fields());

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
