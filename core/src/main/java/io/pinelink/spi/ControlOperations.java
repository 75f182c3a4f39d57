package io.pinelink.spi;

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
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.model.EmptyResponse;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;
import io.pinelink.model.VectorType;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import io.pinelink.spi.request.CollectionSource;
import io.pinelink.spi.request.EmptyRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations at the control plane's host, over REST only. */
public final class ControlOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.CONTROL, Operation.REST_ONLY, ControlOperations::facts);

  /**
   * The first version that describes document indexes as well as classic ones. How older versions
   * describe a document index is not documented.
   */
  private static final String DESCRIBES_ALL = "2026-07";

  /** Creates an index. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateIndexRequest, IndexDescription> CREATE_INDEX =
      AREA.once("2024-07", "createIndex", CreateIndexRequest.class, IndexDescription.class);

  /** Creates an index by its schema. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateDocumentIndexRequest, IndexDescription>
      CREATE_DOCUMENT_INDEX =
          AREA.once(
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
          AREA.once(
              "2025-01",
              "createIndexForModel",
              CreateIndexForModelRequest.class,
              IndexDescription.class);

  /** Describes an index. */
  public static final Operation<ByName, IndexDescription> DESCRIBE_INDEX =
      AREA.read("2024-07", "describeIndex", ByName.class, IndexDescription.class)
          .inVersion(DESCRIBES_ALL);

  /** Lists all indexes of the project. */
  public static final Operation<EmptyRequest, ListResponse<IndexDescription>> LIST_INDEXES =
      AREA.read("2024-07", "listIndexes", EmptyRequest.class, Operation.<IndexDescription>list())
          .inVersion(DESCRIBES_ALL);

  /**
   * Changes an index's settings. Only classic indexes have pods or integrated embedding; other
   * settings are changed in a version that knows indexes of all kinds.
   */
  public static final Operation<ConfigureIndexRequest, IndexDescription> CONFIGURE_INDEX =
      AREA.idempotent(
              "2024-07", "configureIndex", ConfigureIndexRequest.class, IndexDescription.class)
          .inVersionOf(
              change ->
                  change.changesPods() || change.changesEmbedding()
                      ? Operation.CLASSIC_VERSION
                      : DESCRIBES_ALL);

  /** Deletes an index. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ByName, EmptyResponse> DELETE_INDEX =
      AREA.once("2024-07", "deleteIndex", ByName.class, EmptyResponse.class);

  /**
   * Creates a collection from a pod index. Not idempotent: a second attempt finds the name taken.
   */
  public static final Operation<CollectionSource, CollectionDescription> CREATE_COLLECTION =
      AREA.once("2024-07", "createCollection", CollectionSource.class, CollectionDescription.class);

  /** Describes a collection. */
  public static final Operation<ByName, CollectionDescription> DESCRIBE_COLLECTION =
      AREA.read("2024-07", "describeCollection", ByName.class, CollectionDescription.class);

  /** Lists all collections of the project. */
  public static final Operation<EmptyRequest, ListResponse<CollectionDescription>>
      LIST_COLLECTIONS =
          AREA.read("2024-07", "listCollections", EmptyRequest.class, Operation.list());

  /** Deletes a collection. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ByName, EmptyResponse> DELETE_COLLECTION =
      AREA.once("2024-07", "deleteCollection", ByName.class, EmptyResponse.class);

  /** Creates a backup of an index. Not idempotent: a second attempt creates another backup. */
  public static final Operation<CreateBackupRequest, BackupDescription> CREATE_BACKUP =
      AREA.once("2025-04", "createBackup", CreateBackupRequest.class, BackupDescription.class)
          .inVersion(DESCRIBES_ALL);

  /** Describes a backup. */
  public static final Operation<ById, BackupDescription> DESCRIBE_BACKUP =
      AREA.read("2025-04", "describeBackup", ById.class, BackupDescription.class)
          .inVersion(DESCRIBES_ALL);

  /** Lists the backups of an index or of the project. */
  public static final Operation<ListBackupsRequest, ListResponse<BackupDescription>> LIST_BACKUPS =
      AREA.read(
              "2025-04",
              "listBackups",
              ListBackupsRequest.class,
              Operation.<BackupDescription>list())
          .inVersion(DESCRIBES_ALL);

  /** Deletes a backup. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_BACKUP =
      AREA.once("2025-04", "deleteBackup", ById.class, EmptyResponse.class);

  /** Creates an index from a backup. Not idempotent: a second attempt finds the name taken. */
  public static final Operation<CreateIndexFromBackupRequest, CreateIndexFromBackupResponse>
      CREATE_INDEX_FROM_BACKUP =
          AREA.once(
                  "2025-04",
                  "createIndexFromBackup",
                  CreateIndexFromBackupRequest.class,
                  CreateIndexFromBackupResponse.class)
              .inVersion(DESCRIBES_ALL);

  /** Describes a restore job, which creates an index from a backup. */
  public static final Operation<ById, RestoreJobDescription> DESCRIBE_RESTORE_JOB =
      AREA.read("2025-04", "describeRestoreJob", ById.class, RestoreJobDescription.class);

  /** Lists the restore jobs of the project. */
  public static final Operation<PageRequest, ListResponse<RestoreJobDescription>>
      LIST_RESTORE_JOBS =
          AREA.read("2025-04", "listRestoreJobs", PageRequest.class, Operation.list());

  /**
   * Creates a backup schedule of an index. Not idempotent: a second attempt finds the schedule of
   * the first.
   */
  public static final Operation<CreateBackupScheduleRequest, BackupScheduleDescription>
      CREATE_BACKUP_SCHEDULE =
          AREA.once(
              "2026-07",
              "createBackupSchedule",
              CreateBackupScheduleRequest.class,
              BackupScheduleDescription.class);

  /** Describes a backup schedule. */
  public static final Operation<ById, BackupScheduleDescription> DESCRIBE_BACKUP_SCHEDULE =
      AREA.read("2026-07", "describeBackupSchedule", ById.class, BackupScheduleDescription.class);

  /** Lists the backup schedules of an index. */
  public static final Operation<ListBackupSchedulesRequest, ListResponse<BackupScheduleDescription>>
      LIST_BACKUP_SCHEDULES =
          AREA.read(
              "2026-07", "listBackupSchedules", ListBackupSchedulesRequest.class, Operation.list());

  /** Changes a backup schedule. */
  public static final Operation<UpdateBackupScheduleRequest, BackupScheduleDescription>
      UPDATE_BACKUP_SCHEDULE =
          AREA.idempotent(
              "2026-07",
              "updateBackupSchedule",
              UpdateBackupScheduleRequest.class,
              BackupScheduleDescription.class);

  /** Deletes a backup schedule. Not idempotent: a second attempt finds it gone. */
  public static final Operation<ById, EmptyResponse> DELETE_BACKUP_SCHEDULE =
      AREA.once("2026-07", "deleteBackupSchedule", ById.class, EmptyResponse.class);

  /** Lists the backups of a schedule. */
  public static final Operation<ListBackupScheduleHistoryRequest, ListResponse<BackupDescription>>
      LIST_BACKUP_SCHEDULE_HISTORY =
          AREA.read(
              "2026-07",
              "listBackupScheduleHistory",
              ListBackupScheduleHistoryRequest.class,
              Operation.list());

  /**
   * Starts a conversion job, which copies an index into a new document index. Not idempotent: a
   * second attempt finds the name taken.
   */
  public static final Operation<ConvertIndexRequest, ConversionJobDescription> CONVERT_INDEX =
      AREA.once(
          "2026-07", "convertIndex", ConvertIndexRequest.class, ConversionJobDescription.class);

  /** Describes a conversion job. */
  public static final Operation<ById, ConversionJobDescription> DESCRIBE_CONVERSION_JOB =
      AREA.read("2026-07", "describeConversionJob", ById.class, ConversionJobDescription.class);

  /** Lists the conversion jobs of the project. */
  public static final Operation<PageRequest, ListResponse<ConversionJobDescription>>
      LIST_CONVERSION_JOBS =
          AREA.read("2026-07", "listConversionJobs", PageRequest.class, Operation.list());

  private ControlOperations() {}

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "createIndex" ->
          OperationFacts.of(CREATE_INDEX)
              .indexName(CreateIndexRequest::name, IndexDescription::name)
              .since("2024-10", "tags", index -> !index.tags().isEmpty())
              .until(
                  Operation.CLASSIC_VERSION,
                  "spec.pod",
                  index -> index.spec() instanceof IndexSpec.Pod)
              // A version without the member creates dense indexes.
              .since("2025-01", "vectorType", index -> !index.vectorType().equals(VectorType.DENSE))
              .between(
                  "2025-04",
                  Operation.CLASSIC_VERSION,
                  "spec.serverless.sourceCollection",
                  index -> hasServerless(index, IndexSpec.Serverless::sourceCollection))
              .since(
                  "2025-10",
                  "spec.serverless.readCapacity",
                  index -> hasServerless(index, IndexSpec.Serverless::readCapacity))
              .between(
                  "2025-10",
                  Operation.CLASSIC_VERSION,
                  "spec.serverless.schema",
                  index -> hasServerless(index, IndexSpec.Serverless::schema))
              .since("2025-04", "spec.byoc", index -> hasByoc(index, Optional::of))
              .since(
                  "2025-10",
                  "spec.byoc.readCapacity",
                  index -> hasByoc(index, IndexSpec.Byoc::readCapacity))
              .between(
                  "2025-10",
                  Operation.CLASSIC_VERSION,
                  "spec.byoc.schema",
                  index -> hasByoc(index, IndexSpec.Byoc::schema));
      case "createDocumentIndex" ->
          OperationFacts.of(CREATE_DOCUMENT_INDEX)
              .indexName(CreateDocumentIndexRequest::name, IndexDescription::name);
      case "createIndexForModel" ->
          OperationFacts.of(CREATE_INDEX_FOR_MODEL)
              .indexName(CreateIndexForModelRequest::name, IndexDescription::name)
              .since("2025-04", "dimension", index -> index.dimension().isPresent())
              .since("2025-10", "schema", index -> index.schema().isPresent())
              .since("2025-10", "readCapacity", index -> index.readCapacity().isPresent());
      case "describeIndex" ->
          OperationFacts.of(DESCRIBE_INDEX).indexName(ByName::name, IndexDescription::name);
      case "listIndexes" ->
          OperationFacts.of(LIST_INDEXES).rows(response -> response.items().size());
      case "configureIndex" ->
          OperationFacts.of(CONFIGURE_INDEX)
              .indexName(ConfigureIndexRequest::name, IndexDescription::name)
              .since("2024-10", "tags", index -> !index.tags().isEmpty())
              .since("2025-10", "readCapacity", index -> index.readCapacity().isPresent())
              .since("2025-10", "byocReadCapacity", index -> index.byocReadCapacity().isPresent())
              .since("2025-01", "embed", ConfigureIndexRequest::changesEmbedding)
              // 2026-07 has the parameters in the field of the schema that has the text.
              .until(
                  Operation.CLASSIC_VERSION,
                  "embed without a textField",
                  index -> index.changesEmbedding() && index.textField().isEmpty());
      case "deleteIndex" -> OperationFacts.of(DELETE_INDEX).index(ByName::name);
      case "createCollection" ->
          OperationFacts.of(CREATE_COLLECTION)
              .name("collection", CollectionSource::name, CollectionDescription::name);
      case "describeCollection" ->
          OperationFacts.of(DESCRIBE_COLLECTION)
              .name("collection", ByName::name, CollectionDescription::name);
      case "createBackup" ->
          OperationFacts.of(CREATE_BACKUP)
              .name(
                  "a backup of index",
                  CreateBackupRequest::index,
                  BackupDescription::sourceIndexName);
      case "describeBackup" ->
          OperationFacts.of(DESCRIBE_BACKUP).id("backup", ById::id, BackupDescription::id);
      case "listBackups" ->
          OperationFacts.of(LIST_BACKUPS)
              .since("2026-07", "includeDeleted", ListBackupsRequest::includeDeleted);
      case "createIndexFromBackup" ->
          OperationFacts.of(CREATE_INDEX_FROM_BACKUP)
              .since("2026-07", "readCapacity", index -> index.readCapacity().isPresent());
      case "describeRestoreJob" ->
          OperationFacts.of(DESCRIBE_RESTORE_JOB)
              .id("restore job", ById::id, RestoreJobDescription::id);
      case "describeBackupSchedule" ->
          OperationFacts.of(DESCRIBE_BACKUP_SCHEDULE)
              .id("backup schedule", ById::id, BackupScheduleDescription::id);
      case "updateBackupSchedule" ->
          OperationFacts.of(UPDATE_BACKUP_SCHEDULE)
              .id(
                  "backup schedule",
                  UpdateBackupScheduleRequest::scheduleId,
                  BackupScheduleDescription::id);
      case "describeConversionJob" ->
          OperationFacts.of(DESCRIBE_CONVERSION_JOB)
              .id("conversion job", ById::id, ConversionJobDescription::id);
      default -> null;
    };
  }

  private static boolean hasServerless(
      CreateIndexRequest request, Function<IndexSpec.Serverless, Optional<?>> member) {
    return request.spec() instanceof IndexSpec.Serverless spec && member.apply(spec).isPresent();
  }

  private static boolean hasByoc(
      CreateIndexRequest request, Function<IndexSpec.Byoc, Optional<?>> member) {
    return request.spec() instanceof IndexSpec.Byoc spec && member.apply(spec).isPresent();
  }
}
