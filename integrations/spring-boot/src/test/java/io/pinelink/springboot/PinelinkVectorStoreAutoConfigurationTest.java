package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.springai.PinelinkVectorStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.observation.DefaultVectorStoreObservationConvention;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationConvention;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The vector store for Spring AI, in an application on either line. */
@Tag("slow")
class PinelinkVectorStoreAutoConfigurationTest {
  private static final IndexSpec.Serverless SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static EmbeddedPinecone server;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  PinelinkVectorStoreAutoConfiguration.class, PinelinkAutoConfiguration.class))
          .withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder)
          .withBean(EmbeddingModel.class, AxisModel::new);

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    try (Pinelink client = server.clientBuilder().build()) {
      client.controlPlane().createIndex(CreateIndexRequest.dense("manuals", 2, SPEC));
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("hybrid", SPEC)
                  .dimension(2)
                  .metric(Metric.DOT_PRODUCT)
                  .build());
      IndexSchema schema =
          IndexSchema.builder()
              .text("body", FullTextSearch.defaults())
              .denseVector("meaning", 2, Metric.COSINE)
              .build();
      client
          .controlPlane()
          .createDocumentIndex(CreateDocumentIndexRequest.builder("texts", schema, SPEC).build());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theOnlyIndexNeedsNoName() {
    application
        .withPropertyValues(
            "pinelink.indexes.docs.name=manuals", "pinelink.indexes.docs.namespace=only")
        .run(
            context -> {
              VectorStore store = context.getBean(VectorStore.class);
              store.add(List.of(new Document("the kettle"), new Document("the toaster")));

              assertThat(store.similaritySearch(request("kettle")))
                  .extracting(Document::getText)
                  .containsExactly("the kettle");
              assertThat(context.getBean(Index.class).namespaces().describe("only").recordCount())
                  .isEqualTo(2);
            });
  }

  @Test
  void eachPropertyOfAStoreWithVectorsIsApplied() {
    application
        .withPropertyValues(
            "pinelink.indexes.docs.name=manuals",
            "pinelink.indexes.other.name=other",
            "pinelink.spring-ai.index=docs",
            "pinelink.spring-ai.namespace=tenant-7",
            "pinelink.spring-ai.content-field-name=page",
            "pinelink.spring-ai.distance-metadata-field-name=far",
            "pinelink.spring-ai.metric=cosine")
        .run(
            context -> {
              PinelinkVectorStore store = context.getBean(PinelinkVectorStore.class);
              store.add(List.of(new Document("1", "the kettle", Map.of("year", 2026))));

              assertThat(store.similaritySearch(request("kettle")))
                  .singleElement()
                  .satisfies(found -> assertThat(found.getMetadata()).containsKeys("year", "far"));
              Index stored = store.<Index>getNativeClient().orElseThrow();
              assertThat(stored.fetch(FetchRequest.byIds("1")).vectors().values())
                  .extracting(vector -> vector.metadata().asMap().get("page"))
                  .containsExactly("the kettle");
              assertThat(stored.namespaces().describe("tenant-7").recordCount()).isEqualTo(1);
            });
  }

  @Test
  void eachPropertyOfAStoreWithDocumentsIsApplied() {
    application
        .withPropertyValues(
            "pinelink.indexes.texts.kind=documents",
            "pinelink.spring-ai.content-field-name=body",
            "pinelink.spring-ai.embedding-field-name=meaning",
            "pinelink.spring-ai.metadata-fields=year",
            "pinelink.spring-ai.hybrid-search=true")
        .run(
            context -> {
              PinelinkVectorStore store = context.getBean(PinelinkVectorStore.class);
              store.add(
                  List.of(new Document("1", "the kettle", Map.of("year", 2026, "secret", "x"))));

              assertThat(store.similaritySearch(request("kettle")))
                  .singleElement()
                  .satisfies(
                      found ->
                          assertThat(found.getMetadata()).containsOnly(Map.entry("year", 2026)));
              assertThat(store.<Object>getNativeClient()).get().isInstanceOf(DocumentIndex.class);
            });
  }

  @Test
  void aSparseEncoderIsUsedInAnIndexForVectors() {
    List<String> encoded = new ArrayList<>();
    SparseEncoder encoder =
        new SparseEncoder() {
          @Override
          public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
            encoded.addAll(texts);
            return Collections.nCopies(texts.size(), Optional.empty());
          }

          @Override
          public Optional<SparseValues> encodeQuery(String query) {
            return Optional.empty();
          }
        };
    application
        .withBean(SparseEncoder.class, () -> encoder)
        .withPropertyValues("pinelink.indexes.hybrid.name=hybrid")
        .run(
            context -> {
              VectorStore store = context.getBean(VectorStore.class);
              store.add(List.of(new Document("the kettle")));
              assertThat(encoded).containsExactly("the kettle");
            });
  }

  @Test
  void observationsUseTheRegistryAndTheConventionOfTheApplication() {
    application
        .withUserConfiguration(Observed.class)
        .withPropertyValues("pinelink.indexes.docs.name=manuals")
        .run(
            context -> {
              context.getBean(VectorStore.class).add(List.of(new Document("the kettle")));

              assertThat(context.getBean(Observed.class).seen)
                  .containsExactly("renamed pinecone manuals");
            });
  }

  @Test
  void theBatchingStrategyOfTheApplicationIsUsed() {
    List<Integer> sizes = new ArrayList<>();
    BatchingStrategy strategy =
        documents -> {
          sizes.add(documents.size());
          return List.of(documents);
        };
    application
        .withBean(BatchingStrategy.class, () -> strategy)
        .withPropertyValues("pinelink.indexes.docs.name=manuals")
        .run(
            context -> {
              context.getBean(VectorStore.class).add(List.of(new Document("the kettle")));
              assertThat(sizes).containsExactly(1);
            });
  }

  @Test
  void theIndexIsOpenedWithTheStore() {
    application
        .withPropertyValues("pinelink.indexes.docs.name=missing")
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(VectorStore.class);
              assertThat(context.getBean(ConfiguredIndexes.class).route("docs")).isEmpty();
            });
  }

  @Test
  void anotherStoreIsKept() {
    application
        .withPropertyValues("pinelink.indexes.docs.name=manuals")
        .withBean(VectorStore.class, () -> SimpleVectorStore.builder(new AxisModel()).build())
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(VectorStore.class)
                    .doesNotHaveBean(PinelinkVectorStore.class));
  }

  @ParameterizedTest
  @CsvSource({
    "spring.ai.vectorstore.type, none",
    "spring.ai.vectorstore.type, pinecone",
    "pinelink.enabled, false"
  })
  void aPropertyDisablesTheStore(String property, String value) {
    application
        .withPropertyValues("pinelink.indexes.docs.name=manuals", property + "=" + value)
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(VectorStore.class));
  }

  @Test
  void theTypeOfTheStoreEnablesIt() {
    application
        .withPropertyValues(
            "pinelink.indexes.docs.name=manuals", "spring.ai.vectorstore.type=pinelink")
        .run(context -> assertThat(context).hasSingleBean(VectorStore.class));
  }

  @Test
  void withoutAnIndexThereIsNoStore() {
    application.run(
        context -> assertThat(context).hasNotFailed().doesNotHaveBean(VectorStore.class));
  }

  @Test
  void withoutAnEmbeddingModelThereIsNoStore() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                PinelinkVectorStoreAutoConfiguration.class, PinelinkAutoConfiguration.class))
        .withPropertyValues(
            "pinelink.api-key=pcsk_secret_of_this_test", "pinelink.indexes.docs.name=x")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(VectorStore.class));
  }

  @Test
  void theArtifactIsOptional() {
    application
        .withPropertyValues("pinelink.indexes.docs.name=manuals")
        .withClassLoader(new FilteredClassLoader(PinelinkVectorStore.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(VectorStore.class));
  }

  @Test
  void springAiIsOptional() throws Exception {
    assertThat(SmallerClassPath.call("spring-ai", StartWithoutSpringAi.class)).isEqualTo("started");
  }

  /** Starts an application with an index and without the classes of Spring AI. */
  static final class StartWithoutSpringAi implements Callable<String> {
    @Override
    public String call() {
      new ApplicationContextRunner()
          .withUserConfiguration(PinelinkAutoConfigurationTest.Everything.class)
          .withPropertyValues(
              "pinelink.api-key=pcsk_secret_of_this_test", "pinelink.indexes.docs.name=manuals")
          .run(
              context -> {
                if (context.getStartupFailure() != null) {
                  throw new IllegalStateException(context.getStartupFailure());
                }
              });
      return "started";
    }
  }

  @Test
  void oneOfTwoIndexesMustBeNamed() {
    application
        .withPropertyValues("pinelink.indexes.a.name=manuals", "pinelink.indexes.b.name=hybrid")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining(
                        "property 'pinelink.spring-ai.index': index is missing, expected one of"
                            + " [a, b]"));
  }

  @Test
  void anUndeclaredIndexIsReported() {
    application
        .withPropertyValues("pinelink.indexes.a.name=manuals", "pinelink.spring-ai.index=b")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining(
                        "property 'pinelink.spring-ai.index': index is 'b', expected one of [a]"));
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.spring-ai.metric, manhattan, pinelink.spring-ai.metric",
    "pinelink.spring-ai.content-field-name, $text, pinelink.spring-ai.content-field-name",
    "pinelink.spring-ai.content-field-name, '', pinelink.spring-ai.content-field-name",
    "pinelink.spring-ai.content-field-name, distance, pinelink.spring-ai",
    "pinelink.spring-ai.distance-metadata-field-name, $far,"
        + " pinelink.spring-ai.distance-metadata-field-name",
    "pinelink.spring-ai.distance-metadata-field-name, document_content, pinelink.spring-ai",
    "pinelink.spring-ai.embedding-field-name, $dense, pinelink.spring-ai.embedding-field-name",
    "pinelink.spring-ai.namespace, Bücher, pinelink.spring-ai.namespace",
    "pinelink.spring-ai.hybrid-search, true, pinelink.spring-ai",
    "pinelink.spring-ai.metadata-fields, year, pinelink.spring-ai"
  })
  void aRejectedSettingIsReportedAtTheStartWithItsProperty(
      String property, String value, String reported) {
    application
        .withPropertyValues("pinelink.indexes.docs.name=manuals", property + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("property '" + reported + "': "));
  }

  @Test
  void aStoreInAnIndexOfRecordsIsRefused() {
    application
        .withPropertyValues("pinelink.indexes.texts.kind=records")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining(
                        "index is 'texts', which is of kind records, expected vectors or"
                            + " documents"));
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.spring-ai.content-field-name, embedding",
    "pinelink.spring-ai.embedding-field-name, document_content"
  })
  void theFieldsOfADocumentIndexDiffer(String property, String value) {
    application
        .withPropertyValues("pinelink.indexes.texts.kind=documents", property + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining(
                        "property 'pinelink.spring-ai': content-field-name and"
                            + " embedding-field-name are both '"
                            + value
                            + "'"));
  }

  @Test
  void aSettingThatContradictsABeanIsReportedWithTheStore() {
    application
        .withBean(SparseEncoder.class, NoTerms::new)
        .withPropertyValues(
            "pinelink.indexes.docs.name=manuals", "pinelink.spring-ai.metric=cosine")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(VectorStore.class))
                    .hasStackTraceContaining("property 'pinelink.spring-ai': metric is 'cosine'"));
  }

  /** An encoder that finds no words. */
  private static final class NoTerms implements SparseEncoder {
    @Override
    public List<Optional<SparseValues>> encodeTexts(List<String> texts) {
      return Collections.nCopies(texts.size(), Optional.empty());
    }

    @Override
    public Optional<SparseValues> encodeQuery(String query) {
      return Optional.empty();
    }
  }

  @Test
  void everyMethodOfTheBuilderHasAPropertyOrABean() {
    Set<String> known =
        new TreeSet<>(
            Set.of(
                "build",
                "batchingStrategy",
                "customObservationConvention",
                "indexName", // the name in pinelink.indexes
                "observationRegistry",
                "sparseEncoder"));
    for (var component : VectorStoreProperties.class.getRecordComponents()) {
      known.add(component.getName());
    }
    for (Method method : PinelinkVectorStore.Builder.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())
          && method.getDeclaringClass() != Object.class
          && !method.getName().startsWith("get")) {
        assertThat(known).contains(method.getName());
      }
    }
  }

  private static SearchRequest request(String query) {
    return SearchRequest.builder().query(query).topK(1).build();
  }

  @Configuration(proxyBeanMethods = false)
  static class Observed {
    final List<String> seen = new ArrayList<>();

    @Bean
    ObservationRegistry registry() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<VectorStoreObservationContext>() {
                @Override
                public void onStop(VectorStoreObservationContext context) {
                  seen.add(
                      context.getName()
                          + " "
                          + context.getDatabaseSystem()
                          + " "
                          + context.getCollectionName());
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                  return context instanceof VectorStoreObservationContext;
                }
              });
      return registry;
    }

    @Bean
    VectorStoreObservationConvention convention() {
      return new DefaultVectorStoreObservationConvention("renamed");
    }
  }
}
