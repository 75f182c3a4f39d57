package io.pinelink.langchain4j;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;

/** The filters of searches and removals in a vector index. */
class VectorFilterProperties extends FilterSuite {
  @Override
  PinelinkEmbeddingStore.Builder newStore(PrivateService service) {
    return PinelinkEmbeddingStore.builder(service.newIndex(Metric.COSINE, 2));
  }
}
