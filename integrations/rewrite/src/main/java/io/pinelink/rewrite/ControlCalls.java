package io.pinelink.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** The calls of {@code Pinecone}: indexes, collections, backups, and other clients. */
final class ControlCalls {
  private static final String DELETION_PROTECTION =
      "org.openapitools.db_control.client.model.DeletionProtection";
  private static final String METADATA_CONFIG =
      "org.openapitools.db_control.client.model.PodSpecMetadataConfig";

  private final MovedArguments arguments;
  private final Expression client;
  private final List<Expression> given;
  private final JavaType.Method method;

  private ControlCalls(
      MovedArguments arguments,
      Expression client,
      J.MethodInvocation call,
      JavaType.Method method) {
    this.arguments = arguments;
    this.client = client;
    this.given = call.getArguments();
    this.method = method;
  }

  /** Returns the call as Pinelink has it, or null if it cannot be moved. */
  static @Nullable Code move(
      J.MethodInvocation call,
      Expression client,
      JavaType.Method method,
      MovedArguments arguments) {
    return new ControlCalls(arguments, client, call, method).move(call.getSimpleName());
  }

  private @Nullable Code move(String name) {
    return switch (name) {
      case "getIndexConnection" -> open("");
      case "getAsyncIndexConnection" -> open(".async()");
      case "getInferenceClient" -> Code.of(client, Types.CLIENT).text(".inference()");
      case "createServerlessIndex" -> createServerlessIndex();
      case "createSparseServelessIndex" -> createSparseIndex();
      case "createByocIndex" -> createByocIndex();
      case "createPodsIndex" -> createPodsIndex();
      case "createIndexForModel" -> createIndexForModel();
      case "configurePodsIndex" -> configurePodsIndex();
      case "configureServerlessIndex" -> configureServerlessIndex();
      case "describeIndex",
          "deleteIndex",
          "describeCollection",
          "deleteCollection",
          "describeBackup",
          "deleteBackup",
          "describeRestoreJob" ->
          named(name);
      case "listIndexes", "listCollections" ->
          Code.of(client, Types.CLIENT).text(".controlPlane()." + name + "()");
      case "createCollection" ->
          control(
              name,
              Code.of(given.get(0), Types.STRING)
                  .text(", ")
                  .expression(given.get(1), Types.STRING));
      case "createBackup" -> createBackup();
      case "listIndexBackups" -> listBackups(at(0), given.size() == 1, at(1), at(2));
      case "listProjectBackups" -> listBackups(null, false, at(0), at(1));
      case "createIndexFromBackup" -> createIndexFromBackup();
      case "listRestoreJobs" -> listRestoreJobs();
      default -> null;
    };
  }

  private @Nullable Expression at(int position) {
    return position < given.size() && !(given.get(position) instanceof J.Empty)
        ? given.get(position)
        : null;
  }

  private Code open(String view) {
    return Code.of(client, Types.CLIENT)
        .text(".index(")
        .expression(given.get(0), Types.STRING)
        .text(")" + view);
  }

  private Code named(String call) {
    return control(call, Code.of(given.get(0), Types.STRING));
  }

  private Code control(String call, Code request) {
    return Code.of(client, Types.CLIENT)
        .text(".controlPlane()." + call + "(")
        .code(request)
        .text(")");
  }

  private @Nullable Code createServerlessIndex() {
    Code spec = serverless(given.get(3), given.get(4));
    spec.code(arguments.setter("withReadCapacity", at(7), Types.READ_CAPACITY))
        .code(arguments.setter("withSchema", at(8), Types.METADATA_SCHEMA));
    return createIndex(
        spec,
        MovedArguments.setter("metric", arguments.metric(given.get(1))),
        given.get(2),
        at(5),
        at(6));
  }

  private Code serverless(Expression cloud, Expression region) {
    return Code.of("IndexSpec.serverless(", Types.INDEX_SPEC)
        .code(arguments.cloud(cloud))
        .text(", ")
        .expression(region, Types.STRING)
        .text(")");
  }

