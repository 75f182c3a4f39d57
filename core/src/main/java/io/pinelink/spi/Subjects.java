package io.pinelink.spi;

import io.pinelink.admin.ApiKeyDescription;
import io.pinelink.admin.Invite;
import io.pinelink.admin.Organization;
import io.pinelink.admin.Project;
import io.pinelink.admin.RoleBinding;
import io.pinelink.admin.ServiceAccount;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateOrganizationRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.admin.UpdateServiceAccountRequest;
import io.pinelink.admin.User;
import io.pinelink.control.BackupDescription;
import io.pinelink.control.BackupScheduleDescription;
import io.pinelink.control.CollectionDescription;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.ConversionJobDescription;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateCollectionRequest;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.RestoreJobDescription;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.imports.ImportDescription;
import io.pinelink.inference.ModelInfo;
import io.pinelink.model.CreateNamespaceAliasRequest;
import io.pinelink.model.CreateNamespaceRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.NamespaceAlias;
import io.pinelink.model.NamespaceDescription;
import io.pinelink.model.RepointNamespaceAliasRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.ByName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations whose responses name their subject, such as the index that they describe. A
 * connection that is out of sync delivers the response of another call, which the subject reveals.
 *
 * <p>The namespace in the response of a read is not checked, since a read through an alias returns
 * the namespace that served it. Texts that the service may normalize, such as the name of a
 * project, are not checked either.
 */
final class Subjects {
  /** The maximum length of names and ids of the service; a longer text is not shown. */
  private static final int MAX_SHOWN = 512;

  /** The subjects of the operations in use: a row loads classes, and the table has many. */
  private static final Map<Operation<?, ?>, Subject<?, ?>> USED = new ConcurrentHashMap<>();

  private Subjects() {}

