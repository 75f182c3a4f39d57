package io.pinelink.testing.internal;

import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.StartIndexes;
import io.pinelink.server.internal.product.Product;
import io.pinelink.server.internal.product.ServerControls;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Creates usual indexes in the server itself, and describes them to the client that opens them, so
 * that only a test's own call opens a connection.
 */
final class DirectIndexes implements Product, CallInterceptor {
  private @Nullable ServerControls controls;
  private volatile @Nullable Opening opening;

  /** An index that a thread opens. */
  private record Opening(Thread thread, CreateIndexRequest index, EmbeddedProject project) {}

  @Override
  public void started(ServerControls server, boolean isNew) {
    controls = server;
  }

  /**
   * Creates an index of vectors and opens it, if it is new and ready at once, and has only a shape
   * and a region.
   *
   * @return whether it did; if not, the client creates the index, or reports why it cannot
   */
  boolean open(CreateIndexRequest index, EmbeddedProject project, Runnable opener) {
    ServerControls server = Objects.requireNonNull(controls, "the server has not started");
    IndexRegistry indexes = server.indexes().get();
    if (!isUsual(index) || indexes.find(index.name()).isPresent()) {
      return false;
    }
    String dimension =
        index.dimension().isPresent() ? ",'dimension':" + index.dimension().getAsInt() : "";
    String json =
        "{'name':'"
            + index.name()
            + "','vector_type':'"
            + index.vectorType()
            + "','metric':'"
            + index.metric()
            + "'"
            + dimension
            + "}";
    try {
      new StartIndexes(List.of(json.replace('\'', '"')), server.forms(), "index").createIn(indexes);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
    if (indexes.find(index.name()).filter(indexes::isReady).isEmpty()) {
      return false;
    }
    opening = new Opening(Thread.currentThread(), index, project);
    try {
      opener.run();
    } finally {
      opening = null;
    }
    return true;
  }

  private static boolean isUsual(CreateIndexRequest index) {
    return index.spec().equals(IndexSpec.serverless(Cloud.AWS, "us-east-1"))
        && !index.deletionProtection()
        && index.tags().isEmpty();
  }

  @Override
  public CompletableFuture<?> intercept(Call call) {
    Opening now = opening;
    if (now == null
        || !now.thread.equals(Thread.currentThread())
        || !call.operation().equals("describeIndex")) {
      return call.proceed();
    }
    String name = now.index.name();
    IndexDescription.Builder description =
        IndexDescription.builder(
                name,
                new ControlResponses.IndexStatusResult(true, "Ready"),
                now.index.spec(),
                VectorResponses.info(null, "", null, null, call.route(), Protocol.REST, 1))
            .metric(now.index.metric())
            .host(now.project.host(name));
    now.project.privateHost(name).ifPresent(description::privateHost);
    return CompletableFuture.completedFuture(description.build());
  }
}