  private Code createIndex(
      Code spec,
      Code kind,
      @Nullable Expression dimension,
      @Nullable Expression protection,
      @Nullable Expression tags) {
    return control(
        "createIndex",
        Code.of("CreateIndexRequest.builder(", Types.CREATE_INDEX)
            .expression(given.get(0), Types.STRING)
            .text(", ")
            .code(spec)
            .text(")")
            .code(arguments.setter("dimension", dimension, "int"))
            .code(kind)
            .code(arguments.protection(protection))
            .code(arguments.setter("tags", tags, Types.TAGS))
            .text(".build()"));
  }

  private @Nullable Code createSparseIndex() {
    if (!Official.isLiteral(arguments.usage().constant(given.get(5)), "sparse")) {
      arguments.mark("choose CreateIndexRequest.dense(…) or CreateIndexRequest.sparse(…)");
      return null;
    }
    return createIndex(
        serverless(given.get(1), given.get(2)),
        Code.of(".sparseVectors()"),
        null,
        given.get(3),
        given.get(4));
  }

  private Code createByocIndex() {
    Code spec =
        Code.of("IndexSpec.byoc(", Types.INDEX_SPEC)
            .expression(given.get(3), Types.STRING)
            .text(")")
            .code(arguments.setter("withSchema", at(6), Types.METADATA_SCHEMA));
    return createIndex(
        spec,
        MovedArguments.setter("metric", arguments.metric(given.get(1))),
        given.get(2),
        at(4),
        at(5));
  }

  /** The overloads differ in the types after the first four parameters. */
  private @Nullable Code createPodsIndex() {
    Expression metric = null;
    Expression replicas = null;
    Expression shards = null;
    Expression pods = null;
    Expression config = null;
    Expression collection = null;
    Expression protection = null;
    Expression tags = null;
    if (given.size() >= 11) {
      metric = at(4);
      replicas = at(5);
      shards = at(6);
      pods = at(7);
      config = at(8);
      collection = at(9);
      protection = at(10);
      tags = at(11);
    } else {
      boolean twoNumbers = isNumber(4) && isNumber(5);
      for (int i = 4; i < given.size(); i++) {
        if (Official.takes(method, i, METADATA_CONFIG)) {
          config = at(i);
        } else if (Official.takes(method, i, DELETION_PROTECTION)) {
          protection = at(i);
        } else if (isNumber(i)) {
          replicas = twoNumbers && i == 4 ? at(i) : replicas;
          shards = twoNumbers && i == 5 ? at(i) : shards;
          pods = twoNumbers ? pods : at(i);
        } else if (given.size() == 5) {
          protection = at(i);
        } else if (i == 4) {
          metric = at(i);
        } else {
          collection = at(i);
        }
      }
    }
    if (!isAbsent(pods) || !isAbsent(config)) {
      arguments.mark(
          "pods are replicas times shards: IndexSpec.pod(…).withReplicas(…).withShards(…);"
              + " .withIndexedFields(…) replaces the metadata config");
      return null;
    }
    Code spec =
        Code.of("IndexSpec.pod(", Types.INDEX_SPEC)
            .expression(given.get(2), Types.STRING)
            .text(", ")
            .expression(given.get(3), Types.STRING)
            .text(")")
            .code(arguments.setter("withReplicas", replicas, "int"))
            .code(arguments.setter("withShards", shards, "int"))
            .code(arguments.setter("fromCollection", collection, Types.STRING));
    return createIndex(
        spec,
        MovedArguments.setter("metric", arguments.metric(metric)),
        given.get(1),
        protection,
        tags);
  }

  private boolean isNumber(int position) {
    return Official.takes(method, position, "java.lang.Integer");
  }

  private static boolean isAbsent(@Nullable Expression expression) {
    return expression == null || Official.isNull(expression);
  }

  private @Nullable Code createIndexForModel() {
    Code request = ModelSettings.createIndexForModel(given, arguments);
    return request == null ? null : control("createIndexForModel", request);
  }

  private Code configure() {
    return Code.of("ConfigureIndexRequest.builder(", Types.CONFIGURE_INDEX)
        .expression(given.get(0), Types.STRING)
        .text(")");
  }

