package io.pinelink.spi;

import io.pinelink.control.BackupDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
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
import io.pinelink.spi.request.DeleteBackupRequest;
import io.pinelink.spi.request.DeleteCollectionRequest;
import io.pinelink.spi.request.DeleteIndexRequest;
import io.pinelink.spi.request.DescribeBackupRequest;
import io.pinelink.spi.request.DescribeCollectionRequest;
import io.pinelink.spi.request.DescribeIndexRequest;
import io.pinelink.spi.request.DescribeRestoreJobRequest;
import io.pinelink.spi.request.ListCollectionsRequest;
import io.pinelink.spi.request.ListIndexesRequest;
import java.util.List;

/** The operations at the control plane's host, over REST only. */
public final class ControlOperations {
  /**
   * The first version that describes document indexes as well as classic ones. How older versions
   * describe a document index is not documented.
   */
  private static final String DESCRIBES_ALL = "2026-07";

  /** Creates an index. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateIndexRequest, IndexDescription> CREATE_INDEX =
      once("2024-07", "createIndex", CreateIndexRequest.class, IndexDescription.class);

  /** Creates an index by its schema. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateDocumentIndexRequest, IndexDescription>
      CREATE_DOCUMENT_INDEX =
          once(
              "2026-07",
              "createDocumentIndex",
              CreateDocumentIndexRequest.class,
              IndexDescription.class);

  /**
   * Creates an index with integrated embedding. Not idempotent: a second attempt finds the name
   * taken.
   */
  public static final Operation<CreateIndexForModelRequest, IndexDescription>
      CREATE_INDEX_FOR_MODEL =
          once(
              "2025-01",
              "createIndexForModel",
              CreateIndexForModelRequest.class,
              IndexDescription.class);

  /** Describes an index. */
  public static final Operation<DescribeIndexRequest, IndexDescription> DESCRIBE_INDEX =
      read("2024-07", "describeIndex", DescribeIndexRequest.class, IndexDescription.class)
          .inVersion(DESCRIBES_ALL);

  /** Lists all indexes of the project. */
  public static final Operation<ListIndexesRequest, ListIndexesResponse> LIST_INDEXES =
      read("2024-07", "listIndexes", ListIndexesRequest.class, ListIndexesResponse.class)
          .inVersion(DESCRIBES_ALL);

  /** Changes an index's settings. */
  public static final Operation<ConfigureIndexRequest, IndexDescription> CONFIGURE_INDEX =
      idempotent("2024-07", "configureIndex", ConfigureIndexRequest.class, IndexDescription.class);

  /** Deletes an index. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteIndexRequest, DeleteIndexResponse> DELETE_INDEX =
      once("2024-07", "deleteIndex", DeleteIndexRequest.class, DeleteIndexResponse.class);

  /**
   * Creates a collection from a pod index. Not idempotent: a second attempt finds the name taken.
   */
  public static final Operation<CreateCollectionRequest, CollectionDescription> CREATE_COLLECTION =
      once(
          "2024-07",
          "createCollection",
          CreateCollectionRequest.class,
          CollectionDescription.class);

  /** Describes a collection. */
  public static final Operation<DescribeCollectionRequest, CollectionDescription>
      DESCRIBE_COLLECTION =
          read(
              "2024-07",
              "describeCollection",
              DescribeCollectionRequest.class,
              CollectionDescription.class);

  /** Lists all collections of the project. */
  public static final Operation<ListCollectionsRequest, ListCollectionsResponse> LIST_COLLECTIONS =
      read(
          "2024-07",
          "listCollections",
          ListCollectionsRequest.class,
          ListCollectionsResponse.class);

  /** Deletes a collection. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteCollectionRequest, DeleteCollectionResponse>
      DELETE_COLLECTION =
          once(
              "2024-07",
              "deleteCollection",
              DeleteCollectionRequest.class,
              DeleteCollectionResponse.class);

  /** Creates a backup of an index. Not idempotent: a second attempt creates another backup. */
  public static final Operation<CreateBackupRequest, BackupDescription> CREATE_BACKUP =
      once("2025-04", "createBackup", CreateBackupRequest.class, BackupDescription.class);

  /** Describes a backup. */
  public static final Operation<DescribeBackupRequest, BackupDescription> DESCRIBE_BACKUP =
      read("2025-04", "describeBackup", DescribeBackupRequest.class, BackupDescription.class);

  /** Lists the backups of an index or of the project. */
  public static final Operation<ListBackupsRequest, ListBackupsResponse> LIST_BACKUPS =
      read("2025-04", "listBackups", ListBackupsRequest.class, ListBackupsResponse.class);

  /** Deletes a backup. Not idempotent: a second attempt finds it gone. */
  public static final Operation<DeleteBackupRequest, DeleteBackupResponse> DELETE_BACKUP =
      once("2025-04", "deleteBackup", DeleteBackupRequest.class, DeleteBackupResponse.class);

  /** Creates an index from a backup. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateIndexFromBackupRequest, CreateIndexFromBackupResponse>
      CREATE_INDEX_FROM_BACKUP =
          once(
              "2025-04",
              "createIndexFromBackup",
              CreateIndexFromBackupRequest.class,
              CreateIndexFromBackupResponse.class);

  /** Describes a restore job, which creates an index from a backup. */
  public static final Operation<DescribeRestoreJobRequest, RestoreJobDescription>
      DESCRIBE_RESTORE_JOB =
          read(
              "2025-04",
              "describeRestoreJob",
              DescribeRestoreJobRequest.class,
              RestoreJobDescription.class);

  /** Lists the restore jobs of the project. */
  public static final Operation<ListRestoreJobsRequest, ListRestoreJobsResponse> LIST_RESTORE_JOBS =
      read(
          "2025-04",
          "listRestoreJobs",
          ListRestoreJobsRequest.class,
          ListRestoreJobsResponse.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          CREATE_INDEX,
          CREATE_DOCUMENT_INDEX,
          CREATE_INDEX_FOR_MODEL,
          DESCRIBE_INDEX,
          LIST_INDEXES,
          CONFIGURE_INDEX,
          DELETE_INDEX,
          CREATE_COLLECTION,
          DESCRIBE_COLLECTION,
          LIST_COLLECTIONS,
          DELETE_COLLECTION,
          CREATE_BACKUP,
          DESCRIBE_BACKUP,
          LIST_BACKUPS,
          DELETE_BACKUP,
          CREATE_INDEX_FROM_BACKUP,
          DESCRIBE_RESTORE_JOB,
          LIST_RESTORE_JOBS);

  private ControlOperations() {}

  private static <Q, R> Operation<Q, R> read(
      String since, String name, Class<Q> request, Class<R> response) {
    return operation(since, name, request, response, Effect.READ_ONLY);
  }

  private static <Q, R> Operation<Q, R> idempotent(
      String since, String name, Class<Q> request, Class<R> response) {
    return operation(since, name, request, response, Effect.IDEMPOTENT);
  }

  private static <Q, R> Operation<Q, R> once(
      String since, String name, Class<Q> request, Class<R> response) {
    return operation(since, name, request, response, Effect.NOT_IDEMPOTENT);
  }

  private static <Q, R> Operation<Q, R> operation(
      String since, String name, Class<Q> request, Class<R> response, Effect effect) {
    return new Operation<>(
        name, request, response, Plane.CONTROL, effect, since, Operation.REST_ONLY);
  }
}
