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
    return Code.of(
        "{Pinelink}.records({string}){}",
        opened.getSelect(),
        opened.getArguments().get(0),
        arguments.setter("namespace({string})", namespace));
  }

  private static Code upsert(
      List<Expression> given, J.MethodInvocation opened, MovedArguments arguments) {
    return records(given.get(0), opened, arguments)
        .add(".upsert({texts}.stream().map(TextRecord::copyOf).toList())", given.get(1));
  }

  private static Code search(
      String by, List<Expression> given, J.MethodInvocation opened, MovedArguments arguments) {
    return records(given.get(1), opened, arguments)
        .add(
            ".search(SearchRecordsRequest.builder(){}.topK({int}){}{}{}.build())",
            arguments.setter(by + "({string})", given.get(0)),
            given.get(3),
            arguments.setter(
                "fields({})",
                Official.isAbsent(given.get(2)) ? null : arguments.strings(given.get(2))),
            arguments.copied("filter", "Filter", given.get(4)),
            arguments.setter("rerank({Reranking})", given.get(5)));
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
    return Code.of(
        "Reranking.builder({string}, {}){}{}{}.build()",
        settings.get("model"),
        arguments.strings(settings.get("rankFields")),
        arguments.setter("topN({int})", settings.get("topN")),
        arguments.setter("query({string})", settings.get("query")),
        arguments.copied("parameters", "Fields", settings.get("parameters")));
  }
}