  /** Adds the subject of the operation with a name, if its responses name one. */
  private static void add(String operation) {
    switch (operation) {
      case "describeIndex" ->
          name("index", ControlOperations.DESCRIBE_INDEX, ByName::name, IndexDescription::name);
      case "createIndex" ->
          name(
              "index",
              ControlOperations.CREATE_INDEX,
              CreateIndexRequest::name,
              IndexDescription::name);
      case "createDocumentIndex" ->
          name(
              "index",
              ControlOperations.CREATE_DOCUMENT_INDEX,
              CreateDocumentIndexRequest::name,
              IndexDescription::name);
      case "createIndexForModel" ->
          name(
              "index",
              ControlOperations.CREATE_INDEX_FOR_MODEL,
              CreateIndexForModelRequest::name,
              IndexDescription::name);
      case "configureIndex" ->
          name(
              "index",
              ControlOperations.CONFIGURE_INDEX,
              ConfigureIndexRequest::name,
              IndexDescription::name);
      case "createCollection" ->
          name(
              "collection",
              ControlOperations.CREATE_COLLECTION,
              CreateCollectionRequest::name,
              CollectionDescription::name);
      case "describeCollection" ->
          name(
              "collection",
              ControlOperations.DESCRIBE_COLLECTION,
              ByName::name,
              CollectionDescription::name);
      case "createBackup" ->
          name(
              "a backup of index",
              ControlOperations.CREATE_BACKUP,
              CreateBackupRequest::index,
              BackupDescription::sourceIndexName);
      case "describeBackup" ->
          id("backup", ControlOperations.DESCRIBE_BACKUP, ById::id, BackupDescription::id);
      case "describeRestoreJob" ->
          id(
              "restore job",
              ControlOperations.DESCRIBE_RESTORE_JOB,
              ById::id,
              RestoreJobDescription::id);
      case "describeBackupSchedule" ->
          id(
              "backup schedule",
              ControlOperations.DESCRIBE_BACKUP_SCHEDULE,
              ById::id,
              BackupScheduleDescription::id);
      case "updateBackupSchedule" ->
          id(
              "backup schedule",
              ControlOperations.UPDATE_BACKUP_SCHEDULE,
              UpdateBackupScheduleRequest::scheduleId,
              BackupScheduleDescription::id);
      case "describeConversionJob" ->
          id(
              "conversion job",
              ControlOperations.DESCRIBE_CONVERSION_JOB,
              ById::id,
              ConversionJobDescription::id);
      case "describeImport" ->
          id("import", ImportOperations.DESCRIBE_IMPORT, ById::id, ImportDescription::id);
      case "describeModel" ->
          name("model", InferenceOperations.DESCRIBE_MODEL, ByName::name, ModelInfo::model);
      case "createNamespace" ->
          name(
              "namespace",
              DataOperations.CREATE_NAMESPACE,
              CreateNamespaceRequest::name,
              NamespaceDescription::name);
      case "describeNamespace" ->
          name(
              "namespace",
              DataOperations.DESCRIBE_NAMESPACE,
              ByName::name,
              NamespaceDescription::name);
      case "createNamespaceAlias" ->
          name(
              "namespace alias",
              AliasOperations.CREATE_NAMESPACE_ALIAS,
              CreateNamespaceAliasRequest::name,
              NamespaceAlias::name);
      case "describeNamespaceAlias" ->
          name(
              "namespace alias",
              AliasOperations.DESCRIBE_NAMESPACE_ALIAS,
              ByName::name,
              NamespaceAlias::name);
      case "repointNamespaceAlias" ->
          name(
              "namespace alias",
              AliasOperations.REPOINT_NAMESPACE_ALIAS,
              RepointNamespaceAliasRequest::name,
              NamespaceAlias::name);
      case "fetch" -> put(DataOperations.FETCH, Subjects::fetched);
      case "listIds" -> put(DataOperations.LIST_IDS, Subjects::listed);
      case "searchRecords" -> put(DataOperations.SEARCH_RECORDS, Subjects::found);
      case "fetchDocuments" -> put(DocumentOperations.FETCH_DOCUMENTS, DocumentSubjects::fetched);
      case "searchDocuments" -> put(DocumentOperations.SEARCH_DOCUMENTS, DocumentSubjects::found);
      case "listDocuments" -> put(DocumentOperations.LIST_DOCUMENTS, DocumentSubjects::listed);
      case "upsertDocuments" ->
          put(DocumentOperations.UPSERT_DOCUMENTS, DocumentSubjects::upserted);
      case "updateDocuments" -> put(DocumentOperations.UPDATE_DOCUMENTS, DocumentSubjects::updated);
      case "deleteDocuments" -> put(DocumentOperations.DELETE_DOCUMENTS, DocumentSubjects::deleted);
      case "describeOrganization" ->
          id("organization", AdminOperations.DESCRIBE_ORGANIZATION, ById::id, Organization::id);
      case "updateOrganization" ->
          id(
              "organization",
              AdminOperations.UPDATE_ORGANIZATION,
              UpdateOrganizationRequest::organizationId,
              Organization::id);
      case "describeProject" ->
          id("project", AdminOperations.DESCRIBE_PROJECT, ById::id, Project::id);
      case "updateProject" ->
          id(
              "project",
              AdminOperations.UPDATE_PROJECT,
              UpdateProjectRequest::projectId,
              Project::id);
      case "describeApiKey" ->
          id("API key", AdminOperations.DESCRIBE_API_KEY, ById::id, ApiKeyDescription::id);
      case "updateApiKey" ->
          id(
              "API key",
              AdminOperations.UPDATE_API_KEY,
              UpdateApiKeyRequest::apiKeyId,
              ApiKeyDescription::id);
      case "describeUser" -> id("user", AdminOperations.DESCRIBE_USER, ById::id, User::id);
      case "describeInvite" -> id("invite", AdminOperations.DESCRIBE_INVITE, ById::id, Invite::id);
      case "resendInvite" -> id("invite", AdminOperations.RESEND_INVITE, ById::id, Invite::id);
      case "describeServiceAccount" ->
          id(
              "service account",
              AdminOperations.DESCRIBE_SERVICE_ACCOUNT,
              ById::id,
              ServiceAccount::id);
      case "updateServiceAccount" ->
          id(
              "service account",
              AdminOperations.UPDATE_SERVICE_ACCOUNT,
              UpdateServiceAccountRequest::serviceAccountId,
              ServiceAccount::id);
      case "rotateServiceAccountSecret" ->
          id(
              "service account",
              AdminOperations.ROTATE_SERVICE_ACCOUNT_SECRET,
              ById::id,
              rotated -> rotated.serviceAccount().id());
      case "describeRoleBinding" ->
          id("role binding", AdminOperations.DESCRIBE_ROLE_BINDING, ById::id, RoleBinding::id);
      default -> {}
    }
  }

