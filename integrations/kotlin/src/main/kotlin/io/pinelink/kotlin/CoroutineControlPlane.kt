package io.pinelink.kotlin

import io.pinelink.AsyncControlPlane
import io.pinelink.CallOptions
import io.pinelink.ControlPlane
import io.pinelink.annotation.Preview
import io.pinelink.control.BackupDescription
import io.pinelink.control.BackupScheduleDescription
import io.pinelink.control.CollectionDescription
import io.pinelink.control.ConfigureIndexRequest
import io.pinelink.control.ConversionJobDescription
import io.pinelink.control.ConvertIndexRequest
import io.pinelink.control.CreateBackupRequest
import io.pinelink.control.CreateBackupScheduleRequest
import io.pinelink.control.CreateDocumentIndexRequest
import io.pinelink.control.CreateIndexForModelRequest
import io.pinelink.control.CreateIndexFromBackupRequest
import io.pinelink.control.CreateIndexFromBackupResponse
import io.pinelink.control.CreateIndexRequest
import io.pinelink.control.DiscoverMetricsResponse
import io.pinelink.control.IndexDescription
import io.pinelink.control.IndexSchema
import io.pinelink.control.IndexSpec
import io.pinelink.control.ListBackupScheduleHistoryRequest
import io.pinelink.control.ListBackupSchedulesRequest
import io.pinelink.control.ListBackupsRequest
import io.pinelink.control.RestoreJobDescription
import io.pinelink.control.UpdateBackupScheduleRequest
import io.pinelink.model.ListResponse
import io.pinelink.model.PageRequest
import io.pinelink.routing.Cloud
import io.pinelink.routing.Route
import kotlin.time.Duration
import kotlin.time.toJavaDuration
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

/**
 * The control plane for coroutines, over [AsyncControlPlane]. Each call suspends until the response has arrived;
 * cancelling the coroutine ends the exchange on the wire. Failures are the exceptions of [ControlPlane].
 *
 * Immutable and thread-safe. Calls may be made from any dispatcher, and block none.
 *
 * @property async the Java API below, also for what this class leaves out
 */
public class CoroutineControlPlane internal constructor(public val async: AsyncControlPlane) {
  /** The route of the next call, which is always public. */
  public val route: Route get() = async.route()

  /** Returns a view with other call settings, such as a timeout. */
  public fun with(options: CallOptions): CoroutineControlPlane = CoroutineControlPlane(async.with(options))

