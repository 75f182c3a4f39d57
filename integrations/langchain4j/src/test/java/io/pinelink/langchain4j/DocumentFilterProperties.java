package io.pinelink.langchain4j;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;

/** The filters of searches and removals in a document index. */
class DocumentFilterProperties extends FilterSuite {
  @Override
  PinelinkEmbeddingStore.Builder newStore(PrivateService service) {
    return PinelinkEmbeddingStore.builder(
        service.newDocumentIndex("text_segment", Metric.COSINE, 2));
  }
}
