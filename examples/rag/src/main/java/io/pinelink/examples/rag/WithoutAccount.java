package io.pinelink.examples.rag;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.HostBook;
import io.pinelink.springboot.PinelinkBuilderCustomizer;
import io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone;
import io.pinelink.springboot.test.EmbeddedPineconeInitializer;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The service in this process, with a private endpoint on loopback, for runs without an API key.
 *
 * <p>The index is created by a client of its own. The application's client receives the host of the
 * index in a host book, as in a network without egress, so it never calls the control plane.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoApiKey.class)
@AutoConfigureEmbeddedPinecone
class WithoutAccount implements EmbeddedPineconeInitializer, PinelinkBuilderCustomizer {
  private final EmbeddingModel embeddingModel;
  private HostBook hosts = HostBook.empty();

  WithoutAccount(EmbeddingModel embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  @Override
  public void initialize(Pinelink setup) {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    setup
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(RagBeans.INDEX, spec)
                .dimension(embeddingModel.dimensions())
                .metric(Metric.COSINE)
                .build());
    setup.index(RagBeans.INDEX); // The control plane reports the hosts of an index that is opened.
    hosts = setup.hostBook();
  }

  @Override
  public void customize(Pinelink.Builder builder) {
    builder.hostBook(hosts);
  }
}
