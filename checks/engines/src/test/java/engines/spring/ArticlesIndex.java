package engines.spring;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.springboot.test.EmbeddedPineconeInitializer;

/** Creates the index that the snippets write to, of two dimensions. */
public final class ArticlesIndex implements EmbeddedPineconeInitializer {
  @Override
  public void initialize(Pinelink client) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("articles", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }
}
