package io.pinelink;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.DeleteIndexResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexList;
import io.pinelink.internal.Futures;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Makes and describes indexes, at {@code api.pinecone.io}: always public, whatever the route
 * policy. Needs the artifact {@code io.pinelink:pinelink-rest}.
 *
 * <p>Immutable and thread-safe. Calls wait and throw as those of {@link Index}; an {@link
 * IllegalStateException} also if the transport is missing.
 *
 * @see <a href="https://docs.pinecone.io/reference/api">Control plane, API version 2026-04</a>
 */
public final class ControlPlane {
  private final Caller caller;
  private final Executor callbacks;
  private final AsyncControlPlane async;

  ControlPlane(Caller caller, Executor callbacks) {
    this.caller = caller.completingOn(Runnable::run);
    this.callbacks = callbacks;
    this.async = new AsyncControlPlane(this.caller);
  }

  /** The same calls without waiting. */
  public AsyncControlPlane async() {
    return new AsyncControlPlane(caller.completingOn(callbacks));
  }

  /** The way that the calls take. */
  public Route route() {
    return caller.route();
  }

  /** The control plane with other settings for its calls. */
  public ControlPlane with(CallOptions options) {
    return new ControlPlane(caller.with(options), callbacks);
  }

  /**
   * Makes an index. It takes data calls once it is ready: {@link #waitUntilReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   */
  public IndexDescription createIndex(CreateIndexRequest request) {
    return Futures.await(async.createIndex(request));
  }

  /**
   * Makes an index whose records the service embeds by itself with a hosted model. It takes data
   * calls once it is ready: {@link #waitUntilReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   * @throws io.pinelink.error.NotFoundException if there is no such model, cloud or region
   */
  public IndexDescription createIndexForModel(CreateIndexForModelRequest request) {
    return Futures.await(async.createIndexForModel(request));
  }

  /**
   * Describes an index.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   */
  public IndexDescription describeIndex(String name) {
    return Futures.await(async.describeIndex(name));
  }

  /** Lists all indexes of the project. */
  public IndexList listIndexes() {
    return Futures.await(async.listIndexes());
  }

  /**
   * Changes an index's settings.
   *
   * @return the index as it is then
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   */
  public IndexDescription configureIndex(ConfigureIndexRequest request) {
    return Futures.await(async.configureIndex(request));
  }

  /**
   * Deletes an index with all its vectors. The service does so a while later.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   * @throws io.pinelink.error.ServiceException with {@code PERMISSION_DENIED} if it is protected
   */
  public DeleteIndexResponse deleteIndex(String name) {
    return Futures.await(async.deleteIndex(name));
  }

  /**
   * Waits until an index takes data calls, asking at first each 100 ms, at last each 5 s. Ends
   * early when the index never will be ready, and as soon as the next question would come too late.
   * Failures that may pass are waited through.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not ready in time
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if it failed or is
   *     being deleted
   */
  public IndexDescription waitUntilReady(String name, Duration timeout) {
    return Futures.await(async.waitUntilReady(name, timeout));
  }

  /**
   * Waits until an index that is being deleted is gone and its name is free, as {@link
   * #waitUntilReady} waits. Returns at once if there is none of this name.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not gone in time
   */
  public void waitUntilDeleted(String name, Duration timeout) {
    var unused = Futures.await(async.waitUntilDeleted(name, timeout));
  }

  /** The route. */
  @Override
  public String toString() {
    return "ControlPlane[" + route() + "]";
  }
}
