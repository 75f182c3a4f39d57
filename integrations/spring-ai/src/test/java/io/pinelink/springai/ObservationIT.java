package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.pinelink.Index;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metric;
import io.pinelink.server.Fault;
import io.pinelink.testservice.PrivateService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.DefaultVectorStoreObservationConvention;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/** Tests the observations that Micrometer records of calls of the store. */
class ObservationIT {
  private static PrivateService service;

  private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private Index index;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void open() {
    service.server().faults().clear();
    index = service.newIndex(Metric.DOT_PRODUCT, PointModel.DIMENSION);
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<>() {
              @Override
              public void onStop(Observation.Context context) {
                stopped.add(context);
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
  }

  private PinelinkVectorStore.Builder builder() {
    return PinelinkVectorStore.builder(index, new PointModel()).observationRegistry(registry);
  }

  private Map<String, String> values(int position) {
    return stopped.get(position).getAllKeyValues().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  @Test
  void eachCallIsObserved() {
    PinelinkVectorStore store = builder().namespace("manuals").indexName("docs").build();
    store.add(List.of(new Document("a", "1 0", Map.of("k", 1))));
    store.similaritySearch(
        SearchRequest.builder()
            .query("1 0")
            .topK(3)
            .similarityThreshold(0.5)
            .filterExpression("k == 1")
            .build());
    store.delete(List.of("a"));
    store.namespace("tenant-7").delete("k == 1");

    assertThat(stopped)
        .extracting(Observation.Context::getName)
        .containsOnly("db.vector.client.operation")
        .hasSize(4);
    assertThat(values(0))
        .containsEntry("db.system", "pinecone")
        .containsEntry("db.operation.name", "add")
        .containsEntry("db.collection.name", "docs")
        .containsEntry("db.namespace", "manuals")
        .containsEntry("db.vector.dimension_count", "2")
        .containsEntry("db.vector.field_name", "document_content")
        .containsEntry("db.search.similarity_metric", "dot");
    assertThat(values(1))
        .containsEntry("db.operation.name", "query")
        .containsEntry("db.vector.query.content", "1 0")
        .containsEntry("db.vector.query.top_k", "3")
        .containsEntry("db.vector.query.similarity_threshold", "0.5")
        .containsKey("db.vector.query.filter");
    assertThat(((VectorStoreObservationContext) stopped.get(1)).getQueryResponse()).hasSize(1);
    assertThat(values(2)).containsEntry("db.operation.name", "delete");
    assertThat(values(3)).containsEntry("db.namespace", "tenant-7");
  }

  @Test
  void theHostIsTheNameOfTheCollectionUnlessOneIsSet() {
    builder().build().delete(List.of("a"));
    assertThat(values(0))
        .containsEntry("db.collection.name", index.route().host())
        .doesNotContainKey("db.namespace");
  }

  @Test
  void aConventionCanBeSet() {
    builder()
        .customObservationConvention(
            new DefaultVectorStoreObservationConvention() {
              @Override
              public String getName() {
                return "own.name";
              }
            })
        .build()
        .namespace("tenant-7")
        .delete(List.of("a"));
    assertThat(stopped).extracting(Observation.Context::getName).containsExactly("own.name");
  }

  @Test
  void failuresAreObservedWithTheirException() {
    service.server().faults().next("upsert", Fault.refuse(ErrorCode.UNAUTHENTICATED, "who?"));
    PinelinkVectorStore store = builder().build();
    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> store.add(List.of(new Document("a", "1 0", Map.of()))));
    assertThat(stopped.get(0).getError()).isInstanceOf(BulkException.class);
  }

  @Test
  void anIndexThatCannotBeDescribedIsObservedWithoutItsMetric() {
    service
        .server()
        .faults()
        .next("describeIndexStats", Fault.refuse(ErrorCode.PERMISSION_DENIED, "no"));
    builder().build().add(List.of(new Document("a", "1 0", Map.of())));
    assertThat(values(0))
        .containsEntry("db.operation.name", "add")
        .doesNotContainKeys("db.search.similarity_metric", "db.vector.dimension_count");
  }

  @Test
  void withoutARegistryTheIndexIsNotDescribed() {
    service.skipOperations();
    PinelinkVectorStore.builder(index, new PointModel())
        .build()
        .add(List.of(new Document("a", "1 0", Map.of())));
    assertThat(service.operations()).containsExactly("upsert");
  }
}