  static <Q, R> @Nullable Subject<Q, R> of(Operation<Q, R> operation) {
    if (!USED.containsKey(operation)) {
      add(operation.name());
    }
    @SuppressWarnings("unchecked") // put accepts only subjects of the operation's types
    Subject<Q, R> subject = (Subject<Q, R>) USED.get(operation);
    return subject;
  }

  private static <Q, R> void put(Operation<Q, R> operation, Subject<Q, R> subject) {
    USED.put(operation, subject);
  }

  private static <Q, R> void name(
      String kind,
      Operation<Q, R> operation,
      Function<Q, String> asked,
      Function<R, String> answered) {
    put(operation, comparing(kind, asked, answered, String::equals));
  }

  /** Adds an operation with ids. Most are UUIDs, so upper and lower case are equal. */
  private static <Q, R> void id(
      String kind,
      Operation<Q, R> operation,
      Function<Q, String> asked,
      Function<R, String> answered) {
    put(operation, comparing(kind, asked, answered, String::equalsIgnoreCase));
  }

  private static <Q, R> Subject<Q, R> comparing(
      String kind,
      Function<Q, String> asked,
      Function<R, String> answered,
      BiPredicate<String, String> isSame) {
    return (request, response) -> {
      String expected = asked.apply(request);
      String found = answered.apply(response);
      return found.isEmpty() || isSame.test(found, expected)
          ? null
          : "the answer is about " + kind + " " + quote(found) + ", asked for " + quote(expected);
    };
  }

  /** Checks that the vectors of a fetch were requested, and that each is under its own id. */
  private static @Nullable String fetched(FetchRequest request, FetchResponse response) {
    Set<String> asked = new HashSet<>(request.ids());
    for (Map.Entry<String, Vector> entry : response.vectors().entrySet()) {
      String id = entry.getKey();
      if (!asked.contains(id)) {
        return "the answer has vector " + quote(id) + ", which was not asked for";
      }
      if (!entry.getValue().id().equals(id)) {
        return "the answer has vector " + quote(entry.getValue().id()) + " under id " + quote(id);
      }
    }
    return null;
  }

  /** Checks that listed ids begin with the requested prefix. */
  private static @Nullable String listed(ListIdsRequest request, ListIdsResponse response) {
    return withoutPrefix(response.items(), request.prefix().orElse(""));
  }

  /** Returns a description of an id that does not begin with the prefix; null if there is none. */
  static @Nullable String withoutPrefix(List<String> ids, String prefix) {
    for (String id : ids) {
      if (!id.startsWith(prefix)) {
        return "the answer has id " + quote(id) + ", asked for the prefix " + quote(prefix);
      }
    }
    return null;
  }

  private static @Nullable String found(
      SearchRecordsRequest request, SearchRecordsResponse response) {
    return tooMany("hits", response.hits().size(), request.topK());
  }

  /** Returns a description of a response with too many elements; null if they are few enough. */
  static @Nullable String tooMany(String kind, int answered, int asked) {
    return answered > asked
        ? "the answer has " + answered + " " + kind + ", asked for at most " + asked
        : null;
  }

  static String quote(String text) {
    return text.length() > MAX_SHOWN
        ? "(a name of " + text.length() + " characters)"
        : "'" + text + "'";
  }
}
