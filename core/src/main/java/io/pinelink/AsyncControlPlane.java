package io.pinelink;

import io.pinelink.annotation.Preview;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateBackupScheduleRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexFromBackupRequest;
import io.pinelink.control.CreateIndexFromBackupResponse;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.internal.waiter.EnsuredIndex;
import io.pinelink.internal.waiter.Waiter;
import io.pinelink.internal.waiter.WaiterConditions;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.MetricsOperations;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.CollectionSource;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link ControlPlane}. Futures and publishers behave as in {@link
 * AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class AsyncControlPlane extends Facade {
  AsyncControlPlane(Caller caller) {
    super(caller);
  }

  /** Returns a view with other call settings, as {@link ControlPlane#with(CallOptions)} does. */
  public AsyncControlPlane with(CallOptions options) {
    return new AsyncControlPlane(options.applyTo(caller));
  }

  /** Creates an index, as {@link ControlPlane#createIndex(CreateIndexRequest)} does. */
  public CompletableFuture<IndexDescription> createIndex(CreateIndexRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX, request);
  }

  /** Creates an index, as {@link ControlPlane#createIndex(String, IndexSpec, Consumer)} does. */
  public CompletableFuture<IndexDescription> createIndex(
      String name, IndexSpec spec, Consumer<CreateIndexRequest.Builder> request) {
    return createIndex(Check.configured(CreateIndexRequest.builder(name, spec), request).build());
  }

  /** Works as {@link ControlPlane#createDocumentIndex(CreateDocumentIndexRequest)} does. */
  public CompletableFuture<IndexDescription> createDocumentIndex(
      CreateDocumentIndexRequest request) {
    return caller.call(ControlOperations.CREATE_DOCUMENT_INDEX, request);
  }

  /** As {@link ControlPlane#createDocumentIndex(String, IndexSchema, IndexSpec, Consumer)}. */
  public CompletableFuture<IndexDescription> createDocumentIndex(
      String name,
      IndexSchema schema,
      IndexSpec spec,
      Consumer<CreateDocumentIndexRequest.Builder> request) {
    return createDocumentIndex(
        Check.configured(CreateDocumentIndexRequest.builder(name, schema, spec), request).build());
  }

  /** Works as {@link ControlPlane#createIndexForModel(CreateIndexForModelRequest)} does. */
  public CompletableFuture<IndexDescription> createIndexForModel(
      CreateIndexForModelRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX_FOR_MODEL, request);
  }

  /**
   * Creates an index with integrated embedding, as {@link ControlPlane#createIndexForModel(String,
   * Cloud, String, String, String, Consumer)} does.
   */
  public CompletableFuture<IndexDescription> createIndexForModel(
      String name,
      Cloud cloud,
      String region,
      String model,
      String textField,
      Consumer<CreateIndexForModelRequest.Builder> request) {
    return createIndexForModel(
        Check.configured(
                CreateIndexForModelRequest.builder(name, cloud, region, model, textField), request)
            .build());
  }

  /** Works as {@link ControlPlane#ensureIndex(CreateIndexRequest, Duration)} does. */
  public CompletableFuture<IndexDescription> ensureIndex(
      CreateIndexRequest request, Duration timeout) {
    return EnsuredIndex.await(caller, request, timeout);
  }

  /** Works as {@link ControlPlane#ensureIndex(CreateIndexForModelRequest, Duration)} does. */
  public CompletableFuture<IndexDescription> ensureIndex(
      CreateIndexForModelRequest request, Duration timeout) {
    return EnsuredIndex.await(caller, request, timeout);
  }

  /** Describes an index, as {@link ControlPlane#describeIndex(String)} does. */
  public CompletableFuture<IndexDescription> describeIndex(String name) {
    return caller.call(ControlOperations.DESCRIBE_INDEX, ByName.ofIndex(name));
  }

  /** Lists all indexes, as {@link ControlPlane#listIndexes()} does. */
  public CompletableFuture<ListResponse<IndexDescription>> listIndexes() {
    return caller.call(ControlOperations.LIST_INDEXES, new EmptyRequest());
  }

  /** Works as {@link ControlPlane#configureIndex(ConfigureIndexRequest)} does. */
  public CompletableFuture<IndexDescription> configureIndex(ConfigureIndexRequest request) {
    return caller.call(ControlOperations.CONFIGURE_INDEX, request);
  }

  /** Changes an index's settings, as {@link ControlPlane#configureIndex(String, Consumer)} does. */
  public CompletableFuture<IndexDescription> configureIndex(
      String name, Consumer<ConfigureIndexRequest.Builder> request) {
    return configureIndex(Check.configured(ConfigureIndexRequest.builder(name), request).build());
  }

  /** Deletes an index, as {@link ControlPlane#deleteIndex(String)} does. */
  public CompletableFuture<@Nullable Void> deleteIndex(String name) {
    return Futures.map(
        caller.call(ControlOperations.DELETE_INDEX, ByName.ofIndex(name)), response -> null);
  }

  /** Works as {@link ControlPlane#awaitIndexReady(String, Duration)} does. */
  public CompletableFuture<IndexDescription> awaitIndexReady(String name, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.indexReady(name));
  }

  /** Works as {@link ControlPlane#awaitIndexDeleted(String, Duration)} does. */
  public CompletableFuture<@Nullable Void> awaitIndexDeleted(String name, Duration timeout) {
    return Futures.map(
        Waiter.until(caller, timeout, WaiterConditions.indexDeleted(name)), gone -> null);
  }

  /** Creates a collection, as {@link ControlPlane#createCollection} does. */
  public CompletableFuture<CollectionDescription> createCollection(String name, String source) {
    return caller.call(ControlOperations.CREATE_COLLECTION, new CollectionSource(name, source));
  }

  /** Describes a collection, as {@link ControlPlane#describeCollection(String)} does. */
  public CompletableFuture<CollectionDescription> describeCollection(String name) {
    return caller.call(ControlOperations.DESCRIBE_COLLECTION, ByName.ofCollection(name));
  }

  /** Lists all collections, as {@link ControlPlane#listCollections()} does. */
  public CompletableFuture<ListResponse<CollectionDescription>> listCollections() {
    return caller.call(ControlOperations.LIST_COLLECTIONS, new EmptyRequest());
  }

  /** Deletes a collection, as {@link ControlPlane#deleteCollection(String)} does. */
  public CompletableFuture<@Nullable Void> deleteCollection(String name) {
    return Futures.map(
        caller.call(ControlOperations.DELETE_COLLECTION, ByName.ofCollection(name)),
        response -> null);
  }

  /** Creates a backup, as {@link ControlPlane#createBackup(CreateBackupRequest)} does. */
  public CompletableFuture<BackupDescription> createBackup(CreateBackupRequest request) {
    return caller.call(ControlOperations.CREATE_BACKUP, request);
  }

  /** Creates a backup, as {@link ControlPlane#createBackup(String, Consumer)} does. */
  public CompletableFuture<BackupDescription> createBackup(
      String index, Consumer<CreateBackupRequest.Builder> request) {
    return createBackup(Check.configured(CreateBackupRequest.builder(index), request).build());
  }

  /** Describes a backup, as {@link ControlPlane#describeBackup(String)} does. */
  public CompletableFuture<BackupDescription> describeBackup(String id) {
    return caller.call(ControlOperations.DESCRIBE_BACKUP, ById.of(id));
  }

  /** Lists a page of backups, as {@link ControlPlane#listBackups(ListBackupsRequest)} does. */
  public CompletableFuture<ListResponse<BackupDescription>> listBackups(
      ListBackupsRequest request) {
    return caller.call(ControlOperations.LIST_BACKUPS, request);
  }

  /** Lists a page of backups, as {@link ControlPlane#listBackups()} does. */
  public CompletableFuture<ListResponse<BackupDescription>> listBackups() {
    return listBackups(ListBackupsRequest.all());
  }

  /** Lists a page of backups, as {@link ControlPlane#listBackups(Consumer)} does. */
  public CompletableFuture<ListResponse<BackupDescription>> listBackups(
      Consumer<ListBackupsRequest.Builder> request) {
    return listBackups(Check.configured(ListBackupsRequest.builder(), request).build());
  }

  /** Publishes all backups, as {@link ControlPlane#listAllBackups} lists them. */
  public Flow.Publisher<BackupDescription> listAllBackups(ListBackupsRequest request) {
    return backups(request).publisher();
  }

  /** Publishes all backups, as {@link ControlPlane#listAllBackups()} does. */
  public Flow.Publisher<BackupDescription> listAllBackups() {
    return listAllBackups(ListBackupsRequest.all());
  }

  /** Publishes all backups, as {@link ControlPlane#listAllBackups(Consumer)} does. */
  public Flow.Publisher<BackupDescription> listAllBackups(
      Consumer<ListBackupsRequest.Builder> request) {
    return listAllBackups(Check.configured(ListBackupsRequest.builder(), request).build());
  }

  PageSource<BackupDescription> backups(ListBackupsRequest request) {
    return PageSource.of(request, this::listBackups);
  }

  /** Deletes a backup, as {@link ControlPlane#deleteBackup(String)} does. */
  public CompletableFuture<@Nullable Void> deleteBackup(String id) {
    return Futures.map(caller.call(ControlOperations.DELETE_BACKUP, ById.of(id)), response -> null);
  }

  /** Works as {@link ControlPlane#createIndexFromBackup(CreateIndexFromBackupRequest)} does. */
  public CompletableFuture<CreateIndexFromBackupResponse> createIndexFromBackup(
      CreateIndexFromBackupRequest request) {
    return caller.call(ControlOperations.CREATE_INDEX_FROM_BACKUP, request);
  }

  /** Works as {@link ControlPlane#createIndexFromBackup(String, String, Consumer)} does. */
  public CompletableFuture<CreateIndexFromBackupResponse> createIndexFromBackup(
      String backupId, String name, Consumer<CreateIndexFromBackupRequest.Builder> request) {
    return createIndexFromBackup(
        Check.configured(CreateIndexFromBackupRequest.builder(backupId, name), request).build());
  }

  /** Describes a restore job, as {@link ControlPlane#describeRestoreJob(String)} does. */
  public CompletableFuture<RestoreJobDescription> describeRestoreJob(String id) {
    return caller.call(ControlOperations.DESCRIBE_RESTORE_JOB, ById.of(id));
  }

  /** Lists a page of restore jobs, as {@link ControlPlane#listRestoreJobs(PageRequest)} does. */
  public CompletableFuture<ListResponse<RestoreJobDescription>> listRestoreJobs(
      PageRequest request) {
    return caller.call(ControlOperations.LIST_RESTORE_JOBS, request);
  }

  /** Lists a page of restore jobs, as {@link ControlPlane#listRestoreJobs()} does. */
  public CompletableFuture<ListResponse<RestoreJobDescription>> listRestoreJobs() {
    return listRestoreJobs(PageRequest.all());
  }

  /** Lists a page of restore jobs, as {@link ControlPlane#listRestoreJobs(Consumer)} does. */
  public CompletableFuture<ListResponse<RestoreJobDescription>> listRestoreJobs(
      Consumer<PageRequest.Builder> request) {
    return listRestoreJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /** Publishes all restore jobs, as {@link ControlPlane#listAllRestoreJobs} lists them. */
  public Flow.Publisher<RestoreJobDescription> listAllRestoreJobs(PageRequest request) {
    return restoreJobs(request).publisher();
  }

  /** Publishes all restore jobs, as {@link ControlPlane#listAllRestoreJobs()} does. */
  public Flow.Publisher<RestoreJobDescription> listAllRestoreJobs() {
    return listAllRestoreJobs(PageRequest.all());
  }

  /** Publishes all restore jobs, as {@link ControlPlane#listAllRestoreJobs(Consumer)} does. */
  public Flow.Publisher<RestoreJobDescription> listAllRestoreJobs(
      Consumer<PageRequest.Builder> request) {
    return listAllRestoreJobs(Check.configured(PageRequest.builder(), request).build());
  }

  PageSource<RestoreJobDescription> restoreJobs(PageRequest request) {
    return PageSource.of(request, this::listRestoreJobs);
  }

  /** Lists the targets of metrics, as {@link ControlPlane#discoverMetrics(String)} does. */
  public CompletableFuture<DiscoverMetricsResponse> discoverMetrics(String projectId) {
    return caller
        .as(caller.credential().asBearer())
        .call(MetricsOperations.DISCOVER_METRICS, ById.of("projectId", projectId));
  }

  /** Works as {@link ControlPlane#createBackupSchedule(CreateBackupScheduleRequest)} does. */
  public CompletableFuture<BackupScheduleDescription> createBackupSchedule(
      CreateBackupScheduleRequest request) {
    return caller.call(ControlOperations.CREATE_BACKUP_SCHEDULE, request);
  }

  /** Describes a backup schedule, as {@link ControlPlane#describeBackupSchedule(String)} does. */
  public CompletableFuture<BackupScheduleDescription> describeBackupSchedule(String id) {
    return caller.call(ControlOperations.DESCRIBE_BACKUP_SCHEDULE, ById.of(id));
  }

  /** Works as {@link ControlPlane#listBackupSchedules(ListBackupSchedulesRequest)} does. */
  public CompletableFuture<ListResponse<BackupScheduleDescription>> listBackupSchedules(
      ListBackupSchedulesRequest request) {
    return caller.call(ControlOperations.LIST_BACKUP_SCHEDULES, request);
  }

  /** Works as {@link ControlPlane#listBackupSchedules(String, Consumer)} does. */
  public CompletableFuture<ListResponse<BackupScheduleDescription>> listBackupSchedules(
      String index, Consumer<ListBackupSchedulesRequest.Builder> request) {
    return listBackupSchedules(
        Check.configured(ListBackupSchedulesRequest.builder(index), request).build());
  }

  /** Publishes all backup schedules, as {@link ControlPlane#listAllBackupSchedules} lists them. */
  public Flow.Publisher<BackupScheduleDescription> listAllBackupSchedules(
      ListBackupSchedulesRequest request) {
    return backupSchedules(request).publisher();
  }

  /** Works as {@link ControlPlane#listAllBackupSchedules(String, Consumer)} does. */
  public Flow.Publisher<BackupScheduleDescription> listAllBackupSchedules(
      String index, Consumer<ListBackupSchedulesRequest.Builder> request) {
    return listAllBackupSchedules(
        Check.configured(ListBackupSchedulesRequest.builder(index), request).build());
  }

  PageSource<BackupScheduleDescription> backupSchedules(ListBackupSchedulesRequest request) {
    return PageSource.of(request, this::listBackupSchedules);
  }

  /** Works as {@link ControlPlane#updateBackupSchedule(UpdateBackupScheduleRequest)} does. */
  public CompletableFuture<BackupScheduleDescription> updateBackupSchedule(
      UpdateBackupScheduleRequest request) {
    return caller.call(ControlOperations.UPDATE_BACKUP_SCHEDULE, request);
  }

  /** Works as {@link ControlPlane#updateBackupSchedule(String, Consumer)} does. */
  public CompletableFuture<BackupScheduleDescription> updateBackupSchedule(
      String scheduleId, Consumer<UpdateBackupScheduleRequest.Builder> request) {
    return updateBackupSchedule(
        Check.configured(UpdateBackupScheduleRequest.builder(scheduleId), request).build());
  }

  /** Deletes a backup schedule, as {@link ControlPlane#deleteBackupSchedule(String)} does. */
  public CompletableFuture<@Nullable Void> deleteBackupSchedule(String id) {
    return Futures.map(
        caller.call(ControlOperations.DELETE_BACKUP_SCHEDULE, ById.of(id)), response -> null);
  }

  /** As {@link ControlPlane#listBackupScheduleHistory(ListBackupScheduleHistoryRequest)}. */
  public CompletableFuture<ListResponse<BackupDescription>> listBackupScheduleHistory(
      ListBackupScheduleHistoryRequest request) {
    return caller.call(ControlOperations.LIST_BACKUP_SCHEDULE_HISTORY, request);
  }

  /** Works as {@link ControlPlane#listBackupScheduleHistory(String, Consumer)} does. */
  public CompletableFuture<ListResponse<BackupDescription>> listBackupScheduleHistory(
      String scheduleId, Consumer<ListBackupScheduleHistoryRequest.Builder> request) {
    return listBackupScheduleHistory(
        Check.configured(ListBackupScheduleHistoryRequest.builder(scheduleId), request).build());
  }

  /** Works as {@link ControlPlane#listAllBackupScheduleHistory} does, and publishes backups. */
  public Flow.Publisher<BackupDescription> listAllBackupScheduleHistory(
      ListBackupScheduleHistoryRequest request) {
    return backupScheduleHistory(request).publisher();
  }

  /** Works as {@link ControlPlane#listAllBackupScheduleHistory(String, Consumer)} does. */
  public Flow.Publisher<BackupDescription> listAllBackupScheduleHistory(
      String scheduleId, Consumer<ListBackupScheduleHistoryRequest.Builder> request) {
    return listAllBackupScheduleHistory(
        Check.configured(ListBackupScheduleHistoryRequest.builder(scheduleId), request).build());
  }

  PageSource<BackupDescription> backupScheduleHistory(ListBackupScheduleHistoryRequest request) {
    return PageSource.of(request, this::listBackupScheduleHistory);
  }

  /** Starts a conversion job, as {@link ControlPlane#convertIndex(ConvertIndexRequest)} does. */
  @Preview
  public CompletableFuture<ConversionJobDescription> convertIndex(ConvertIndexRequest request) {
    return caller.call(ControlOperations.CONVERT_INDEX, request);
  }

  /** Works as {@link ControlPlane#convertIndex(String, String, IndexSchema, Consumer)} does. */
  @Preview
  public CompletableFuture<ConversionJobDescription> convertIndex(
      String source,
      String name,
      IndexSchema schema,
      Consumer<ConvertIndexRequest.Builder> request) {
    return convertIndex(
        Check.configured(ConvertIndexRequest.builder(source, name, schema), request).build());
  }

  /** Describes a conversion job, as {@link ControlPlane#describeConversionJob(String)} does. */
  @Preview
  public CompletableFuture<ConversionJobDescription> describeConversionJob(String id) {
    return caller.call(ControlOperations.DESCRIBE_CONVERSION_JOB, ById.of(id));
  }

  /** Works as {@link ControlPlane#listConversionJobs(PageRequest)} does. */
  @Preview
  public CompletableFuture<ListResponse<ConversionJobDescription>> listConversionJobs(
      PageRequest request) {
    return caller.call(ControlOperations.LIST_CONVERSION_JOBS, request);
  }

  /** Lists a page of conversion jobs, as {@link ControlPlane#listConversionJobs()} does. */
  @Preview
  public CompletableFuture<ListResponse<ConversionJobDescription>> listConversionJobs() {
    return listConversionJobs(PageRequest.all());
  }

  /** Lists a page of conversion jobs, as {@link ControlPlane#listConversionJobs(Consumer)} does. */
  @Preview
  public CompletableFuture<ListResponse<ConversionJobDescription>> listConversionJobs(
      Consumer<PageRequest.Builder> request) {
    return listConversionJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /** Publishes all conversion jobs, as {@link ControlPlane#listAllConversionJobs} lists them. */
  @Preview
  public Flow.Publisher<ConversionJobDescription> listAllConversionJobs(PageRequest request) {
    return conversionJobs(request).publisher();
  }

  /** Publishes all conversion jobs, as {@link ControlPlane#listAllConversionJobs()} does. */
  @Preview
  public Flow.Publisher<ConversionJobDescription> listAllConversionJobs() {
    return listAllConversionJobs(PageRequest.all());
  }

  /** Works as {@link ControlPlane#listAllConversionJobs(Consumer)} does. */
  @Preview
  public Flow.Publisher<ConversionJobDescription> listAllConversionJobs(
      Consumer<PageRequest.Builder> request) {
    return listAllConversionJobs(Check.configured(PageRequest.builder(), request).build());
  }

  PageSource<ConversionJobDescription> conversionJobs(PageRequest request) {
    return PageSource.of(request, this::listConversionJobs);
  }

  /** Works as {@link ControlPlane#awaitCollectionReady(String, Duration)} does. */
  public CompletableFuture<CollectionDescription> awaitCollectionReady(
      String name, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.collectionReady(name));
  }

  /** Works as {@link ControlPlane#awaitBackupReady(String, Duration)} does. */
  public CompletableFuture<BackupDescription> awaitBackupReady(String id, Duration timeout) {
    return Waiter.until(caller, timeout, WaiterConditions.backupReady(id));
  }

  /** Works as {@link ControlPlane#awaitRestore(String, Duration)} does. */
  public CompletableFuture<RestoreJobDescription> awaitRestore(String jobId, Duration timeout) {
    Objects.requireNonNull(jobId, "jobId is null");
    return Waiter.until(caller, timeout, WaiterConditions.restoreDone(jobId));
  }

  /** Works as {@link ControlPlane#awaitConverted(String, Duration)} does. */
  @Preview
  public CompletableFuture<ConversionJobDescription> awaitConverted(
      String jobId, Duration timeout) {
    Objects.requireNonNull(jobId, "jobId is null");
    return Waiter.until(caller, timeout, WaiterConditions.conversionCompleted(jobId));
  }
}
