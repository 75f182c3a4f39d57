package io.pinelink.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** The calls of {@code Pinecone}: indexes, collections, backups, and other clients. */
record ControlCalls(
    MovedArguments arguments, Expression client, List<Expression> given, JavaType.Method method) {
  private static final String DELETION_PROTECTION =
      "org.openapitools.db_control.client.model.DeletionProtection";
  private static final String METADATA_CONFIG =
      "org.openapitools.db_control.client.model.PodSpecMetadataConfig";

  /** Returns the call as Pinelink has it, or null if it cannot be moved. */
  static @Nullable Code move(
      J.MethodInvocation call,
      Expression client,
      JavaType.Method method,
      MovedArguments arguments) {
    return new ControlCalls(arguments, client, call.getArguments(), method)
        .move(call.getSimpleName());
  }

  private @Nullable Code move(String name) {
    return switch (name) {
      case "getIndexConnection" -> open("");
      case "getAsyncIndexConnection" -> open(".async()");
      case "getInferenceClient" -> Code.of("{Pinelink}.inference()", client);
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
          control(name, Code.of("{string}", given.get(0)));
      case "listIndexes", "listCollections" -> control(name, new Code());
      case "createCollection" ->
          control(name, Code.of("{string}, {string}", given.get(0), given.get(1)));
      case "createBackup" -> createBackup();
      case "listIndexBackups" -> listBackups(at(0), given.size() == 1, at(1), at(2));
      case "listProjectBackups" -> listBackups(null, false, at(0), at(1));
      case "createIndexFromBackup" -> createIndexFromBackup();
      case "listRestoreJobs" -> listRestoreJobs();
      default -> null;
    };
  }

  private @Nullable Expression at(int position) {
    return Official.at(given, position);
  }

  private Code open(String view) {
    return Code.of("{Pinelink}.index({string})" + view, client, given.get(0));
  }

  private Code control(String call, Code request) {
    return Code.of("{Pinelink}.controlPlane()." + call + "({})", client, request);
  }

  private Code createServerlessIndex() {
    return createIndex(
        serverless(given.get(3), given.get(4))
            .add(
                "{}{}",
                arguments.setter("withReadCapacity({ReadCapacity})", at(7)),
                arguments.setter("withSchema({MetadataSchema})", at(8))),
        arguments.setter("metric({})", arguments.metric(given.get(1))),
        given.get(2),
        at(5),
        at(6));
  }

  private Code serverless(Expression cloud, Expression region) {
    return Code.of("IndexSpec.serverless({}, {string})", arguments.cloud(cloud), region);
  }

  private Code createIndex(
      Code spec,
      Code kind,
      @Nullable Expression dimension,
      @Nullable Expression protection,
      @Nullable Expression tags) {
    return control(
        "createIndex",
        Code.of(
            "CreateIndexRequest.builder({string}, {}){}{}{}{}.build()",
            given.get(0),
            spec,
            arguments.setter("dimension({int})", dimension),
            kind,
            arguments.protection(protection),
            arguments.setter("tags({tags})", tags)));
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
    return createIndex(
        Code.of(
            "IndexSpec.byoc({string}){}",
            given.get(3),
            arguments.setter("withSchema({MetadataSchema})", at(6))),
        arguments.setter("metric({})", arguments.metric(given.get(1))),
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
    if (!Official.isAbsent(pods) || !Official.isAbsent(config)) {
      arguments.mark(
          "pods are replicas times shards: IndexSpec.pod(…).withReplicas(…).withShards(…);"
              + " .withIndexedFields(…) replaces the metadata config");
      return null;
    }
    return createIndex(
        Code.of(
            "IndexSpec.pod({string}, {string}){}{}{}",
            given.get(2),
            given.get(3),
            arguments.setter("withReplicas({int})", replicas),
            arguments.setter("withShards({int})", shards),
            arguments.setter("fromCollection({string})", collection)),
        arguments.setter("metric({})", arguments.metric(metric)),
        given.get(1),
        protection,
        tags);
  }

  private boolean isNumber(int position) {
    return Official.takes(method, position, "java.lang.Integer");
  }

  private @Nullable Code createIndexForModel() {
    Code request = ModelSettings.createIndexForModel(given, arguments);
    return request == null ? null : control("createIndexForModel", request);
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
        Code.of(
            "ConfigureIndexRequest.builder({string}){}{}{}{}.build()",
            given.get(0),
            arguments.setter("podType({string})", podType),
            arguments.setter("replicas({int})", replicas),
            arguments.changedProtection(protection),
            arguments.setter("tags({tags})", tags)));
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
    if (!Official.isAbsent(at(3))) {
      arguments.mark("ConfigureIndexRequest.builder(name).embed(model, textField) sets the model");
      return null;
    }
    Code capacity = new Code();
    Expression mode = at(4);
    if (mode != null && !Official.isAbsent(mode)) {
      Expression constant = arguments.usage().constant(mode);
      if (Official.isLiteral(constant, "OnDemand")) {
        capacity.add(".readCapacity(ReadCapacity.onDemand())");
      } else if (Official.isLiteral(constant, "Dedicated")) {
        capacity.add(
            ".readCapacity(ReadCapacity.dedicated({string}, {int}, {int}))",
            given.get(5),
            given.get(6),
            given.get(7));
      } else {
        arguments.mark("choose ReadCapacity.onDemand() or ReadCapacity.dedicated(…)");
        return null;
      }
    }
    return control(
        "configureIndex",
        Code.of(
            "ConfigureIndexRequest.builder({string}){}{}{}.build()",
            given.get(0),
            arguments.changedProtection(at(1)),
            arguments.setter("tags({tags})", at(2)),
            capacity));
  }

  private Code createBackup() {
    return control(
        "createBackup",
        Code.of(
            "CreateBackupRequest.builder({string}){}{}.build()",
            given.get(0),
            arguments.setter("name({string})", at(1)),
            arguments.setter("description({string})", at(2))));
  }

  private Code listBackups(
      @Nullable Expression index,
      boolean ten,
      @Nullable Expression limit,
      @Nullable Expression token) {
    if (index == null && Official.isAbsent(limit) && Official.isAbsent(token)) {
      return control("listBackups", Code.of("ListBackupsRequest.all()"));
    }
    return control(
        "listBackups",
        Code.of(
            "ListBackupsRequest.builder(){}" + (ten ? ".limit(10)" : "") + "{}{}.build()",
            arguments.setter("index({string})", index),
            arguments.setter("limit({int})", limit),
            arguments.setter("paginationToken({string})", token)));
  }

  private Code createIndexFromBackup() {
    return control(
        "createIndexFromBackup",
        Code.of(
            "CreateIndexFromBackupRequest.builder({string}, {string}){}{}.build()",
            given.get(0),
            given.get(1),
            arguments.protection(at(3)),
            arguments.setter("tags({tags})", at(2))));
  }

  private Code listRestoreJobs() {
    boolean tokenOnly = Official.takes(method, 0, "java.lang.String");
    return control(
        "listRestoreJobs",
        Code.of(
            "PageRequest.builder(){}{}.build()",
            tokenOnly ? Code.of(".limit(10)") : arguments.setter("limit({int})", at(0)),
            arguments.setter("paginationToken({string})", at(tokenOnly ? 0 : 1))));
  }
}
