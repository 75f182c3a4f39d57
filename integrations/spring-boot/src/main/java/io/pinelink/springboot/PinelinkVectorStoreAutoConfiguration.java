package io.pinelink.springboot;

import io.micrometer.observation.ObservationRegistry;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.springai.PinelinkVectorStore;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationConvention;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Configures a {@link PinelinkVectorStore} over one of {@code pinelink.indexes.*}, if {@code
 * pinelink-spring-ai} is on the class path, the application has an {@link EmbeddingModel}, and no
 * other {@link VectorStore} exists. As with the stores of Spring AI, {@code
 * spring.ai.vectorstore.type} with another value than {@code pinelink} disables it.
 *
 * <p>The store is created, and its index opened, when the bean is first needed. A single {@link
 * ObservationRegistry}, {@link VectorStoreObservationConvention} or {@link BatchingStrategy} bean
 * is used, and a single {@link SparseEncoder} bean in a vector index.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE) // after all embedding models and other stores
@ConditionalOnClass({PinelinkVectorStore.class, VectorStore.class})
@ConditionalOnProperty(
    name = "spring.ai.vectorstore.type",
    havingValue = "pinelink",
    matchIfMissing = true)
@Conditional(OnDeclaredIndex.class)
@ConditionalOnBean({ConfiguredIndexes.class, EmbeddingModel.class})
@ConditionalOnMissingBean(VectorStore.class)
@EnableConfigurationProperties(VectorStoreProperties.class)
public class PinelinkVectorStoreAutoConfiguration {
  /** Called by the container. */
  PinelinkVectorStoreAutoConfiguration() {}

  /** Not lazy, so that startup fails if a property of the store is invalid. */
  @Bean
  VectorStoreIndex pinelinkVectorStoreIndex(
      VectorStoreProperties properties, ConfiguredIndexes indexes) {
    return VectorStoreIndex.of(properties, indexes.declared());
  }

  @Bean
  @Lazy
  PinelinkVectorStore vectorStore(
      VectorStoreIndex index,
      VectorStoreProperties properties,
      BeanFactory beans,
      EmbeddingModel embeddingModel,
      ObjectProvider<ObservationRegistry> observations,
      ObjectProvider<VectorStoreObservationConvention> convention,
      ObjectProvider<BatchingStrategy> batching,
      ObjectProvider<SparseEncoder> sparseEncoder) {
    PinelinkVectorStore.Builder builder =
        VectorStoreSettings.newBuilder(
            beans.getBean(IndexBeanRegistrar.beanName(index.key())), embeddingModel, sparseEncoder);
    builder.indexName(index.name());
    observations.ifUnique(builder::observationRegistry);
    convention.ifUnique(builder::customObservationConvention);
    batching.ifUnique(builder::batchingStrategy);
    return VectorStoreSettings.build(builder, properties);
  }
}
