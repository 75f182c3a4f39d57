package io.pinelink.langchain4j;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.Tag;

/** The filters of searches and removals in a vector index. */
@Tag("slow")
class VectorFilterProperties extends FilterSuite {
  @Override
  PinelinkEmbeddingStore.Builder newStore(PrivateService service) {
    return PinelinkEmbeddingStore.builder(service.newIndex(Metric.COSINE, 2));
  }
}
