package io.pinelink.rewrite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** The calls of {@code Inference}: embed, rerank and models. */
final class InferenceCalls {
  private static final Map<String, String> MODEL_TYPES =
      Map.of("embed", "EMBED", "rerank", "RERANK");
  private static final Map<String, String> VECTOR_TYPES =
      Map.of("dense", "DENSE", "sparse", "SPARSE");

  private InferenceCalls() {}

  /** Returns the call of the inference client as Pinelink has it, or null. */
  static @Nullable Code move(J.MethodInvocation call, Expression client, MovedArguments arguments) {
    List<Expression> given = call.getArguments();
    Code start = Code.of("{Inference}." + call.getSimpleName(), client);
    return switch (call.getSimpleName()) {
      case "embed" ->
          start.add(
              "(EmbedRequest.builder({string}, {strings}){}.build())",
              given.get(0),
              given.get(2),
              arguments.copied("parameters", "Fields", given.get(1)));
      case "rerank" -> rerank(start, given, arguments);
      case "listModels" -> listModels(start, given, arguments);
      case "describeModel" -> start.add("({string})", given.get(0));
      default -> null;
    };
  }

  private static Code rerank(Code start, List<Expression> given, MovedArguments arguments) {
    start.add(
        "(RerankRequest.builder({string}, {string})"
            + ".documents({objects}.stream().map(Fields::copyOf).toList())",
        given.get(0),
        given.get(1),
        given.get(2));
    if (given.size() == 3) {
      return start.add(".rankFields(\"text\").build())");
    }
    return start.add(
        "{}.topN({int}).returnDocuments({boolean}){}.build())",
        arguments.setter(
            "rankFields({})",
            Official.isAbsent(given.get(3)) ? null : arguments.strings(given.get(3))),
        given.get(4),
        given.get(5),
        arguments.copied("parameters", "Fields", given.get(6)));
  }

  private static @Nullable Code listModels(
      Code start, List<Expression> given, MovedArguments arguments) {
    if (given.get(0) instanceof J.Empty) {
      return start.add("()");
    }
    Code type = arguments.open("ModelType", MODEL_TYPES, given.get(0));
    return given.size() == 1
        ? start.add("(ListModelsRequest.of({}))", type)
        : start.add(
            "(ListModelsRequest.builder().type({}).vectorType({}).build())",
            type,
            arguments.open("VectorType", VECTOR_TYPES, given.get(1)));
  }
}
