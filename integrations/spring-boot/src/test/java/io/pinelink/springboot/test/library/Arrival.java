package io.pinelink.springboot.test.library;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.springboot.test.EmbeddedPineconeInitializer;
import org.springframework.stereotype.Component;

/** Creates the index; the slice loads it, since the server needs it. */
@Component
class Arrival implements EmbeddedPineconeInitializer {
  @Override
  public void initialize(Pinelink client) {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("books", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }
}
