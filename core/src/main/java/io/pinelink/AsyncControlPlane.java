package io.pinelink;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.DeleteIndexRequest;
import io.pinelink.control.DeleteIndexResponse;
import io.pinelink.control.DescribeIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexList;
import io.pinelink.control.ListIndexesRequest;
import io.pinelink.internal.Futures;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link ControlPlane}, without waiting; futures behave as those of {@link
 * AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 */
public final class AsyncControlPlane {
  private final Caller caller;

  AsyncControlPlane(Caller caller) {
    this.caller = caller;
  }

  /** As {@link ControlPlane#route()}. */
  public Route route() {
    return caller.route();
  }

  /** As {@link ControlPlane#with(CallOptions)}. */
  public AsyncControlPlane with(CallOptions options) {
    return new AsyncControlPlane(caller.with(options));
  }

  /** As {@link ControlPlane#createIndex(CreateIndexRequest)}. */
  public CompletableFuture<IndexDescription> createIndex(CreateIndexRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX, request);
  }

  /** As {@link ControlPlane#createIndexForModel(CreateIndexForModelRequest)}. */
  public CompletableFuture<IndexDescription> createIndexForModel(
      CreateIndexForModelRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX_FOR_MODEL, request);
  }

  /** As {@link ControlPlane#describeIndex(String)}. */
  public CompletableFuture<IndexDescription> describeIndex(String name) {
    return caller.call(ControlOperations.DESCRIBE_INDEX, new DescribeIndexRequest(name));
  }

  /** As {@link ControlPlane#listIndexes()}. */
  public CompletableFuture<IndexList> listIndexes() {
    return caller.call(ControlOperations.LIST_INDEXES, new ListIndexesRequest());
  }

  /** As {@link ControlPlane#configureIndex(ConfigureIndexRequest)}. */
  public CompletableFuture<IndexDescription> configureIndex(ConfigureIndexRequest request) {
    return caller.call(ControlOperations.CONFIGURE_INDEX, request);
  }

  /** As {@link ControlPlane#deleteIndex(String)}. */
  public CompletableFuture<DeleteIndexResponse> deleteIndex(String name) {
    return caller.call(ControlOperations.DELETE_INDEX, new DeleteIndexRequest(name));
  }

  /** As {@link ControlPlane#waitUntilReady(String, Duration)}. */
  public CompletableFuture<IndexDescription> waitUntilReady(String name, Duration timeout) {
    return Wait.until(caller, timeout, Awaitables.indexReady(name));
  }

  /** As {@link ControlPlane#waitUntilDeleted(String, Duration)}. */
  public CompletableFuture<@Nullable Void> waitUntilDeleted(String name, Duration timeout) {
    return Futures.map(Wait.until(caller, timeout, Awaitables.indexDeleted(name)), gone -> null);
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncControlPlane[" + route() + "]";
  }
}
