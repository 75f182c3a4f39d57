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
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.waiter.EnsuredIndex;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.internal.waiter.WaiterConditions;
import io.pinelink.routing.Route;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.request.DeleteBackupRequest;
import io.pinelink.spi.request.DeleteCollectionRequest;
import io.pinelink.spi.request.DeleteIndexRequest;
import io.pinelink.spi.request.DescribeBackupRequest;
import io.pinelink.spi.request.DescribeCollectionRequest;
import io.pinelink.spi.request.DescribeIndexRequest;
import io.pinelink.spi.request.DescribeRestoreJobRequest;
import io.pinelink.spi.request.ListCollectionsRequest;
import io.pinelink.spi.request.ListIndexesRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
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
    return new AsyncControlPlane(options.applyTo(caller));
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

  /** As {@link ControlPlane#ensureIndex(CreateIndexRequest, Duration)}. */
  public CompletableFuture<IndexDescription> ensureIndex(
      CreateIndexRequest request, Duration timeout) {
    return EnsuredIndex.await(caller, request, timeout);
  }

  /** As {@link ControlPlane#ensureIndex(CreateIndexForModelRequest, Duration)}. */
  public CompletableFuture<IndexDescription> ensureIndex(
      CreateIndexForModelRequest request, Duration timeout) {
    return EnsuredIndex.await(caller, request, timeout);
  }

  /** As {@link ControlPlane#describeIndex(String)}. */
  public CompletableFuture<IndexDescription> describeIndex(String name) {
    return caller.call(ControlOperations.DESCRIBE_INDEX, new DescribeIndexRequest(name));
  }

  /** As {@link ControlPlane#listIndexes()}. */
  public CompletableFuture<ListIndexesResponse> listIndexes() {
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

  /** As {@link ControlPlane#awaitIndexReady(String, Duration)}. */
  public CompletableFuture<IndexDescription> awaitIndexReady(String name, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.indexReady(name));
  }

  /** As {@link ControlPlane#awaitIndexDeleted(String, Duration)}. */
  public CompletableFuture<@Nullable Void> awaitIndexDeleted(String name, Duration timeout) {
    return Futures.map(
        Waiter.until(caller, timeout, WaiterConditions.indexDeleted(name)), gone -> null);
  }

  /** As {@link ControlPlane#createCollection(CreateCollectionRequest)}. */
  public CompletableFuture<CollectionDescription> createCollection(
      CreateCollectionRequest request) {
    return caller.call(ControlOperations.CREATE_COLLECTION, request);
  }

  /** As {@link ControlPlane#describeCollection(String)}. */
  public CompletableFuture<CollectionDescription> describeCollection(String name) {
    return caller.call(ControlOperations.DESCRIBE_COLLECTION, new DescribeCollectionRequest(name));
  }

  /** As {@link ControlPlane#listCollections()}. */
  public CompletableFuture<ListCollectionsResponse> listCollections() {
    return caller.call(ControlOperations.LIST_COLLECTIONS, new ListCollectionsRequest());
  }

  /** As {@link ControlPlane#deleteCollection(String)}. */
  public CompletableFuture<DeleteCollectionResponse> deleteCollection(String name) {
    return caller.call(ControlOperations.DELETE_COLLECTION, new DeleteCollectionRequest(name));
  }

  /** As {@link ControlPlane#createBackup(CreateBackupRequest)}. */
  public CompletableFuture<BackupDescription> createBackup(CreateBackupRequest request) {
    return caller.call(ControlOperations.CREATE_BACKUP, request);
  }

  /** As {@link ControlPlane#describeBackup(String)}. */
  public CompletableFuture<BackupDescription> describeBackup(String id) {
    return caller.call(ControlOperations.DESCRIBE_BACKUP, new DescribeBackupRequest(id));
  }

  /** As {@link ControlPlane#listBackups(ListBackupsRequest)}. */
  public CompletableFuture<ListBackupsResponse> listBackups(ListBackupsRequest request) {
    return caller.call(ControlOperations.LIST_BACKUPS, request);
  }

  /** As {@link ControlPlane#listAllBackups(ListBackupsRequest)}, as far as there is demand. */
  public Flow.Publisher<BackupDescription> listAllBackups(ListBackupsRequest request) {
    return backups(request).publisher();
  }

  PageSource<BackupDescription> backups(ListBackupsRequest request) {
    return token ->
        listBackups(token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link ControlPlane#deleteBackup(String)}. */
  public CompletableFuture<DeleteBackupResponse> deleteBackup(String id) {
    return caller.call(ControlOperations.DELETE_BACKUP, new DeleteBackupRequest(id));
  }

  /** As {@link ControlPlane#createIndexFromBackup(CreateIndexFromBackupRequest)}. */
  public CompletableFuture<CreateIndexFromBackupResponse> createIndexFromBackup(
      CreateIndexFromBackupRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX_FROM_BACKUP, request);
  }

  /** As {@link ControlPlane#describeRestoreJob(String)}. */
  public CompletableFuture<RestoreJobDescription> describeRestoreJob(String id) {
    return caller.call(ControlOperations.DESCRIBE_RESTORE_JOB, new DescribeRestoreJobRequest(id));
  }

  /** As {@link ControlPlane#listRestoreJobs(ListRestoreJobsRequest)}. */
  public CompletableFuture<ListRestoreJobsResponse> listRestoreJobs(
      ListRestoreJobsRequest request) {
    return caller.call(ControlOperations.LIST_RESTORE_JOBS, request);
  }

  /**
   * As {@link ControlPlane#listAllRestoreJobs(ListRestoreJobsRequest)}, as far as there is demand.
   */
  public Flow.Publisher<RestoreJobDescription> listAllRestoreJobs(ListRestoreJobsRequest request) {
    return restoreJobs(request).publisher();
  }

  PageSource<RestoreJobDescription> restoreJobs(ListRestoreJobsRequest request) {
    return token ->
        listRestoreJobs(
            token == null ? request : request.toBuilder().paginationToken(token).build());
  }

  /** As {@link ControlPlane#awaitCollectionReady(String, Duration)}. */
  public CompletableFuture<CollectionDescription> awaitCollectionReady(
      String name, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.collectionReady(name));
  }

  /** As {@link ControlPlane#awaitBackupReady(String, Duration)}. */
  public CompletableFuture<BackupDescription> awaitBackupReady(String id, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.backupReady(id));
  }

  /** As {@link ControlPlane#awaitRestore(String, Duration)}. */
  public CompletableFuture<RestoreJobDescription> awaitRestore(String jobId, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.restoreDone(jobId));
  }

  /** The route. */
  @Override
  public String toString() {
    return "AsyncControlPlane[" + route() + "]";
  }
}
