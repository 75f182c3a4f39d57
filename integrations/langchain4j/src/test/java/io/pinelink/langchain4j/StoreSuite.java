package io.pinelink.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithFilteringIT;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * LangChain4j's own suite of adding, searching and filtering. Each test has a namespace of its own.
 *
 * <p>Of the cases, two groups are left out, as in the tests of LangChain4j's own Pinecone store:
 * the order of strings, which Pinecone does not compare, and one whole number that a 64-bit float
 * does not represent. {@link FilterTranslatorTest} and {@link SegmentMetadataTest} check that both
 * are refused.
 */
abstract class StoreSuite extends EmbeddingStoreWithFilteringIT {
  private final EmbeddingModel model = new WordHashes();
  private final EmbeddingStore<TextSegment> store;

  StoreSuite(PinelinkEmbeddingStore.Builder builder) {
    store = builder.namespace(UUID.randomUUID().toString()).build();
  }

  @Override
  protected EmbeddingStore<TextSegment> embeddingStore() {
    return store;
  }

  @Override
  protected EmbeddingModel embeddingModel() {
    return model;
  }

  @Override
  protected boolean testLong1746714878034235396() {
    return false;
  }

  @Override
  @ParameterizedTest
  @MethodSource("supportedCases")
  protected void should_filter_by_metadata(
      Filter filter, List<Metadata> matching, List<Metadata> notMatching) {
    super.should_filter_by_metadata(filter, matching, notMatching);
  }

  static Stream<Arguments> supportedCases() {
    return should_filter_by_metadata().filter(suiteCase -> !comparesStrings(suiteCase));
  }

  /** Returns the filters of the cases that compare the order of strings. */
  static Stream<Filter> stringOrders() {
    return should_filter_by_metadata()
        .filter(StoreSuite::comparesStrings)
        .map(suiteCase -> (Filter) suiteCase.get()[0]);
  }

  private static boolean comparesStrings(Arguments suiteCase) {
    Object filter = suiteCase.get()[0];
    Object bound = null;
    if (filter instanceof IsGreaterThan f) {
      bound = f.comparisonValue();
    } else if (filter instanceof IsGreaterThanOrEqualTo f) {
      bound = f.comparisonValue();
    } else if (filter instanceof IsLessThan f) {
      bound = f.comparisonValue();
    } else if (filter instanceof IsLessThanOrEqualTo f) {
      bound = f.comparisonValue();
    }
    return bound instanceof String;
  }
}
