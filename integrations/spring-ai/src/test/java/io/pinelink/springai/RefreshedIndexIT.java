package io.pinelink.springai;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.Metric;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.testservice.PrivateService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.HotSwappableTargetSource;

/**
 * Tests stores over a proxy of an index whose target is replaced and whose client is closed, as by
 * a refresh of Spring Cloud.
 */
@Tag("slow")
class RefreshedIndexIT {
  private static PrivateService service;

  @BeforeAll
  static void start() {
    service = PrivateService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Pinelink newClient() {
    return service.server().clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  }

  private static void use(PinelinkVectorStore store) {
    store.delete("year == 2019");
    store.add(List.of(new Document("a", "1 1", Map.of("year", 2026))));
    assertThat(scores(store)).hasSize(1);
    store.delete(List.of("unknown"));
  }

  private static List<Double> scores(PinelinkVectorStore store) {
    SearchRequest request =
        SearchRequest.builder().query("1 0").topK(10).similarityThresholdAll().build();
    return store.similaritySearch(request).stream().map(Document::getScore).toList();
  }

  @Test
  void aStoreUsesTheReplacedIndexAndItsMetric() {
    service.newIndex("before", Metric.EUCLIDEAN, PointModel.DIMENSION);
    Index after = service.newIndex("after", Metric.DOT_PRODUCT, PointModel.DIMENSION);
    HotSwappableTargetSource current;
    PinelinkVectorStore all;
    PinelinkVectorStore english;
    PinelinkVectorStore french;
    try (Pinelink replaced = newClient()) {
      current = new HotSwappableTargetSource(replaced.index("before"));
      Index proxy = (Index) ProxyFactory.getProxy(current);
      all = PinelinkVectorStore.builder(proxy, new PointModel()).build();
      english = PinelinkVectorStore.builder(proxy, new PointModel()).namespace("en").build();
      french = english.namespace("fr");
      List.of(all, english, french).forEach(RefreshedIndexIT::use);
      assertThat(scores(english)).containsExactly(0.5);
    }
    current.swap(after);

    List.of(all, english, french).forEach(RefreshedIndexIT::use);

    assertThat(after.describeIndexStats().namespaces().keySet()).contains("en", "fr").hasSize(3);
    assertThat(scores(english)).containsExactly(1.0);
    assertThat(french.<Index>getNativeClient().orElseThrow().route()).isEqualTo(after.route());
    assertThat(english.toString()).contains(after.route().host());
  }

  @Test
  void aStoreOfDocumentsUsesTheReplacedIndex() {
    DocumentIndex before = newDocumentIndex();
    DocumentIndex after = newDocumentIndex();
    HotSwappableTargetSource current;
    PinelinkVectorStore english;
    PinelinkVectorStore french;
    try (Pinelink replaced = newClient()) {
      current = new HotSwappableTargetSource(replaced.documentsAt(before.route().host()));
      DocumentIndex proxy = (DocumentIndex) ProxyFactory.getProxy(current);
      english =
          PinelinkVectorStore.builder(proxy, new PointModel())
              .namespace("en")
              .metric(Metric.COSINE)
              .hybridSearch(true)
              .build();
      french = english.namespace("fr");
      List.of(english, french).forEach(RefreshedIndexIT::use);
    }
    current.swap(after);

    List.of(english, french).forEach(RefreshedIndexIT::use);

    assertThat(after.describeIndexStats().namespaces().keySet())
        .containsExactlyInAnyOrder("en", "fr");
    assertThat(french.<DocumentIndex>getNativeClient().orElseThrow().route())
        .isEqualTo(after.route());
  }

  private static DocumentIndex newDocumentIndex() {
    return service.newDocumentIndex("document_content", Metric.COSINE, PointModel.DIMENSION);
  }
}
