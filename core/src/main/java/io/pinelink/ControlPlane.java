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
import io.pinelink.internal.validation.Check;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.routing.Cloud;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The control plane, which creates and describes indexes, collections and backups. Calls go to
 * {@code api.pinecone.io}, always over public routes, regardless of the route policy. Requires the
 * artifact {@code io.pinelink:pinelink-rest}.
 *
 * <p>Immutable and thread-safe. Calls block and throw as in {@link Index}, throw a {@link
 * io.pinelink.error.NotFoundException} if the name or id is of nothing that exists, and an {@link
 * IllegalStateException} if the transport is missing.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 */
public class ControlPlane extends Facade {
  private final Executor callbacks;
  private final AsyncControlPlane async;

  ControlPlane(Caller caller, Executor callbacks) {
    super(caller.inPlace());
    this.callbacks = callbacks;
    this.async = new AsyncControlPlane(this.caller);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncControlPlane async() {
    return new AsyncControlPlane(caller.completingOn(callbacks));
  }

  /** Returns a view of the control plane with other call settings. */
  public ControlPlane with(CallOptions options) {
    return new ControlPlane(options.applyTo(caller), callbacks);
  }

  /**
   * Creates an index. It accepts data calls once it is ready; see {@link #awaitIndexReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists
   */
  public IndexDescription createIndex(CreateIndexRequest request) {
    return Futures.await(async.createIndex(request));
  }

  /** Creates an index, as {@link #createIndex(CreateIndexRequest)} does. */
  public IndexDescription createIndex(
      String name, IndexSpec spec, Consumer<CreateIndexRequest.Builder> request) {
    return createIndex(Check.configured(CreateIndexRequest.builder(name, spec), request).build());
  }

  /**
   * Creates an index by its schema, such as a document index. It accepts data calls once it is
   * ready; see {@link #awaitIndexReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists
   * @throws io.pinelink.error.NotFoundException if the cloud, region or model does not exist
   */
  public IndexDescription createDocumentIndex(CreateDocumentIndexRequest request) {
    return Futures.await(async.createDocumentIndex(request));
  }

  /** Creates a document index, as {@link #createDocumentIndex(CreateDocumentIndexRequest)} does. */
  public IndexDescription createDocumentIndex(
      String name,
      IndexSchema schema,
      IndexSpec spec,
      Consumer<CreateDocumentIndexRequest.Builder> request) {
    return createDocumentIndex(
        Check.configured(CreateDocumentIndexRequest.builder(name, schema, spec), request).build());
  }

  /**
   * Creates an index with integrated embedding: the service embeds its records with a hosted model.
   * The index accepts data calls once it is ready; see {@link #awaitIndexReady}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists
   * @throws io.pinelink.error.NotFoundException if the model, cloud or region does not exist
   */
  public IndexDescription createIndexForModel(CreateIndexForModelRequest request) {
    return Futures.await(async.createIndexForModel(request));
  }

  /** Works as {@link #createIndexForModel(CreateIndexForModelRequest)} does. */
  public IndexDescription createIndexForModel(
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

  /**
   * Creates an index unless it exists, and waits until it is ready. Several programs may call this
   * for the same index at the same time.
   *
   * <p>Polls as {@link #awaitIndexReady} does. If an index of this name is being deleted, the call
   * first waits until it is gone. An existing index is never changed. It must have the requested
   * vector type, dimension, metric, kind of spec, and cloud and region or environment. All other
   * settings apply only if the index is created: deletion protection, tags, read capacity, metadata
   * schema, source collection, pod type, replicas and shards.
   *
   * @param timeout the time for everything: deletion, creation and waiting
   * @return the index, which is ready
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists with another
   *     shape; the message lists each field that differs with its actual and its expected value
   * @throws io.pinelink.error.DeadlineExceededException if the index is not ready in time; its
   *     creation continues
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the index failed
   *     and can never become ready
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
   * @throws io.pinelink.error.NotFoundException if the model, cloud or region does not exist
   */
  public IndexDescription ensureIndex(CreateIndexForModelRequest request, Duration timeout) {
    return Futures.await(async.ensureIndex(request, timeout));
  }

  /** Describes an index. Source: describeIndex, API version 2026-04. */
  public IndexDescription describeIndex(String name) {
    return Futures.await(async.describeIndex(name));
  }

  /** Lists all indexes of the project. Source: listIndexes, API version 2026-04. */
  public ListResponse<IndexDescription> listIndexes() {
    return Futures.await(async.listIndexes());
  }

  /**
   * Changes an index's settings.
   *
   * @return the index after the change
   */
  public IndexDescription configureIndex(ConfigureIndexRequest request) {
    return Futures.await(async.configureIndex(request));
  }

  /** Changes an index's settings, as {@link #configureIndex(ConfigureIndexRequest)} does. */
  public IndexDescription configureIndex(
      String name, Consumer<ConfigureIndexRequest.Builder> request) {
    return configureIndex(Check.configured(ConfigureIndexRequest.builder(name), request).build());
  }

  /**
   * Deletes an index with all its vectors. Deletion is asynchronous; see {@link
   * #awaitIndexDeleted}. Source: deleteIndex, API version 2026-04.
   *
   * @throws io.pinelink.error.ServiceException with {@code PERMISSION_DENIED} if the index has
   *     deletion protection
   */
  public void deleteIndex(String name) {
    var unused = Futures.await(async.deleteIndex(name));
  }

  /**
   * Waits until an index accepts data calls. Polls every 100 ms at first; the interval grows to 5
   * s. Fails early if the index can never become ready, and as soon as the next poll would exceed
   * the timeout. Transient failures do not end the wait.
   *
   * @throws io.pinelink.error.DeadlineExceededException if the index is not ready in time
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the index failed
   *     or is being deleted
   */
  public IndexDescription awaitIndexReady(String name, Duration timeout) {
    return Futures.await(async.awaitIndexReady(name, timeout));
  }

  /**
   * Waits until an index that is being deleted is gone and its name is free. Polls as {@link
   * #awaitIndexReady} does. Returns at once if no index has this name.
   *
   * @throws io.pinelink.error.DeadlineExceededException if the index is not gone in time
   */
  public void awaitIndexDeleted(String name, Duration timeout) {
    var unused = Futures.await(async.awaitIndexDeleted(name, timeout));
  }

  /**
   * Copies a pod index into a collection, from which other pod indexes can be created. Creation is
   * asynchronous; see {@link #awaitCollectionReady}. Source: createCollection, API version 2026-04.
   *
   * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
   * @param source the name of the pod index
   * @throws io.pinelink.error.AlreadyExistsException if a collection of this name exists
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if the index is not a
   *     pod index
   */
  public CollectionDescription createCollection(String name, String source) {
    return Futures.await(async.createCollection(name, source));
  }

  /** Describes a collection. Source: describeCollection, API version 2026-04. */
  public CollectionDescription describeCollection(String name) {
    return Futures.await(async.describeCollection(name));
  }

  /** Lists all collections of the project. Source: listCollections, API version 2026-04. */
  public ListResponse<CollectionDescription> listCollections() {
    return Futures.await(async.listCollections());
  }

  /**
   * Deletes a collection. Deletion is asynchronous. Source: deleteCollection, API version 2026-04.
   */
  public void deleteCollection(String name) {
    var unused = Futures.await(async.deleteCollection(name));
  }

  /**
   * Creates a backup of the current state of a serverless index. The backup outlives the index.
   * Creation is asynchronous; see {@link #awaitBackupReady}.
   */
  public BackupDescription createBackup(CreateBackupRequest request) {
    return Futures.await(async.createBackup(request));
  }

  /** Creates a backup, as {@link #createBackup(CreateBackupRequest)} does. */
  public BackupDescription createBackup(
      String index, Consumer<CreateBackupRequest.Builder> request) {
    return createBackup(Check.configured(CreateBackupRequest.builder(index), request).build());
  }

  /** Describes a backup. Source: describeBackup, API version 2026-07. */
  public BackupDescription describeBackup(String id) {
    return Futures.await(async.describeBackup(id));
  }

  /**
   * Lists a page of the backups of an index or of the project.
   *
   * @throws io.pinelink.error.NotFoundException if no index has this name; if deleted ones are
   *     included, if none ever had it
   */
  public ListResponse<BackupDescription> listBackups(ListBackupsRequest request) {
    return Futures.await(async.listBackups(request));
  }

  /** Lists a page of backups, as {@code listBackups(ListBackupsRequest.all())} does. */
  public ListResponse<BackupDescription> listBackups() {
    return listBackups(ListBackupsRequest.all());
  }

  /** Lists a page of backups, as {@link #listBackups(ListBackupsRequest)} does. */
  public ListResponse<BackupDescription> listBackups(Consumer<ListBackupsRequest.Builder> request) {
    return listBackups(Check.configured(ListBackupsRequest.builder(), request).build());
  }

  /**
   * Lists all backups page by page, as {@link #listBackups} does, starting at the request's page.
   */
  public Paged<BackupDescription> listAllBackups(ListBackupsRequest request) {
    return new Paged<>(async.backups(request));
  }

  /** Lists all backups, as {@code listAllBackups(ListBackupsRequest.all())} does. */
  public Paged<BackupDescription> listAllBackups() {
    return listAllBackups(ListBackupsRequest.all());
  }

  /** Lists all backups, as {@link #listAllBackups(ListBackupsRequest)} does. */
  public Paged<BackupDescription> listAllBackups(Consumer<ListBackupsRequest.Builder> request) {
    return listAllBackups(Check.configured(ListBackupsRequest.builder(), request).build());
  }

  /**
   * Deletes a backup. Deletion is asynchronous. Source: deleteBackup, API version 2026-04.
   *
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the backup is
   *     being restored
   */
  public void deleteBackup(String id) {
    var unused = Futures.await(async.deleteBackup(id));
  }

  /**
   * Creates an index from a backup. The index has the data once the restore job is done; see {@link
   * #awaitRestore}.
   *
   * @throws io.pinelink.error.AlreadyExistsException if an index of this name exists
   * @throws io.pinelink.error.ServiceException with {@code FAILED_PRECONDITION} if the backup is
   *     not ready
   */
  public CreateIndexFromBackupResponse createIndexFromBackup(CreateIndexFromBackupRequest request) {
    return Futures.await(async.createIndexFromBackup(request));
  }

  /** Works as {@link #createIndexFromBackup(CreateIndexFromBackupRequest)} does. */
  public CreateIndexFromBackupResponse createIndexFromBackup(
      String backupId, String name, Consumer<CreateIndexFromBackupRequest.Builder> request) {
    return createIndexFromBackup(
        Check.configured(CreateIndexFromBackupRequest.builder(backupId, name), request).build());
  }

  /**
   * Describes a restore job, which creates an index from a backup. Source: describeRestoreJob, API
   * version 2026-04.
   */
  public RestoreJobDescription describeRestoreJob(String id) {
    return Futures.await(async.describeRestoreJob(id));
  }

  /**
   * Lists a page of the restore jobs of the project. Source: listRestoreJobs, API version 2026-04.
   */
  public ListResponse<RestoreJobDescription> listRestoreJobs(PageRequest request) {
    return Futures.await(async.listRestoreJobs(request));
  }

  /** Lists a page of restore jobs, as {@code listRestoreJobs(PageRequest.all())} does. */
  public ListResponse<RestoreJobDescription> listRestoreJobs() {
    return listRestoreJobs(PageRequest.all());
  }

  /** Lists a page of restore jobs, as {@link #listRestoreJobs(PageRequest)} does. */
  public ListResponse<RestoreJobDescription> listRestoreJobs(
      Consumer<PageRequest.Builder> request) {
    return listRestoreJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Lists all restore jobs page by page, as {@link #listRestoreJobs} does, starting at the
   * request's page.
   */
  public Paged<RestoreJobDescription> listAllRestoreJobs(PageRequest request) {
    return new Paged<>(async.restoreJobs(request));
  }

  /** Lists all restore jobs, as {@code listAllRestoreJobs(PageRequest.all())} does. */
  public Paged<RestoreJobDescription> listAllRestoreJobs() {
    return listAllRestoreJobs(PageRequest.all());
  }

  /** Lists all restore jobs, as {@link #listAllRestoreJobs(PageRequest)} does. */
  public Paged<RestoreJobDescription> listAllRestoreJobs(Consumer<PageRequest.Builder> request) {
    return listAllRestoreJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Lists the targets from which Prometheus can scrape the metrics of the project. Scraping them
   * requires the API key as a bearer token, as this call does.
   *
   * @param projectId the id of the project that the API key belongs to, a UUID
   * @throws io.pinelink.error.UnauthenticatedException if the API key does not belong to the
   *     project
   */
  public DiscoverMetricsResponse discoverMetrics(String projectId) {
    return Futures.await(async.discoverMetrics(projectId));
  }

  /**
   * Creates a schedule that backs up an index at a regular interval. The schedule is enabled.
   *
   * @throws io.pinelink.error.AlreadyExistsException if another schedule of the index is enabled
   * @throws io.pinelink.error.ServiceException with {@code INVALID_ARGUMENT} if the index is on
   *     pods
   */
  public BackupScheduleDescription createBackupSchedule(CreateBackupScheduleRequest request) {
    return Futures.await(async.createBackupSchedule(request));
  }

  /** Describes a backup schedule. Source: describeBackupSchedule, API version 2026-07. */
  public BackupScheduleDescription describeBackupSchedule(String id) {
    return Futures.await(async.describeBackupSchedule(id));
  }

  /**
   * Lists a page of the backup schedules of an index, including disabled ones. Source:
   * listBackupSchedules, API version 2026-07.
   */
  public ListResponse<BackupScheduleDescription> listBackupSchedules(
      ListBackupSchedulesRequest request) {
    return Futures.await(async.listBackupSchedules(request));
  }

  /** Works as {@link #listBackupSchedules(ListBackupSchedulesRequest)} does. */
  public ListResponse<BackupScheduleDescription> listBackupSchedules(
      String index, Consumer<ListBackupSchedulesRequest.Builder> request) {
    return listBackupSchedules(
        Check.configured(ListBackupSchedulesRequest.builder(index), request).build());
  }

  /**
   * Lists all backup schedules of an index page by page, as {@link #listBackupSchedules} does,
   * starting at the request's page.
   */
  public Paged<BackupScheduleDescription> listAllBackupSchedules(
      ListBackupSchedulesRequest request) {
    return new Paged<>(async.backupSchedules(request));
  }

  /** Works as {@link #listAllBackupSchedules(ListBackupSchedulesRequest)} does. */
  public Paged<BackupScheduleDescription> listAllBackupSchedules(
      String index, Consumer<ListBackupSchedulesRequest.Builder> request) {
    return listAllBackupSchedules(
        Check.configured(ListBackupSchedulesRequest.builder(index), request).build());
  }

  /**
   * Changes a backup schedule. Enabling a disabled one starts a backup, and the next ones follow at
   * the interval from that time.
   *
   * @throws io.pinelink.error.AlreadyExistsException if it is to be enabled and another schedule of
   *     the index is
   */
  public BackupScheduleDescription updateBackupSchedule(UpdateBackupScheduleRequest request) {
    return Futures.await(async.updateBackupSchedule(request));
  }

  /** Works as {@link #updateBackupSchedule(UpdateBackupScheduleRequest)} does. */
  public BackupScheduleDescription updateBackupSchedule(
      String scheduleId, Consumer<UpdateBackupScheduleRequest.Builder> request) {
    return updateBackupSchedule(
        Check.configured(UpdateBackupScheduleRequest.builder(scheduleId), request).build());
  }

  /** Deletes a backup schedule. Source: deleteBackupSchedule, API version 2026-07. */
  public void deleteBackupSchedule(String id) {
    var unused = Futures.await(async.deleteBackupSchedule(id));
  }

  /**
   * Lists a page of the backups of a schedule. The next backup may be among them, with the status
   * {@code Scheduled} and the time at which it is to be made. Source: listBackupScheduleHistory,
   * API version 2026-07.
   */
  public ListResponse<BackupDescription> listBackupScheduleHistory(
      ListBackupScheduleHistoryRequest request) {
    return Futures.await(async.listBackupScheduleHistory(request));
  }

  /** Works as {@link #listBackupScheduleHistory(ListBackupScheduleHistoryRequest)} does. */
  public ListResponse<BackupDescription> listBackupScheduleHistory(
      String scheduleId, Consumer<ListBackupScheduleHistoryRequest.Builder> request) {
    return listBackupScheduleHistory(
        Check.configured(ListBackupScheduleHistoryRequest.builder(scheduleId), request).build());
  }

  /**
   * Lists all backups of a schedule page by page, as {@link #listBackupScheduleHistory} does,
   * starting at the request's page.
   */
  public Paged<BackupDescription> listAllBackupScheduleHistory(
      ListBackupScheduleHistoryRequest request) {
    return new Paged<>(async.backupScheduleHistory(request));
  }

  /** Works as {@link #listAllBackupScheduleHistory(ListBackupScheduleHistoryRequest)} does. */
  public Paged<BackupDescription> listAllBackupScheduleHistory(
      String scheduleId, Consumer<ListBackupScheduleHistoryRequest.Builder> request) {
    return listAllBackupScheduleHistory(
        Check.configured(ListBackupScheduleHistoryRequest.builder(scheduleId), request).build());
  }

  /**
   * Starts a conversion job, which copies an index for vectors or records into a new document
   * index. The new index is ready once the job is done; see {@link #awaitConverted}.
   *
   * <p>Source: the documentation of API version 2026-07 of October 2026.
   *
   * @throws io.pinelink.error.NotFoundException if no index has the name of the source
   * @throws io.pinelink.error.AlreadyExistsException if an index has the name of the new one
   */
  @Preview
  public ConversionJobDescription convertIndex(ConvertIndexRequest request) {
    return Futures.await(async.convertIndex(request));
  }

  /** Starts a conversion job, as {@link #convertIndex(ConvertIndexRequest)} does. */
  @Preview
  public ConversionJobDescription convertIndex(
      String source,
      String name,
      IndexSchema schema,
      Consumer<ConvertIndexRequest.Builder> request) {
    return convertIndex(
        Check.configured(ConvertIndexRequest.builder(source, name, schema), request).build());
  }

  /**
   * Describes a conversion job.
   *
   * <p>Source: the documentation of API version 2026-07 of October 2026.
   */
  @Preview
  public ConversionJobDescription describeConversionJob(String id) {
    return Futures.await(async.describeConversionJob(id));
  }

  /**
   * Lists a page of the conversion jobs of the project, newest first.
   *
   * <p>Source: the documentation of API version 2026-07 of October 2026.
   */
  @Preview
  public ListResponse<ConversionJobDescription> listConversionJobs(PageRequest request) {
    return Futures.await(async.listConversionJobs(request));
  }

  /** Lists a page of conversion jobs, as {@code listConversionJobs(PageRequest.all())} does. */
  @Preview
  public ListResponse<ConversionJobDescription> listConversionJobs() {
    return listConversionJobs(PageRequest.all());
  }

  /** Lists a page of conversion jobs, as {@link #listConversionJobs(PageRequest)} does. */
  @Preview
  public ListResponse<ConversionJobDescription> listConversionJobs(
      Consumer<PageRequest.Builder> request) {
    return listConversionJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /**
   * Lists all conversion jobs page by page, as {@link #listConversionJobs} does, starting at the
   * request's page.
   */
  @Preview
  public Paged<ConversionJobDescription> listAllConversionJobs(PageRequest request) {
    return new Paged<>(async.conversionJobs(request));
  }

  /** Lists all conversion jobs, as {@code listAllConversionJobs(PageRequest.all())} does. */
  @Preview
  public Paged<ConversionJobDescription> listAllConversionJobs() {
    return listAllConversionJobs(PageRequest.all());
  }

  /** Lists all conversion jobs, as {@link #listAllConversionJobs(PageRequest)} does. */
  @Preview
  public Paged<ConversionJobDescription> listAllConversionJobs(
      Consumer<PageRequest.Builder> request) {
    return listAllConversionJobs(Check.configured(PageRequest.builder(), request).build());
  }

  /** Waits until a collection is ready. Polls and throws as {@link #awaitIndexReady} does. */
  public CollectionDescription awaitCollectionReady(String name, Duration timeout) {
    return Futures.await(async.awaitCollectionReady(name, timeout));
  }

  /** Waits until a backup is ready. Polls and throws as {@link #awaitIndexReady} does. */
  public BackupDescription awaitBackupReady(String id, Duration timeout) {
    return Futures.await(async.awaitBackupReady(id, timeout));
  }

  /**
   * Waits until a restore job is done. Polls and throws as {@link #awaitIndexReady} does, with
   * {@code FAILED_PRECONDITION} if the job failed or was cancelled.
   */
  public RestoreJobDescription awaitRestore(String jobId, Duration timeout) {
    return Futures.await(async.awaitRestore(jobId, timeout));
  }

  /**
   * Waits until a conversion job is done. Polls and throws as {@link #awaitIndexReady} does, with
   * {@code FAILED_PRECONDITION} if the job failed or was cancelled.
   */
  @Preview
  public ConversionJobDescription awaitConverted(String jobId, Duration timeout) {
    return Futures.await(async.awaitConverted(jobId, timeout));
  }
}
