package io.pinelink;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** A client over transports that the test controls. */
@Timeout(20)
abstract class ClientScene {
  static final String KEY = "s3cret-key";
  static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";
  static final String PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  static final QueryRequest QUERY = QueryRequest.nearest(1);
  static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", null, null, CONTROL, Protocol.REST, 1);
  static final QueryResponse FOUND =
      new VectorResponses.QueryResult(
          List.of(), "", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), INFO);

  final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  final FakeTransport rest = new FakeTransport(Protocol.REST);

  Pinelink.Builder builder() {
    return Pinelink.builder().apiKey(KEY).callbackExecutor(Runnable::run).transports(rest, grpc);
  }

  static IndexDescription docs(@Nullable String host, @Nullable String privateHost) {
    IndexDescription.Builder docs =
        IndexDescription.builder(
                "docs",
                new ControlResponses.IndexStatusResult(host != null, "Initializing"),
                IndexSpec.serverless(Cloud.AWS, "us-east-1"),
                INFO)
            .metric(Metric.COSINE)
            .vectorType(VectorType.DENSE);
    if (host != null) {
      docs.host(host);
    }
    if (privateHost != null) {
      docs.privateHost(privateHost);
    }
    return docs.build();
  }

  static FutureTask<String> inBackground(Runnable work) {
    FutureTask<String> task = new FutureTask<>(work, "done");
    Thread thread = new Thread(task, "background");
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
