package io.pinelink.langchain4j;

import io.pinelink.model.Metric;
import io.pinelink.testservice.PrivateService;
import org.junit.jupiter.api.Tag;

/** The filters of searches and removals in a document index. */
@Tag("slow")
class DocumentFilterProperties extends FilterSuite {
  @Override
  PinelinkEmbeddingStore.Builder newStore(PrivateService service) {
    return PinelinkEmbeddingStore.builder(
        service.newDocumentIndex("text_segment", Metric.COSINE, 2));
  }
}
