package io.pinelink;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.DeleteBackupResponse;
import io.pinelink.control.DeleteCollectionResponse;
import io.pinelink.control.DeleteIndexResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.ListBackupsResponse;
import io.pinelink.control.ListCollectionsResponse;
import io.pinelink.control.ListIndexesResponse;
import io.pinelink.control.ListRestoreJobsRequest;
import io.pinelink.control.ListRestoreJobsResponse;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Makes and describes indexes, collections and backups, at {@code api.pinecone.io}: always public,
 * whatever the route policy. Needs the artifact {@code io.pinelink:pinelink-rest}.
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
    this.caller = caller.inPlace();
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
    return new ControlPlane(options.applyTo(caller), callbacks);
  }

  /**
   * Makes an index. It takes data calls once it is ready: {@link #awaitIndexReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   */
  public IndexDescription createIndex(CreateIndexRequest request) {
    return Futures.await(async.createIndex(request));
  }

  /**
   * Makes an index whose records the service embeds by itself with a hosted model. It takes data
   * calls once it is ready: {@link #awaitIndexReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   * @throws io.pinelink.error.NotFoundException if there is no such model, cloud or region
   */
  public IndexDescription createIndexForModel(CreateIndexForModelRequest request) {
    return Futures.await(async.createIndexForModel(request));
  }

  /**
   * Creates an index unless it exists, and waits until it is ready. Programs that start at the same
   * time may all call this for one index.
   *
   * <p>Polls as {@link #awaitIndexReady} does. An index of this name that is being deleted is first
   * waited for to be gone. An existing index is never changed; it must have the requested vector
   * type, dimension, metric, kind of spec, and cloud and region or environment. All other settings
   * are used only if the index is created: deletion protection, tags, read capacity, metadata
   * schema, source collection, pod type, replicas and shards.
   *
   * @param timeout the time for everything: creating, deleting and waiting
   * @return the index, which is ready
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists with another
   *     shape; the message lists each field that differs with its actual and its expected value
   * @throws io.pinelink.error.DeadlineExceededException if it is not ready in time; its creation
   *     goes on
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the index failed
   *     and never will be ready
   */
  public IndexDescription ensureIndex(CreateIndexRequest request, Duration timeout) {
    return Futures.await(async.ensureIndex(request, timeout));
  }

  /**
   * Creates an index with integrated embedding unless it exists, and waits until it is ready, as
   * {@link #ensureIndex(CreateIndexRequest, Duration)} does. An existing index must have the
   * requested model, cloud and region, and the dimension and metric if the request has them. Its
   * text field, parameters and schema are not compared.
   *
   * @throws io.pinelink.error.NotFoundException if there is no such model, cloud or region
   */
  public IndexDescription ensureIndex(CreateIndexForModelRequest request, Duration timeout) {
    return Futures.await(async.ensureIndex(request, timeout));
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
  public ListIndexesResponse listIndexes() {
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
  public IndexDescription awaitIndexReady(String name, Duration timeout) {
    return Futures.await(async.awaitIndexReady(name, timeout));
  }

  /**
   * Waits until an index that is being deleted is gone and its name is free, as {@link
   * #awaitIndexReady} waits. Returns at once if there is none of this name.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not gone in time
   */
  public void awaitIndexDeleted(String name, Duration timeout) {
    var unused = Futures.await(async.awaitIndexDeleted(name, timeout));
  }

  /**
   * Copies what a pod index holds into a collection, from which other pod indexes can be made. It
   * is ready a while later: {@link #awaitCollectionReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if the index is not
   *     one of pods
   */
  public CollectionDescription createCollection(CreateCollectionRequest request) {
    return Futures.await(async.createCollection(request));
  }

  /**
   * Describes a collection.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   */
  public CollectionDescription describeCollection(String name) {
    return Futures.await(async.describeCollection(name));
  }

  /** Lists all collections of the project. */
  public ListCollectionsResponse listCollections() {
    return Futures.await(async.listCollections());
  }

  /**
   * Deletes a collection. The service does so a while later.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   */
  public DeleteCollectionResponse deleteCollection(String name) {
    return Futures.await(async.deleteCollection(name));
  }

  /**
   * Makes a backup of a serverless index, as it is now. It outlives the index, and is ready a while
   * later: {@link #awaitBackupReady}.
   *
   * @throws io.pinelink.error.NotFoundException if there is no such index
   */
  public BackupDescription createBackup(CreateBackupRequest request) {
    return Futures.await(async.createBackup(request));
  }

  /**
   * Describes a backup.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public BackupDescription describeBackup(String id) {
    return Futures.await(async.describeBackup(id));
  }

  /**
   * Lists a page of the backups of an index or of the project.
   *
   * @throws io.pinelink.error.NotFoundException if there is no such index
   */
  public ListBackupsResponse listBackups(ListBackupsRequest request) {
    return Futures.await(async.listBackups(request));
  }

  /** Walks all pages of {@link #listBackups}, from the request's on. */
  public Paged<BackupDescription> listAllBackups(ListBackupsRequest request) {
    return new Paged<>(async.backups(request));
  }

  /**
   * Deletes a backup. The service does so a while later.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if it is being
   *     restored
   */
  public DeleteBackupResponse deleteBackup(String id) {
    return Futures.await(async.deleteBackup(id));
  }

  /**
   * Makes a new index from a backup. The index has the data once the restore job is done: {@link
   * #awaitRestore}.
   *
   * @throws io.pinelink.error.NotFoundException if there is no such backup
   * @throws io.pinelink.error.AlreadyExistsException if the name is taken
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the backup is
   *     not ready
   */
  public CreateIndexFromBackupResponse createIndexFromBackup(CreateIndexFromBackupRequest request) {
    return Futures.await(async.createIndexFromBackup(request));
  }

  /**
   * Describes the making of an index from a backup.
   *
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   */
  public RestoreJobDescription describeRestoreJob(String id) {
    return Futures.await(async.describeRestoreJob(id));
  }

  /** Lists a page of the restore jobs of the project. */
  public ListRestoreJobsResponse listRestoreJobs(ListRestoreJobsRequest request) {
    return Futures.await(async.listRestoreJobs(request));
  }

  /** Walks all pages of {@link #listRestoreJobs}, from the request's on. */
  public Paged<RestoreJobDescription> listAllRestoreJobs(ListRestoreJobsRequest request) {
    return new Paged<>(async.restoreJobs(request));
  }

  /**
   * Waits until a collection is ready, as {@link #awaitIndexReady} waits.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not ready in time
   * @throws io.pinelink.error.NotFoundException if there is none of this name
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if it never will be
   */
  public CollectionDescription awaitCollectionReady(String name, Duration timeout) {
    return Futures.await(async.awaitCollectionReady(name, timeout));
  }

  /**
   * Waits until a backup is ready, as {@link #awaitIndexReady} waits.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not ready in time
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if it failed
   */
  public BackupDescription awaitBackupReady(String id, Duration timeout) {
    return Futures.await(async.awaitBackupReady(id, timeout));
  }

  /**
   * Waits until a restore job is done, as {@link #awaitIndexReady} waits.
   *
   * @throws io.pinelink.error.DeadlineExceededException if it is not done in time
   * @throws io.pinelink.error.NotFoundException if there is none of this id
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if it failed or was
   *     cancelled
   */
  public RestoreJobDescription awaitRestore(String jobId, Duration timeout) {
    return Futures.await(async.awaitRestore(jobId, timeout));
  }

  /** The route. */
  @Override
  public String toString() {
    return "ControlPlane[" + route() + "]";
  }
}
