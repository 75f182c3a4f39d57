package io.pinelink.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** The calls of {@code Index} and {@code AsyncIndex}. */
record DataCalls(
    MovedArguments arguments,
    String type,
    Expression index,
    List<Expression> given,
    JavaType.Method method) {
  private static final String STRING = "java.lang.String";

  /** Returns the call as Pinelink has it, or null if it cannot be moved. */
  static @Nullable Code move(
      J.MethodInvocation call, Expression index, JavaType.Method method, MovedArguments arguments) {
    boolean async = Official.owner(method).equals(Official.ASYNC_INDEX);
    return new DataCalls(
            arguments, async ? "AsyncIndex" : "Index", index, call.getArguments(), method)
        .move(call.getSimpleName());
  }

  private @Nullable Code move(String name) {
    return switch (name) {
      case "upsert" -> upsert();
      case "query" -> query(at(5), at(1), arguments.sparse(at(2), at(3)), at(4), at(6), 7);
      case "queryByVectorId" -> queryBy(true);
      case "queryByVector" -> queryBy(false);
      case "fetch" -> fetch();
      case "fetchByMetadata" -> fetchByMetadata();
      case "update" -> update();
      case "updateByMetadata" -> updateByMetadata();
      case "deleteByIds" -> on(at(1), "delete", byIds(given.get(0)));
      case "deleteByFilter" -> on(at(1), "delete", matching(given.get(0)));
      case "deleteAll" -> on(at(0), "delete", Code.of("DeleteRequest.all()"));
      case "delete" -> delete();
      case "describeIndexStats" -> stats();
      case "list" -> list();
      case "listNamespaces" -> listNamespaces();
      case "createNamespace" -> createNamespace();
      case "describeNamespace" -> namespaces("describe({string})", given.get(0));
      case "deleteNamespace" -> namespaces("delete({string})", given.get(0));
      default -> null;
    };
  }

  private @Nullable Expression at(int position) {
    return Official.at(given, position);
  }

  private Code on(@Nullable Expression namespace, String call, Code request) {
    return Code.of(
        "{" + type + "}{}." + call + "({})",
        index,
        arguments.setter("namespace({string})", namespace),
        request);
  }

  private Code upsert() {
    if (Official.takes(method, 0, "java.util.List")) {
      return on(at(1), "upsert", Code.of("{vectors}", given.get(0)));
    }
    boolean full = given.size() == 6;
    Code vector =
        arguments.vector(
            given.get(0),
            given.get(1),
            full ? arguments.sparse(at(2), at(3)) : null,
            full ? at(4) : null);
    return on(full ? at(5) : at(2), "upsert", Code.of("List.of({})", vector));
  }

  private Code queryBy(boolean id) {
    int next = 2;
    Expression namespace = null;
    Expression filter = null;
    if (Official.takes(method, next, STRING)) {
      namespace = at(next++);
    }
    if (Official.takes(method, next, Official.STRUCT)) {
      filter = at(next++);
    }
    return query(namespace, id ? null : at(1), null, id ? at(1) : null, filter, next);
  }

  private Code query(
      @Nullable Expression namespace,
      @Nullable Expression vector,
      @Nullable Code sparse,
      @Nullable Expression id,
      @Nullable Expression filter,
      int flags) {
    Code request =
        Code.of(
            "QueryRequest.builder(){}{}{}.topK({int}){}",
            arguments.setter("vector({})", arguments.floatArguments(vector)),
            arguments.setter("sparseVector({})", sparse),
            arguments.setter("id({string})", id),
            given.get(0),
            filter == null || Official.isAbsent(filter)
                ? null
                : arguments.setter("filter({})", arguments.filter(filter)));
    Expression values = at(flags);
    Expression metadata = at(flags + 1);
    if (values != null && metadata != null) {
      request.add(
          "{}{}",
          arguments.flag("includeValues", values),
          arguments.flag("includeMetadata", metadata));
    }
    return on(namespace, "query", request.add(".build()"));
  }

  private Code fetch() {
    return on(at(1), "fetch", Code.of("FetchRequest.byIds({strings})", given.get(0)));
  }

  private @Nullable Code fetchByMetadata() {
    if (Official.isAbsent(given.get(1))) {
      arguments.mark("fetchByMetadata needs a filter; scan(ListIdsRequest.all()) reads everything");
      return null;
    }
    Code filter = arguments.filter(given.get(1));
    return on(
        at(0),
        "fetchByMetadata",
        Official.isAbsent(at(2)) && Official.isAbsent(at(3))
            ? Code.of("FetchByMetadataRequest.matching({})", filter)
            : Code.of(
                "FetchByMetadataRequest.builder({}){}{}.build()",
                filter,
                arguments.setter("limit({int})", at(2)),
                arguments.setter("paginationToken({string})", at(3))));
  }

  private Code update() {
    boolean full = given.size() == 6;
    Code request =
        Code.of(
            "UpdateRequest.builder({string}){}{}{}.build()",
            given.get(0),
            arguments.setter("values({})", arguments.floatArguments(at(1))),
            full
                ? arguments.setter("sparseValues({})", arguments.sparse(at(4), at(5)))
                : new Code(),
            full ? arguments.setter("metadata({Metadata})", at(2)) : new Code());
    return on(full ? at(3) : at(2), "update", request);
  }

  private @Nullable Code updateByMetadata() {
    Expression dryRun = at(3);
    Expression constant = dryRun == null ? null : arguments.usage().constant(dryRun);
    Code dry = Code.of("UpdateRequest.dryRun({})", arguments.filter(given.get(0)));
    if (constant != null && Official.isLiteral(constant, true)) {
      return on(at(2), "update", dry);
    }
    if (Official.isAbsent(given.get(1))) {
      arguments.mark(
          "an update by filter needs metadata; UpdateRequest.dryRun(filter) only counts");
      return null;
    }
    Code real =
        Code.of(
            "UpdateRequest.matching({}, {Metadata})", arguments.filter(given.get(0)), given.get(1));
    return on(
        at(2),
        "update",
        constant == null || Official.isLiteral(constant, false)
            ? real
            : Code.of("{boolean} ? {} : {}", constant, dry, real));
  }

  private static Code byIds(Expression ids) {
    return Code.of("DeleteRequest.byIds({strings})", ids);
  }

  private Code matching(Expression filter) {
    return Code.of("DeleteRequest.matching({})", arguments.filter(filter));
  }

  private @Nullable Code delete() {
    Expression ids = given.get(0);
    Expression filter = given.get(3);
    boolean all = Official.isLiteral(given.get(1), true);
    boolean some = Official.isLiteral(given.get(1), false);
    if (all && Official.isAbsent(ids) && Official.isAbsent(filter)) {
      return on(at(2), "delete", Code.of("DeleteRequest.all()"));
    }
    if (some && !Official.isAbsent(ids) && Official.isAbsent(filter)) {
      return on(at(2), "delete", byIds(ids));
    }
    if (some && Official.isAbsent(ids) && !Official.isAbsent(filter)) {
      return on(at(2), "delete", matching(filter));
    }
    arguments.mark(
        "say what is deleted: DeleteRequest.byIds(ids), .matching(filter) or .all(), one of them");
    return null;
  }

  private Code stats() {
    Expression filter = at(0);
    Code request =
        filter == null || Official.isAbsent(filter)
            ? null
            : Code.of("StatsRequest.matching({})", arguments.filter(filter));
    return Code.of("{" + type + "}.describeIndexStats({})", index, request);
  }

  private Code list() {
    Expression prefix = null;
    Expression limit = null;
    Expression token = null;
    for (int i = 1; i < given.size(); i++) {
      if (!Official.takes(method, i, STRING)) {
        limit = given.get(i);
      } else if (i == 1) {
        prefix = given.get(i);
      } else {
        token = given.get(i);
      }
    }
    return on(at(0), "listIds", pages("ListIdsRequest", prefix, limit, token));
  }

  private Code listNamespaces() {
    boolean full = given.size() == 3;
    return namespaces(
        "list({})",
        pages(
            "ListNamespacesRequest",
            full ? at(0) : null,
            given.size() > 1 ? at(given.size() - 1) : null,
            full ? at(1) : at(0)));
  }

  private Code pages(
      String request,
      @Nullable Expression prefix,
      @Nullable Expression limit,
      @Nullable Expression token) {
    return Official.isAbsent(prefix) && Official.isAbsent(limit) && Official.isAbsent(token)
        ? Code.of(request + ".all()")
        : Code.of(
            request + ".builder(){}{}{}.build()",
            arguments.setter("prefix({string})", prefix),
            arguments.setter("limit({int})", limit),
            arguments.setter("paginationToken({string})", token));
  }

  private Code namespaces(String call, Object argument) {
    return Code.of("{" + type + "}.namespaces()." + call, index, argument);
  }

  private Code createNamespace() {
    Expression schema = at(1);
    return Official.isAbsent(schema)
        ? namespaces("create({string})", given.get(0))
        : namespaces(
            "create({})",
            Code.of(
                "CreateNamespaceRequest.builder({string}){}.build()",
                given.get(0),
                arguments.setter("schema({MetadataSchema})", schema)));
  }
}
