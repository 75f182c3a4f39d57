package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The calls about records, whose texts the index embeds. Pinelink has an index type for them. */
final class RecordCalls {
  private static final String RERANK =
      "org.openapitools.db_data.client.model.SearchRecordsRequestRerank";

  private RecordCalls() {}

  /**
   * Returns the call as Pinelink has it, or null if it cannot be moved.
   *
   * @param opened the call that opened the index
   */
  static @Nullable Code move(
      J.MethodInvocation call, J.MethodInvocation opened, MovedArguments arguments) {
    return switch (call.getSimpleName()) {
      case "upsertRecords" -> upsert(call.getArguments(), opened, arguments);
      case "searchRecordsByText" -> search("text", call.getArguments(), opened, arguments);
      case "searchRecordsById" -> search("id", call.getArguments(), opened, arguments);
      default -> null;
    };
  }

  private static Code records(
      Expression namespace, J.MethodInvocation opened, MovedArguments arguments) {
    return Code.of(CallsVisitor.nonNull(opened.getSelect()), Types.CLIENT)
        .text(".records(")
        .expression(opened.getArguments().get(0), Types.STRING)
        .text(")")
        .code(arguments.setter("namespace", namespace, Types.STRING));
  }

  private static Code upsert(
      List<Expression> given, J.MethodInvocation opened, MovedArguments arguments) {
    return records(given.get(0), opened, arguments)
        .text(".upsert(")
        .expression(given.get(1), Types.TEXT_MAPS)
        .text(".stream().map(TextRecord::copyOf).toList())", Types.TEXT_RECORD);
  }

  private static Code search(
      String by, List<Expression> given, J.MethodInvocation opened, MovedArguments arguments) {
    Code code =
        records(given.get(1), opened, arguments)
            .text(".search(SearchRecordsRequest.builder()", Types.SEARCH)
            .code(arguments.setter(by, given.get(0), Types.STRING))
            .text(".topK(")
            .expression(given.get(3), "int")
            .text(")");
    if (!Official.isNull(given.get(2))) {
      code.text(".fields(").code(arguments.strings(given.get(2))).text(")");
    }
    if (!Official.isNull(given.get(4))) {
      arguments.noteNull("Filter.copyOf", given.get(4));
      code.text(".filter(Filter.copyOf(", Types.FILTER)
          .expression(given.get(4), Types.OBJECTS)
          .text("))");
    }
    return code.code(arguments.setter("rerank", given.get(5), Types.RERANKING)).text(".build())");
  }

  /** Returns the reranking that an expression builds, or null. */
  static @Nullable Code reranking(J.MethodInvocation call, MovedArguments arguments) {
    if (!Official.owner(call.getMethodType()).equals(RERANK)) {
      return null;
    }
    Map<String, Expression> settings = Chains.read(call);
    if (settings == null
        || !settings.containsKey("model")
        || !settings.containsKey("rankFields")
        || !List.of("model", "rankFields", "topN", "query", "parameters")
            .containsAll(settings.keySet())) {
      return null;
    }
    Code code =
        Code.of("Reranking.builder(", Types.RERANKING)
            .expression(settings.get("model"), Types.STRING)
            .text(", ")
            .code(arguments.strings(settings.get("rankFields")))
            .text(")")
            .code(arguments.setter("topN", settings.get("topN"), "int"))
            .code(arguments.setter("query", settings.get("query"), Types.STRING));
    Expression parameters = settings.get("parameters");
    if (parameters != null && !Official.isNull(parameters)) {
      arguments.noteNull("Fields.copyOf", parameters);
      code.text(".parameters(Fields.copyOf(", Types.FIELDS)
          .expression(parameters, Types.OBJECTS)
          .text("))");
    }
    return code.text(".build()");
  }
}
