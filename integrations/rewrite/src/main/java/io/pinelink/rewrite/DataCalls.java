package io.pinelink.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** The calls of {@code Index} and {@code AsyncIndex}. */
final class DataCalls {
  private final MovedArguments arguments;
  private final String type;
  private final Expression index;
  private final List<Expression> given;
  private final JavaType.Method method;

  private DataCalls(
      MovedArguments arguments,
      String type,
      Expression index,
      J.MethodInvocation call,
      JavaType.Method method) {
    this.arguments = arguments;
    this.type = type;
    this.index = index;
    this.given = call.getArguments();
    this.method = method;
  }

  /** Returns the call as Pinelink has it, or null if it cannot be moved. */
  static @Nullable Code move(
      J.MethodInvocation call, Expression index, JavaType.Method method, MovedArguments arguments) {
    boolean async = Official.owner(method).equals(Official.ASYNC_INDEX);
    return new DataCalls(arguments, async ? Types.ASYNC_INDEX : Types.INDEX, index, call, method)
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
      case "deleteAll" -> on(at(0), "delete", Code.of("DeleteRequest.all()", Types.DELETE));
      case "delete" -> delete();
      case "describeIndexStats" -> stats();
      case "list" -> list();
      case "listNamespaces" -> listNamespaces();
      case "createNamespace" -> createNamespace();
      case "describeNamespace" ->
          namespaces("describe").expression(given.get(0), Types.STRING).text(")");
      case "deleteNamespace" ->
          namespaces("delete").expression(given.get(0), Types.STRING).text(")");
      default -> null;
    };
  }

  /** Returns an argument, or null if the call has fewer. */
  private @Nullable Expression at(int position) {
    return position < given.size() && !(given.get(position) instanceof J.Empty)
        ? given.get(position)
        : null;
  }

  private static boolean isAbsent(@Nullable Expression expression) {
    return expression == null || Official.isNull(expression);
  }

  private Code on(@Nullable Expression namespace, String call, Code request) {
    return arguments
        .namespaced(index, type, namespace)
        .text("." + call + "(")
        .code(request)
        .text(")");
  }

  private Code upsert() {
    if (Official.takes(method, 0, "java.util.List")) {
      return on(at(1), "upsert", Code.of(given.get(0), "java.util.List<io.pinelink.model.Vector>"));
    }
    boolean full = given.size() == 6;
    Code vector =
        arguments.vector(
            given.get(0),
            given.get(1),
            full ? arguments.sparse(at(2), at(3)) : null,
            full ? at(4) : null);
    return on(
        full ? at(5) : at(2),
        "upsert",
        Code.of("List.of(", "java.util.List").code(vector).text(")"));
  }

  private Code queryBy(boolean id) {
    int next = 2;
    Expression namespace = null;
    Expression filter = null;
    if (Official.takes(method, next, Types.STRING)) {
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
        Code.of("QueryRequest.builder()", Types.QUERY)
            .code(MovedArguments.setter("vector", arguments.floatArguments(vector)))
            .code(MovedArguments.setter("sparseVector", sparse))
            .code(arguments.setter("id", id, Types.STRING))
            .text(".topK(")
            .expression(given.get(0), "int")
            .text(")")
            .code(MovedArguments.setter("filter", isAbsent(filter) ? null : filterOf(filter)));
    Expression values = at(flags);
    Expression metadata = at(flags + 1);
    if (values != null && metadata != null) {
      request
          .code(arguments.flag("includeValues", values))
          .code(arguments.flag("includeMetadata", metadata));
    }
    return on(namespace, "query", request.text(".build()"));
  }

  private @Nullable Code filterOf(@Nullable Expression filter) {
    return filter == null ? null : arguments.filter(filter);
  }

  private Code fetch() {
    return on(
        at(1),
        "fetch",
        Code.of("FetchRequest.byIds(", Types.FETCH)
            .expression(given.get(0), Types.STRINGS)
            .text(")"));
  }

  private @Nullable Code fetchByMetadata() {
    if (Official.isNull(given.get(1))) {
      arguments.mark("fetchByMetadata needs a filter; scan(ListIdsRequest.all()) reads everything");
      return null;
    }
    if (isAbsent(at(2)) && isAbsent(at(3))) {
      return on(
          at(0),
          "fetchByMetadata",
          Code.of("FetchByMetadataRequest.matching(", Types.FETCH_BY_METADATA)
              .code(arguments.filter(given.get(1)))
              .text(")"));
    }
    return on(
        at(0),
        "fetchByMetadata",
        Code.of("FetchByMetadataRequest.builder(", Types.FETCH_BY_METADATA)
            .code(arguments.filter(given.get(1)))
            .text(")")
            .code(arguments.setter("limit", at(2), "int"))
            .code(arguments.setter("paginationToken", at(3), Types.STRING))
            .text(".build()"));
  }

  private Code update() {
    boolean full = given.size() == 6;
    Code request =
        Code.of("UpdateRequest.builder(", Types.UPDATE)
            .expression(given.get(0), Types.STRING)
            .text(")")
            .code(MovedArguments.setter("values", arguments.floatArguments(at(1))));
    if (full) {
      request
          .code(MovedArguments.setter("sparseValues", arguments.sparse(at(4), at(5))))
          .code(arguments.setter("metadata", at(2), Types.METADATA));
    }
    return on(full ? at(3) : at(2), "update", request.text(".build()"));
  }

  private @Nullable Code updateByMetadata() {
    Expression dryRun = at(3);
    Expression constant = dryRun == null ? null : arguments.usage().constant(dryRun);
    Code dry =
        Code.of("UpdateRequest.dryRun(", Types.UPDATE)
            .code(arguments.filter(given.get(0)))
            .text(")");
    if (constant != null && Official.isLiteral(constant, true)) {
      return on(at(2), "update", dry);
    }
    if (Official.isNull(given.get(1))) {
      arguments.mark(
          "an update by filter needs metadata; UpdateRequest.dryRun(filter) only counts");
      return null;
    }
    Code real =
        Code.of("UpdateRequest.matching(", Types.UPDATE)
            .code(arguments.filter(given.get(0)))
            .text(", ")
            .expression(given.get(1), Types.METADATA)
            .text(")");
    if (constant == null || Official.isLiteral(constant, false)) {
      return on(at(2), "update", real);
    }
    return on(
        at(2), "update", Code.of(constant, "boolean").text(" ? ").code(dry).text(" : ").code(real));
  }

  private Code byIds(Expression ids) {
    return Code.of("DeleteRequest.byIds(", Types.DELETE).expression(ids, Types.STRINGS).text(")");
  }

  private Code matching(Expression filter) {
    return Code.of("DeleteRequest.matching(", Types.DELETE)
        .code(arguments.filter(filter))
        .text(")");
  }

  private @Nullable Code delete() {
    Expression ids = given.get(0);
    Expression filter = given.get(3);
    boolean all = Official.isLiteral(given.get(1), true);
    boolean some = Official.isLiteral(given.get(1), false);
    if (all && Official.isNull(ids) && Official.isNull(filter)) {
      return on(at(2), "delete", Code.of("DeleteRequest.all()", Types.DELETE));
    }
    if (some && !Official.isNull(ids) && Official.isNull(filter)) {
      return on(at(2), "delete", byIds(ids));
    }
    if (some && Official.isNull(ids) && !Official.isNull(filter)) {
      return on(at(2), "delete", matching(filter));
    }
    arguments.mark(
        "say what is deleted: DeleteRequest.byIds(ids), .matching(filter) or .all(), one of them");
    return null;
  }

  private Code stats() {
    Expression filter = at(0);
    return isAbsent(filter) || filter == null
        ? Code.of(index, type).text(".describeIndexStats()")
        : Code.of(index, type)
            .text(".describeIndexStats(StatsRequest.matching(", Types.STATS)
            .code(arguments.filter(filter))
            .text("))");
  }

  private Code list() {
    Expression prefix = null;
    Expression limit = null;
    Expression token = null;
    for (int i = 1; i < given.size(); i++) {
      boolean text = Official.takes(method, i, Types.STRING);
      if (!text) {
        limit = given.get(i);
      } else if (i == 1) {
        prefix = given.get(i);
      } else {
        token = given.get(i);
      }
    }
    return on(at(0), "listIds", pages("ListIdsRequest", Types.LIST_IDS, prefix, limit, token));
  }

  private Code listNamespaces() {
    Expression prefix = null;
    Expression token = at(0);
    if (given.size() == 3) {
      prefix = given.get(0);
      token = given.get(1);
    }
    Expression limit = given.size() > 1 ? given.get(given.size() - 1) : null;
    return namespaces("list")
        .code(pages("ListNamespacesRequest", Types.LIST_NAMESPACES, prefix, limit, token))
        .text(")");
  }

  private Code pages(
      String request,
      String requestType,
      @Nullable Expression prefix,
      @Nullable Expression limit,
      @Nullable Expression token) {
    if (isAbsent(prefix) && isAbsent(limit) && isAbsent(token)) {
      return Code.of(request + ".all()", requestType);
    }
    return Code.of(request + ".builder()", requestType)
        .code(arguments.setter("prefix", prefix, Types.STRING))
        .code(arguments.setter("limit", limit, "int"))
        .code(arguments.setter("paginationToken", token, Types.STRING))
        .text(".build()");
  }

  private Code namespaces(String call) {
    return Code.of(index, type).text(".namespaces()." + call + "(");
  }

  private Code createNamespace() {
    Expression schema = at(1);
    if (isAbsent(schema)) {
      return namespaces("create").expression(given.get(0), Types.STRING).text(")");
    }
    return namespaces("create")
        .text("CreateNamespaceRequest.builder(", Types.CREATE_NAMESPACE)
        .expression(given.get(0), Types.STRING)
        .text(")")
        .code(arguments.setter("schema", schema, Types.METADATA_SCHEMA))
        .text(".build())");
  }
}