  private @Nullable Code configurePodsIndex() {
    Expression podType = null;
    Expression replicas = null;
    Expression protection = null;
    Expression tags = null;
    for (int i = 1; i < given.size(); i++) {
      if (isNumber(i)) {
        replicas = at(i);
      } else if (Official.takes(method, i, "java.util.Map")) {
        tags = at(i);
      } else if (Official.takes(method, i, DELETION_PROTECTION)) {
        protection = at(i);
      } else if (i == 1 && (isNumber(2) || namesPodTypeAlone())) {
        podType = at(i);
      } else {
        protection = at(i);
      }
    }
    return control(
        "configureIndex",
        configure()
            .code(arguments.setter("podType", podType, Types.STRING))
            .code(arguments.setter("replicas", replicas, "int"))
            .code(arguments.changedProtection(protection))
            .code(arguments.setter("tags", tags, Types.TAGS))
            .text(".build()"));
  }

  /** Until version 4, the second of two strings was the type of the pods. */
  private boolean namesPodTypeAlone() {
    return given.size() == 2
        && method.getDeclaringType().getMethods().stream()
            .anyMatch(
                other ->
                    other.getName().equals("configurePodsIndex")
                        && Official.takes(other, 1, DELETION_PROTECTION));
  }

  private @Nullable Code configureServerlessIndex() {
    if (!isAbsent(at(3))) {
      arguments.mark("ConfigureIndexRequest.builder(name).embed(model, textField) sets the model");
      return null;
    }
    Code request =
        configure()
            .code(arguments.changedProtection(at(1)))
            .code(arguments.setter("tags", at(2), Types.TAGS));
    Expression mode = at(4);
    if (mode != null && !Official.isNull(mode)) {
      Expression constant = arguments.usage().constant(mode);
      if (Official.isLiteral(constant, "OnDemand")) {
        request.text(".readCapacity(ReadCapacity.onDemand())", Types.READ_CAPACITY);
      } else if (Official.isLiteral(constant, "Dedicated")) {
        request
            .text(".readCapacity(ReadCapacity.dedicated(", Types.READ_CAPACITY)
            .expression(given.get(5), Types.STRING)
            .text(", ")
            .expression(given.get(6), "int")
            .text(", ")
            .expression(given.get(7), "int")
            .text("))");
      } else {
        arguments.mark("choose ReadCapacity.onDemand() or ReadCapacity.dedicated(…)");
        return null;
      }
    }
    return control("configureIndex", request.text(".build()"));
  }

  private Code createBackup() {
    return control(
        "createBackup",
        Code.of("CreateBackupRequest.builder(", Types.CREATE_BACKUP)
            .expression(given.get(0), Types.STRING)
            .text(")")
            .code(arguments.setter("name", at(1), Types.STRING))
            .code(arguments.setter("description", at(2), Types.STRING))
            .text(".build()"));
  }

  private Code listBackups(
      @Nullable Expression index,
      boolean ten,
      @Nullable Expression limit,
      @Nullable Expression token) {
    if (index == null && isAbsent(limit) && isAbsent(token)) {
      return control("listBackups", Code.of("ListBackupsRequest.all()", Types.LIST_BACKUPS));
    }
    return control(
        "listBackups",
        Code.of("ListBackupsRequest.builder()", Types.LIST_BACKUPS)
            .code(arguments.setter("index", index, Types.STRING))
            .text(ten ? ".limit(10)" : "")
            .code(arguments.setter("limit", limit, "int"))
            .code(arguments.setter("paginationToken", token, Types.STRING))
            .text(".build()"));
  }

  private Code createIndexFromBackup() {
    return control(
        "createIndexFromBackup",
        Code.of("CreateIndexFromBackupRequest.builder(", Types.RESTORE)
            .expression(given.get(0), Types.STRING)
            .text(", ")
            .expression(given.get(1), Types.STRING)
            .text(")")
            .code(arguments.protection(at(3)))
            .code(arguments.setter("tags", at(2), Types.TAGS))
            .text(".build()"));
  }

  private Code listRestoreJobs() {
    boolean tokenOnly = Official.takes(method, 0, Types.STRING);
    Code request =
        Code.of("PageRequest.builder()", Types.PAGE)
            .text(tokenOnly ? ".limit(10)" : "")
            .code(arguments.setter("limit", tokenOnly ? null : at(0), "int"))
            .code(arguments.setter("paginationToken", tokenOnly ? at(0) : at(1), Types.STRING));
    return control("listRestoreJobs", request.text(".build()"));
  }
}