  /** Creates an index of vectors. */
  public suspend fun createIndex(request: CreateIndexRequest): IndexDescription = async.createIndex(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun createIndex(
    name: String,
    spec: IndexSpec,
    request: CreateIndexRequest.Builder.() -> Unit,
  ): IndexDescription = async.createIndex(name, spec, request).await()

  /** Creates a document index. */
  public suspend fun createDocumentIndex(request: CreateDocumentIndexRequest): IndexDescription =
    async.createDocumentIndex(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun createDocumentIndex(
    name: String,
    schema: IndexSchema,
    spec: IndexSpec,
    request: CreateDocumentIndexRequest.Builder.() -> Unit,
  ): IndexDescription = async.createDocumentIndex(name, schema, spec, request).await()

  /** Creates an index whose records a hosted model embeds. */
  public suspend fun createIndexForModel(request: CreateIndexForModelRequest): IndexDescription =
    async.createIndexForModel(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun createIndexForModel(
    name: String,
    cloud: Cloud,
    region: String,
    model: String,
    textField: String,
    request: CreateIndexForModelRequest.Builder.() -> Unit = {},
  ): IndexDescription = async.createIndexForModel(name, cloud, region, model, textField, request).await()

  /** Creates an index unless it exists, and suspends until it is ready. */
  public suspend fun ensureIndex(request: CreateIndexRequest, timeout: Duration): IndexDescription =
    async.ensureIndex(request, timeout.toJavaDuration()).await()

  /** Creates an index of records unless it exists, and suspends until it is ready. */
  public suspend fun ensureIndex(request: CreateIndexForModelRequest, timeout: Duration): IndexDescription =
    async.ensureIndex(request, timeout.toJavaDuration()).await()

  /** Describes an index. */
  public suspend fun describeIndex(name: String): IndexDescription = async.describeIndex(name).await()

  /** Lists all indexes. */
  public suspend fun listIndexes(): ListResponse<IndexDescription> = async.listIndexes().await()

  /** Changes the settings of an index. */
  public suspend fun configureIndex(request: ConfigureIndexRequest): IndexDescription =
    async.configureIndex(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun configureIndex(name: String, request: ConfigureIndexRequest.Builder.() -> Unit): IndexDescription =
    async.configureIndex(name, request).await()

  /** Deletes an index and its content. */
  public suspend fun deleteIndex(name: String) {
    async.deleteIndex(name).await()
  }

  /** Suspends until an index is ready. */
  public suspend fun awaitIndexReady(name: String, timeout: Duration): IndexDescription =
    async.awaitIndexReady(name, timeout.toJavaDuration()).await()

  /** Suspends until an index is deleted. */
  public suspend fun awaitIndexDeleted(name: String, timeout: Duration) {
    async.awaitIndexDeleted(name, timeout.toJavaDuration()).await()
  }

  /** Creates a collection of an index of pods. */
  public suspend fun createCollection(name: String, source: String): CollectionDescription =
    async.createCollection(name, source).await()

  /** Describes a collection. */
  public suspend fun describeCollection(name: String): CollectionDescription = async.describeCollection(name).await()

  /** Lists all collections. */
  public suspend fun listCollections(): ListResponse<CollectionDescription> = async.listCollections().await()

  /** Deletes a collection. */
  public suspend fun deleteCollection(name: String) {
    async.deleteCollection(name).await()
  }

  /** Suspends until a collection is ready. */
  public suspend fun awaitCollectionReady(name: String, timeout: Duration): CollectionDescription =
    async.awaitCollectionReady(name, timeout.toJavaDuration()).await()

  /** Creates a backup. */
  public suspend fun createBackup(request: CreateBackupRequest): BackupDescription = async.createBackup(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun createBackup(
    index: String,
    request: CreateBackupRequest.Builder.() -> Unit = {},
  ): BackupDescription = async.createBackup(index, request).await()

  /** Describes a backup. */
  public suspend fun describeBackup(id: String): BackupDescription = async.describeBackup(id).await()

  /** Lists a page of backups. */
  public suspend fun listBackups(
    request: ListBackupsRequest = ListBackupsRequest.all(),
  ): ListResponse<BackupDescription> = async.listBackups(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listBackups(request: ListBackupsRequest.Builder.() -> Unit): ListResponse<BackupDescription> =
    async.listBackups(request).await()

  /** Returns the backups of all pages. */
  public fun listAllBackups(request: ListBackupsRequest = ListBackupsRequest.all()): Flow<BackupDescription> =
    async.listAllBackups(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllBackups(request: ListBackupsRequest.Builder.() -> Unit): Flow<BackupDescription> =
    async.listAllBackups(request).asFlow()

  /** Deletes a backup. */
  public suspend fun deleteBackup(id: String) {
    async.deleteBackup(id).await()
  }

  /** Suspends until a backup is ready. */
  public suspend fun awaitBackupReady(id: String, timeout: Duration): BackupDescription =
    async.awaitBackupReady(id, timeout.toJavaDuration()).await()

  /** Creates an index from a backup. */
  public suspend fun createIndexFromBackup(request: CreateIndexFromBackupRequest): CreateIndexFromBackupResponse =
    async.createIndexFromBackup(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun createIndexFromBackup(
    backupId: String,
    name: String,
    request: CreateIndexFromBackupRequest.Builder.() -> Unit = {},
  ): CreateIndexFromBackupResponse = async.createIndexFromBackup(backupId, name, request).await()

  /** Describes a restore job. */
  public suspend fun describeRestoreJob(id: String): RestoreJobDescription = async.describeRestoreJob(id).await()

  /** Lists a page of restore jobs. */
  public suspend fun listRestoreJobs(request: PageRequest = PageRequest.all()): ListResponse<RestoreJobDescription> =
    async.listRestoreJobs(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listRestoreJobs(request: PageRequest.Builder.() -> Unit): ListResponse<RestoreJobDescription> =
    async.listRestoreJobs(request).await()

  /** Returns the restore jobs of all pages. */
  public fun listAllRestoreJobs(request: PageRequest = PageRequest.all()): Flow<RestoreJobDescription> =
    async.listAllRestoreJobs(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllRestoreJobs(request: PageRequest.Builder.() -> Unit): Flow<RestoreJobDescription> =
    async.listAllRestoreJobs(request).asFlow()

  /** Suspends until a restore job is done. */
  public suspend fun awaitRestore(jobId: String, timeout: Duration): RestoreJobDescription =
    async.awaitRestore(jobId, timeout.toJavaDuration()).await()

  /** Creates a backup schedule. */
  public suspend fun createBackupSchedule(request: CreateBackupScheduleRequest): BackupScheduleDescription =
    async.createBackupSchedule(request).await()

  /** Describes a backup schedule. */
  public suspend fun describeBackupSchedule(id: String): BackupScheduleDescription =
    async.describeBackupSchedule(id).await()

  /** Lists a page of the backup schedules of an index. */
  public suspend fun listBackupSchedules(request: ListBackupSchedulesRequest): ListResponse<BackupScheduleDescription> =
    async.listBackupSchedules(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listBackupSchedules(
    index: String,
    request: ListBackupSchedulesRequest.Builder.() -> Unit = {},
  ): ListResponse<BackupScheduleDescription> = async.listBackupSchedules(index, request).await()

  /** Returns the backup schedules of all pages. */
  public fun listAllBackupSchedules(request: ListBackupSchedulesRequest): Flow<BackupScheduleDescription> =
    async.listAllBackupSchedules(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllBackupSchedules(
    index: String,
    request: ListBackupSchedulesRequest.Builder.() -> Unit = {},
  ): Flow<BackupScheduleDescription> = async.listAllBackupSchedules(index, request).asFlow()

  /** Changes a backup schedule. */
  public suspend fun updateBackupSchedule(request: UpdateBackupScheduleRequest): BackupScheduleDescription =
    async.updateBackupSchedule(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun updateBackupSchedule(
    scheduleId: String,
    request: UpdateBackupScheduleRequest.Builder.() -> Unit,
  ): BackupScheduleDescription = async.updateBackupSchedule(scheduleId, request).await()

  /** Deletes a backup schedule. */
  public suspend fun deleteBackupSchedule(id: String) {
    async.deleteBackupSchedule(id).await()
  }

  /** Lists a page of the backups that a schedule created. */
  public suspend fun listBackupScheduleHistory(
    request: ListBackupScheduleHistoryRequest,
  ): ListResponse<BackupDescription> = async.listBackupScheduleHistory(request).await()

  /** Works as the function above, with a request that the block configures. */
  public suspend fun listBackupScheduleHistory(
    scheduleId: String,
    request: ListBackupScheduleHistoryRequest.Builder.() -> Unit = {},
  ): ListResponse<BackupDescription> = async.listBackupScheduleHistory(scheduleId, request).await()

  /** Returns the backups that a schedule created. */
  public fun listAllBackupScheduleHistory(request: ListBackupScheduleHistoryRequest): Flow<BackupDescription> =
    async.listAllBackupScheduleHistory(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  public fun listAllBackupScheduleHistory(
    scheduleId: String,
    request: ListBackupScheduleHistoryRequest.Builder.() -> Unit = {},
  ): Flow<BackupDescription> = async.listAllBackupScheduleHistory(scheduleId, request).asFlow()

  /** Lists the targets of metrics. */
  public suspend fun discoverMetrics(projectId: String): DiscoverMetricsResponse =
    async.discoverMetrics(projectId).await()

  /** Starts the conversion of an index to documents. */
  @Preview
  public suspend fun convertIndex(request: ConvertIndexRequest): ConversionJobDescription =
    async.convertIndex(request).await()

  /** Works as the function above, with a request that the block configures. */
  @Preview
  public suspend fun convertIndex(
    source: String,
    name: String,
    schema: IndexSchema,
    request: ConvertIndexRequest.Builder.() -> Unit = {},
  ): ConversionJobDescription = async.convertIndex(source, name, schema, request).await()

  /** Describes a conversion job. */
  @Preview
  public suspend fun describeConversionJob(id: String): ConversionJobDescription =
    async.describeConversionJob(id).await()

  /** Lists a page of conversion jobs. */
  @Preview
  public suspend fun listConversionJobs(
    request: PageRequest = PageRequest.all(),
  ): ListResponse<ConversionJobDescription> = async.listConversionJobs(request).await()

  /** Works as the function above, with a request that the block configures. */
  @Preview
  public suspend fun listConversionJobs(
    request: PageRequest.Builder.() -> Unit,
  ): ListResponse<ConversionJobDescription> = async.listConversionJobs(request).await()

  /** Returns the conversion jobs of all pages. */
  @Preview
  public fun listAllConversionJobs(request: PageRequest = PageRequest.all()): Flow<ConversionJobDescription> =
    async.listAllConversionJobs(request).asFlow()

  /** Works as the function above, with a request that the block configures. */
  @Preview
  public fun listAllConversionJobs(request: PageRequest.Builder.() -> Unit): Flow<ConversionJobDescription> =
    async.listAllConversionJobs(request).asFlow()

  /** Suspends until a conversion job is completed. */
  @Preview
  public suspend fun awaitConverted(jobId: String, timeout: Duration): ConversionJobDescription =
    async.awaitConverted(jobId, timeout.toJavaDuration()).await()

  /** Returns the class name and the route. */
  override fun toString(): String = "CoroutineControlPlane[$route]"
}
